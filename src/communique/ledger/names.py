"""What resolving names asks of the ledger and writes into it, in one write transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from communique.ledger.rows import judgement_of, parts
from communique.ledger.schema import (
    actor_slot,
    entry,
    judgement,
    naming,
    party,
    party_key,
    party_slot,
    release,
    release_version,
    resolved,
    revision,
)
from communique.ledger.write import Versions, Writer
from communique.records import Judgement
from communique.records.judgement import RULE
from communique.text import fold

STEP = "identity"  # in the table `resolved`, and the kind of its judgements


class ToldSlot(NamedTuple):
    """A party of an entry as it is told, and the country of who published it."""

    entry: int
    position: int
    name: str
    type: str
    country: str | None
    home: str | None


class ToldParty(NamedTuple):
    """A row of `party`."""

    id: str
    name: str
    sort: str
    country: str | None


class ToldNaming(NamedTuple):
    """A row of `naming` with the release that says so."""

    kind: str
    name: str
    told: str
    key: str
    country: str | None
    release: str
    publisher: str
    published: date
    home: str | None

    @property
    def land(self) -> str | None:
        """The country told, else that of the publisher."""
        return self.country or self.home


class Said(NamedTuple):
    """An office or a short form told of a name, with the days of the first and last release that tell it."""

    kind: str
    folded: str
    country: str | None
    told: str
    first: date
    last: date


NEAR = 200  # tellings of one office or name that are looked at before a day, and after it


class Names:
    """The names of a ledger in an open write transaction."""

    def __init__(self, connection: sa.Connection, versions: Versions) -> None:
        """Take the connection; nothing is written before a method says so."""
        self._connection, self._writer = connection, Writer(connection, versions)
        query = sa.select(resolved.c.entry, resolved.c.revision).where(resolved.c.step == STEP)
        found = connection.execute(query).first()
        self._entry: int = found[0] if found else 0
        self._revision: int = found[1] if found else 0

    def fresh_slots(self) -> list[ToldSlot]:
        """Return the slots of entries that came since the last run."""
        columns = [actor_slot.c[n] for n in ("entry", "position", "name", "type", "country")]
        joined = actor_slot.join(entry, actor_slot.c.entry == entry.c.row).join(
            release_version, entry.c.version == release_version.c.version
        )
        query = sa.select(*columns, release_version.c.country).select_from(joined)
        query = query.where(entry.c.row > self._entry).order_by(entry.c.row, actor_slot.c.position)
        return [ToldSlot._make(row) for row in self._connection.execute(query)]

    def fresh_namings(self) -> list[ToldNaming]:
        """Return what releases say of names, or say no more, since the last run."""
        edges = (naming.c.from_revision, naming.c.to_revision)  # one query each: either has its index
        found = [one for edge in edges for one in self._namings(edge > self._revision)]
        return list(dict.fromkeys(found))

    def fresh_judgements(self) -> list[Judgement]:
        """Return the judgements on identity that persons made since the last run."""
        fresh = judgement.c.kind == STEP, judgement.c.revision > self._revision
        query = sa.select(judgement).where(*fresh, ~judgement.c.who.startswith(RULE))
        return [judgement_of(row) for row in self._connection.execute(query).mappings()]

    def is_new(self, one: ToldNaming) -> bool:
        """Tell whether nothing like it was said of the name before the last run."""
        query = sa.select(naming.c.row).where(
            naming.c.folded == fold(one.name),
            naming.c.told == one.told,
            naming.c.country.is_not_distinct_from(one.country),
            naming.c.from_revision <= self._revision,
        )
        return self._connection.execute(query.limit(1)).first() is None

    def said(self, folded: Collection[str]) -> list[Said]:
        """Return what is told of names, each office or short form once; an office alone is told of nobody."""
        found: list[Said] = []
        columns = (naming.c.kind, naming.c.folded, naming.c.country, naming.c.told)
        days = sa.func.min(release_version.c.published), sa.func.max(release_version.c.published)
        joined = naming.join(release_version, naming.c.version == release_version.c.version)
        stands = naming.c.to_revision.is_(None), naming.c.told != naming.c.name
        for some in parts(sorted(folded)):
            query = sa.select(*columns, *days).select_from(joined).group_by(*columns)
            query = query.where(naming.c.folded.in_(some), *stands)
            found += [Said(*row) for row in self._connection.execute(query)]
        return sorted(found, key=lambda one: (one.kind, one.folded, one.told, one.country or ""))

    def namings_of(
        self, column: str, values: Collection[str], kind: str, within: tuple[date, date] | None = None
    ) -> list[ToldNaming]:
        """Return what stands of a kind with one of `values` as "key" or "folded", published in `within`."""
        found: list[ToldNaming] = []
        for some in parts(sorted(values)):
            where = [naming.c[column].in_(some), naming.c.kind == kind, naming.c.to_revision.is_(None)]
            if within:
                where.append(release_version.c.published.between(*within))
            found += self._namings(*where)
        return found

    def near(self, column: str, values: Collection[str], told: ToldNaming, reach: timedelta) -> list[int]:
        """Return the rows of offices with one of `values` as "key" or "folded" that are nearest to a telling.

        Those of its country by "key", of its publisher by "folded": at most NEAR of each value before the day
        and after it, within `reach`.
        """
        mine = {"key": naming.c.land == told.land, "folded": naming.c.publisher == told.publisher}[column]
        stands = naming.c.kind == "office", naming.c.to_revision.is_(None), mine
        day, when = told.published, naming.c.published
        sides = (
            (when.between(day - reach, day), when.desc()),
            (when.between(day + timedelta(days=1), day + reach), when.asc()),
        )
        found: list[int] = []
        for value in sorted(values):
            for within, order in sides:
                query = sa.select(naming.c.row).where(naming.c[column] == value, *stands, within)
                found += self._connection.scalars(query.order_by(order).limit(NEAR))
        return found

    def namings_at(self, rows: Collection[int]) -> list[ToldNaming]:
        """Return the namings of these rows."""
        return [one for some in parts(sorted(set(rows))) for one in self._namings(naming.c.row.in_(some))]

    def _namings(self, *where: sa.ColumnElement[bool]) -> list[ToldNaming]:
        columns = [naming.c[n] for n in ("row", "kind", "name", "told", "key", "country")]
        columns += [release.c.id, release.c.publisher, release_version.c.published, release_version.c.country]
        joined = naming.join(release_version, naming.c.version == release_version.c.version).join(release)
        query = sa.select(*columns).select_from(joined).where(*where)
        rows = sorted(
            self._connection.execute(query), key=lambda row: row[0]
        )  # in SQL it would scan them all
        return [ToldNaming(*row[1:]) for row in rows]

    def parties(self, ids: Collection[str]) -> dict[str, ToldParty]:
        """Return the known parties of `ids`."""
        return {one.id: one for some in parts(sorted(ids)) for one in self._parties(party.c.id.in_(some))}

    def beginning(self, key: str) -> set[str]:
        """Return the id that is `key`, else those that begin with it; at most five."""
        query = sa.select(party.c.id).where(party.c.id.startswith(key, autoescape=True)).order_by(party.c.id)
        found = set(self._connection.scalars(query.limit(5)))
        return {key} if key in found else found

    def named(self, names: Collection[str]) -> list[ToldParty]:
        """Return the known parties whose folded name is one of `names` folded."""
        folded = sorted({fold(name) for name in names})
        return [one for some in parts(folded) for one in self._parties(party.c.folded.in_(some))]

    def meeting(self, keys: Collection[str]) -> list[ToldParty]:
        """Return the known parties that store one of `keys`, each once."""
        found: dict[str, ToldParty] = {}
        for some in parts(sorted(keys)):
            asked = sa.select(party_key.c.party).where(party_key.c.key.in_(some))
            found |= {one.id: one for one in self._parties(party.c.id.in_(asked))}
        return [found[key] for key in sorted(found)]

    def _parties(self, where: sa.ColumnElement[bool]) -> Iterable[ToldParty]:
        columns = (party.c.id, party.c.name, party.c.sort, party.c.country)
        return [ToldParty(*row) for row in self._connection.execute(sa.select(*columns).where(where))]

    def slots_of(self, entries: Collection[int]) -> list[tuple[int, int, str, str]]:
        """Return whom the slots of entries name: (entry, position, party, release)."""
        columns = party_slot.c.entry, party_slot.c.position, party_slot.c.party, release_version.c.release
        joined = party_slot.join(entry, party_slot.c.entry == entry.c.row).join(
            release_version, entry.c.version == release_version.c.version
        )
        query = sa.select(*columns).select_from(joined)
        found = (
            self._connection.execute(query.where(entry.c.row.in_(some))) for some in parts(sorted(entries))
        )
        return [(row[0], row[1], row[2], row[3]) for rows in found for row in rows]

    def entries_with(self, ids: Collection[str], until: int) -> dict[str, list[int]]:
        """Return the rows of entries up to `until` that name each of these parties; none for most."""
        found: dict[str, list[int]] = defaultdict(list)
        for some in parts(sorted(ids)):
            query = sa.select(party_slot.c.party, party_slot.c.entry).where(party_slot.c.party.in_(some))
            for row in self._connection.execute(query.where(party_slot.c.entry <= until)):
                found[row[0]].append(row[1])
        return dict(found)

    def judged_since(self, number: int) -> list[Judgement]:
        """Return the judgements on identity made after a revision."""
        query = sa.select(judgement).where(judgement.c.kind == STEP, judgement.c.revision > number)
        return [judgement_of(row) for row in self._connection.execute(query).mappings()]

    def judged(self, ids: Collection[str], until: int | None = None) -> list[Judgement]:
        """Return all judgements on identity that speak of one of `ids`, in the order they were made.

        With `until` only those made by the end of that revision.
        """
        by_then = sa.true() if until is None else judgement.c.revision <= until
        found: dict[int, Judgement] = {}
        for some in parts(sorted(ids)):
            for column in (judgement.c.subject, judgement.c.object):
                query = sa.select(judgement).where(judgement.c.kind == STEP, column.in_(some), by_then)
                rows = self._connection.execute(query).mappings()
                found |= {row["number"]: judgement_of(row) for row in rows}
        return [found[number] for number in sorted(found)]

    def add_parties(self, told: Sequence[ToldParty]) -> None:
        """Write parties that are not known yet."""
        if told:
            rows = [{**one._asdict(), "folded": fold(one.name)} for one in told]
            self._connection.execute(sa.insert(party), rows)

    def add_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Write (key, party) pairs; those that are known stay."""
        wanted = sorted(set(keys))
        known: set[tuple[str, str]] = set()
        for some in parts(sorted({one for _, one in wanted})):
            query = sa.select(party_key.c.key, party_key.c.party).where(party_key.c.party.in_(some))
            known |= {(row[0], row[1]) for row in self._connection.execute(query)}
        self._insert(party_key, [{"key": k, "party": p} for k, p in wanted if (k, p) not in known])

    def add_slots(self, slots: Iterable[tuple[int, int, str]]) -> None:
        """Write which party a slot names: (entry, position, party)."""
        self._insert(party_slot, [{"entry": e, "position": at, "party": one} for e, at, one in slots])

    def _insert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(sa.insert(table), rows)

    def _latest(self) -> int:
        """Return the last revision that touched what identity rests on, else the first of all."""
        persons = judgement.c.kind == STEP, ~judgement.c.who.startswith(RULE)
        touched = (
            sa.select(sa.func.min(revision.c.number)),
            sa.select(sa.func.max(naming.c.from_revision)),
            sa.select(sa.func.max(naming.c.to_revision)),
            sa.select(sa.func.max(judgement.c.revision)).where(
                judgement.c.revision > self._revision, *persons
            ),
        )
        return max(self._revision, *(self._connection.scalar(query) or 0 for query in touched))

    def judge(self, decision: Judgement) -> None:
        """Write one judgement."""
        self._writer.judge(decision)

    def finish(self) -> None:
        """Note that all that has come until now is resolved."""
        self._writer.finish()
        last = self._connection.scalar(sa.select(sa.func.max(entry.c.row))) or 0
        now = self._latest()
        if (last, now) != (self._entry, self._revision):
            self._connection.execute(sa.delete(resolved).where(resolved.c.step == STEP))
            self._insert(resolved, [{"step": STEP, "entry": last, "revision": now}])
