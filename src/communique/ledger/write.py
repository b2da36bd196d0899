"""Writes readings: one revision a batch that changes something, none for one that does not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from communique import __version__
from communique.errors import LedgerError
from communique.ledger.addresses import Home, home_of
from communique.ledger.bulk import insert
from communique.ledger.decisions.lay import plan
from communique.ledger.door import check_reading
from communique.ledger.origins import keep_origins
from communique.ledger.rows import (
    Row,
    entries_of,
    entry_row,
    judgement_row,
    naming_of,
    naming_row,
    parts,
    slot_rows,
    text_hash,
    unread_row,
    version_row,
)
from communique.ledger.schema import (
    address,
    entry,
    judgement,
    naming,
    release,
    release_version,
    revision,
    unread,
    veil,
)
from communique.ledger.ties import STEP, keep_ties
from communique.records import Entry, Naming, Reading, Release, Unread
from communique.records.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the entries: the versions of the program, its packs and its model."""

    program: str = __version__
    packs: str = __version__
    model: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a batch: counts of new, changed and same releases, and why each other was refused."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: tuple[str, ...] = ()


class Writer:
    """One write transaction; takes its revision number when the first row changes."""

    def __init__(self, connection: sa.Connection, versions: Versions) -> None:
        """Take the connection of an open write transaction."""
        self._connection, self._versions = connection, versions
        self._revision: int | None = None
        self._next = {table: self._top(column) + 1 for table, column in _KEYS.items()}
        self._waiting: dict[sa.Table, list[Row]] = {}
        self._linked: set[str] = set()  # earlier entries of links that were judged
        self.homes: dict[str, str] = {}  # of each release written: the id it stands under

    def write(self, reading: Reading) -> str:
        """Write what is new of a reading; return "new", "changed", "same" or "address".

        The last is a release known already that now stands under another address as well.
        """
        self._flush()
        home = home_of(self._connection, reading.release)
        self.homes[reading.release.id] = reading.release.id if home.step == "part" else home.release
        if home.step != "none":
            self._note(reading.release, home)
        if home.step in ("same", "note"):
            return "same" if home.step == "same" else "address"
        if home.step == "version":
            reading = self._at_home(reading, home.release)
        outcome = self._write(reading)
        if outcome == "changed":
            self._lay(reading.release.id)
        return outcome

    def _note(self, one: Release, home: Home) -> None:
        """Keep what an address says now of the release it stands for, or that it stands for it no more."""
        if home.step == "same":
            return
        self._end(address, [one.id], "key")
        if home.step != "part":
            row = {"key": one.id, "release": home.release, "url": one.url, "hash": text_hash(one.text)}
            self._connection.execute(sa.insert(address), {**row, "from_revision": self._revise()})

    def _at_home(self, reading: Reading, key: str) -> Reading:
        """Return what was read under another address as a reading of the release itself."""
        query = sa.select(release_version.c.url).where(
            release_version.c.release == key, release_version.c.to_revision.is_(None)
        )
        url = self._connection.scalar(query)
        return replace(reading, release=replace(reading.release, id=key, url=url))

    def _write(self, reading: Reading) -> str:
        current = self._current(reading)
        if current is None:
            number = self._revise()
            if not self._known(reading.release.id):
                row = {"id": reading.release.id, "publisher": reading.release.publisher, "revision": number}
                self._connection.execute(sa.insert(release), row)
            self._add_version(reading)
            return "new"
        if not _same_head(current, reading):
            self._end(release_version, [current["version"]], "version")
            self._end(entry, [current["version"]], "version")
            self._end(unread, [current["version"]], "version")
            self._end(naming, [current["version"]], "version")
            self._add_version(reading)
            return "changed"
        revised = self._revise_entries(reading, current["version"])
        renamed = self._revise_namings(reading, current["version"])
        return "changed" if revised or renamed else "same"

    def judge(self, decision: Judgement) -> int:
        """Add one judgement and what it makes of the entries of its release; return its number."""
        number = self._number(judgement)
        self._connection.execute(sa.insert(judgement), judgement_row(decision, number, self._revise()))
        if decision.release:
            self._lay(decision.release)
        if decision.kind == STEP:
            self._linked.add(decision.subject)
        return number

    def finish(self) -> int | None:
        """Write what waits and what follows from it; return the revision, None where nothing changed."""
        self._flush()
        keep_ties(self._connection, self._linked)
        self._linked.clear()
        return self._revision

    def _top(self, column: sa.Column[Any]) -> int:
        return self._connection.scalar(sa.select(sa.func.max(column))) or 0

    def _number(self, table: sa.Table) -> int:
        number = self._next[table]
        self._next[table] += 1
        return number

    def _revise(self) -> int:
        """Return the number of this transaction's revision; its time never goes back."""
        if self._revision is None:
            last = self._connection.scalar(sa.select(sa.func.max(revision.c.at))) or ""
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            self._revision = self._number(revision)
            row = {"number": self._revision, "at": max(now, last), "program": self._versions.program}
            row |= {"packs": self._versions.packs, "model": self._versions.model}
            self._connection.execute(sa.insert(revision), row)
        return self._revision

    def _known(self, key: str) -> bool:
        return self._connection.scalar(sa.select(release.c.id).where(release.c.id == key)) is not None

    def _current(self, reading: Reading) -> sa.RowMapping | None:
        query = sa.select(release_version).where(
            release_version.c.release == reading.release.id, release_version.c.to_revision.is_(None)
        )
        return self._connection.execute(query).mappings().first()

    def _add_version(self, reading: Reading) -> None:
        number = self._number(release_version)
        self._connection.execute(
            sa.insert(release_version), version_row(reading.release, number, self._revise())
        )
        self._add(reading.entries, reading.unread, number)
        self._add_namings(reading.namings, number, reading.release)

    def _add(self, entries: Iterable[Entry], unreads: Iterable[Unread], version: int) -> None:
        for one in entries:
            self._add_entry(one, version)
        for one_unread in unreads:
            self._wait(unread, [unread_row(one_unread, self._number(unread), version, self._revise())])

    def _add_entry(self, one: Entry, version: int, judged: int | None = None) -> None:
        row = self._number(entry)
        self._wait(entry, [{**entry_row(one, row, version, self._revise()), "judged": judged}])
        for table, rows in slot_rows(one, row).items():
            self._wait(table, rows)

    def _lay(self, key: str) -> None:
        """Make the rows that stand in for entries, and the veils over them, what the decisions want."""
        self._flush()
        todo = plan(self._connection, key)
        if todo is None:
            return
        self._end(entry, todo.unmake, "row")
        self._end(veil, todo.unhide, "entry")
        for one, decided in todo.make:
            self._add_entry(one, todo.version, decided)
        now = {"from_revision": self._revise()}
        self._wait(veil, [{"entry": row, "judged": decided, **now} for row, decided in todo.hide])

    def _add_namings(self, namings: Iterable[Naming], version: int, told: Release) -> None:
        rows = [naming_row(one, self._number(naming), version, self._revise(), told) for one in namings]
        self._wait(naming, rows)

    def _revise_namings(self, reading: Reading, version: int) -> bool:
        """End the namings that are no longer said, add the new; tell whether any was."""
        known = {naming_of(row): row["row"] for row in self._living(naming, version)}
        gone = [row for one, row in known.items() if one not in reading.namings]
        fresh = [one for one in reading.namings if one not in known]
        self._end(naming, gone, "row")
        self._add_namings(fresh, version, reading.release)
        return bool(gone or fresh)

    def _wait(self, table: sa.Table, rows: Sequence[Row]) -> None:
        self._waiting.setdefault(table, []).extend(rows)

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                insert(self._connection, table, rows)
        self._waiting = {}

    def _end(self, table: sa.Table, keys: Sequence[Any], column: str) -> None:
        for some in parts(keys):
            where = table.c[column].in_(some), table.c.to_revision.is_(None)
            self._connection.execute(sa.update(table).where(*where).values(to_revision=self._revise()))

    def _revise_entries(self, reading: Reading, version: int) -> bool:
        """End the entries and unread sentences that are no longer said, add the new; tell whether any was."""
        rows = [row for row in self._living(entry, version) if row["judged"] is None]
        known = dict(zip(entries_of(self._connection, rows), (r["row"] for r in rows), strict=True))
        gone = [row for one, row in known.items() if one not in reading.entries]
        fresh = [one for one in reading.entries if one not in known]
        silent = self._living(unread, version)
        said = {Unread(r["span_start"], r["span_end"], r["why"]): r["row"] for r in silent}
        unsaid = [row for one, row in said.items() if one not in reading.unread]
        new = [one for one in reading.unread if one not in said]
        if not (gone or fresh or unsaid or new):
            return False
        self._end(entry, gone, "row")
        self._end(unread, unsaid, "row")
        self._add(fresh, new, version)
        return True

    def _living(self, table: sa.Table, version: int) -> Sequence[sa.RowMapping]:
        query = sa.select(table).where(table.c.version == version, table.c.to_revision.is_(None))
        return self._connection.execute(query.order_by(table.c.row)).mappings().all()


_KEYS: dict[sa.Table, sa.Column[Any]] = {
    revision: revision.c.number,
    release_version: release_version.c.version,
    entry: entry.c.row,
    naming: naming.c.row,
    unread: unread.c.row,
    judgement: judgement.c.number,
}


def _same_head(current: sa.RowMapping, reading: Reading) -> bool:
    fresh = version_row(reading.release, current["version"], current["from_revision"])
    return all(current[name] == value for name, value in fresh.items())


def write_batch(connection: sa.Connection, readings: Iterable[Reading], versions: Versions) -> Receipt:
    """Write readings in the open transaction; one that may not enter is refused by name, the rest goes in.

    A release counts once; a second reading that differs is refused, since one revision has one state.
    """
    writer, counts, refused = Writer(connection, versions), Counter[str](), []
    written: dict[str, Reading] = {}
    for reading in readings:
        key = reading.release.id
        if key in written:
            if written[key] != reading:
                refused.append(f"{key}: twice in one write, with different words or entries")
            continue
        try:
            check_reading(reading)
        except LedgerError as error:
            refused.append(str(error))
            continue
        written[key] = reading
        counts[writer.write(reading)] += 1
    writer.finish()
    releases = (reading.release for reading in written.values())
    keep_origins(connection, (replace(one, id=writer.homes[one.id]) for one in releases))
    return Receipt(counts, tuple(refused))
