"""The clues by which entries find each other, and what follow-up reads and writes, in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from communique.ledger.rows import entries_of, judgement_of, parts, release_of
from communique.ledger.schema import clue, entry, judgement, release, release_version, resolved, revision
from communique.ledger.ties import STEP
from communique.ledger.write import Versions, Writer
from communique.records import Entry, Judgement, Release
from communique.records.judgement import standing

RARE = 60  # entries up to which one clue in common is enough to be looked at
KNOWN = 400  # and above which a clue finds nobody: a ledger that is full of a word tells nothing by it
MOST = 40  # others that an entry is looked at beside: a pledge told a thousand times stays a chain, no web


class Stated(NamedTuple):
    """An entry with its row and its release."""

    row: int
    entry: Entry
    release: Release


class Clues:
    """The entries of a ledger by their clues, in an open write transaction."""

    def __init__(self, connection: sa.Connection, versions: Versions) -> None:
        """Take the connection; nothing is written before a method says so."""
        self._connection, self._writer = connection, Writer(connection, versions)
        query = sa.select(resolved.c.entry, resolved.c.revision).where(resolved.c.step == STEP)
        found = connection.execute(query).first()
        self.seen: int = found[0] if found else 0  # the last row of `entry` that was looked at
        self.revision: int = found[1] if found else 0  # and the revision then

    def fresh(self, limit: int) -> list[Stated]:
        """Return the next entries that came since the last run and still stand, at most so many."""
        query = self._living().where(entry.c.row > self.seen).order_by(entry.c.row).limit(limit)
        return self._stated(query)

    def add(self, words: Mapping[int, Collection[str]]) -> None:
        """Write the clues of entries by their rows."""
        rows = [{"word": word, "entry": row} for row, some in words.items() for word in sorted(some)]
        if rows:
            self._connection.execute(sa.insert(clue), rows)

    def near(self, words: Mapping[int, Collection[str]]) -> dict[int, list[int]]:
        """Return for each row those that share a rare clue with it, or two that are not too common.

        No more than MOST: those that share most, of these the nearest.
        """
        holders = self._holders({word for some in words.values() for word in some})
        found: dict[int, list[int]] = {}
        for row, some in words.items():
            shared: Counter[int] = Counter()
            for word in some:
                held = holders[word]
                shared.update(dict.fromkeys(held, 2 if len(held) <= RARE else 1))
            enough = [other for other, count in shared.items() if count >= 2 and other != row]
            found[row] = sorted(sorted(enough, key=lambda o: (-shared[o], abs(o - row), o))[:MOST])
        return found

    def _holders(self, words: Collection[str]) -> dict[str, list[int]]:
        """Return the rows that hold each word; none for a word that too many hold."""
        found: dict[str, list[int]] = defaultdict(list)
        for word in sorted(words):
            query = sa.select(clue.c.entry).where(clue.c.word == word).limit(KNOWN + 1)
            held = list(self._connection.scalars(query))
            found[word] = held if len(held) <= KNOWN else []
        return found

    def stated(self, rows: Collection[int]) -> list[Stated]:
        """Return the entries of these rows that still stand."""
        return [
            one
            for some in parts(sorted(rows))
            for one in self._stated(self._living().where(entry.c.row.in_(some)))
        ]

    def _living(self) -> sa.Select[tuple[object, ...]]:
        joined = entry.join(release_version, entry.c.version == release_version.c.version).join(release)
        living = entry.c.to_revision.is_(None), release_version.c.to_revision.is_(None)
        return sa.select(entry, release_version, release.c.publisher).select_from(joined).where(*living)

    def _stated(self, query: sa.Select[tuple[object, ...]]) -> list[Stated]:
        rows = self._connection.execute(query).mappings().all()
        entries = entries_of(self._connection, rows)
        releases: dict[int, Release] = {}
        for row in rows:
            releases.setdefault(row["version"], release_of(row))
        return [
            Stated(row["row"], one, releases[row["version"]]) for row, one in zip(rows, entries, strict=True)
        ]

    def judged(self, ids: Sequence[str]) -> list[Judgement]:
        """Return what rules say now of pairs with one of these entries."""
        found = {}
        for some in parts(ids):
            named = sa.or_(judgement.c.subject.in_(some), judgement.c.object.in_(some))
            query = sa.select(judgement).where(judgement.c.kind == STEP, named)
            for row in self._connection.execute(query.order_by(judgement.c.number)).mappings():
                found[row["number"]] = judgement_of(row)
        return list(standing(one for _, one in sorted(found.items()) if one.by_rule).values())

    def judge(self, decision: Judgement) -> None:
        """Write one judgement."""
        self._writer.judge(decision)

    def finish(self, last: int) -> None:
        """Note that all entries up to the row `last` have been seen."""
        self._writer.finish()
        now = self._connection.scalar(sa.select(sa.func.max(revision.c.number))) or 0
        self._connection.execute(sa.delete(resolved).where(resolved.c.step == STEP))
        self._connection.execute(sa.insert(resolved), {"step": STEP, "entry": last, "revision": now})
