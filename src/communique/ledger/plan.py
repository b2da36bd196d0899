"""What a write has to change: readings compared with what stands in the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from communique.ledger import schema
from communique.ledger.rows import StoredEntry, chunks, load_entries, release_columns, release_of
from communique.records import Entry, Reading, Release, Unread


@dataclass(slots=True)
class Stored:
    """The current state of a release: its version's number, and the rows that rest on it."""

    version: int
    release: Release
    entries: dict[str, StoredEntry] = field(default_factory=dict)
    unread: dict[Unread, int] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """The rows to end, and what to add with the number of the version it rests on."""

    next_version: int
    new: list[Release] = field(default_factory=list)
    versions: list[tuple[int, Release]] = field(default_factory=list)
    entries: list[tuple[int, Entry]] = field(default_factory=list)
    unread: list[tuple[int, Unread]] = field(default_factory=list)
    ended: dict[sa.Table, list[int]] = field(default_factory=lambda: {table: [] for table in schema.LIVING})
    changed: int = 0
    same: int = 0

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.new or self.changed)

    def add(self, reading: Reading, stored: Stored | None) -> None:
        """Add what the reading changes of what is stored of its release."""
        if stored is None:
            self.new.append(reading.release)
            self._add_version(reading)
        elif stored.release != reading.release:
            self.changed += 1
            self.ended[schema.release_version].append(stored.version)
            self.ended[schema.entry] += [found.row for found in stored.entries.values()]
            self.ended[schema.unread] += stored.unread.values()
            self._add_version(reading)
        elif self._add_contents(reading, stored):
            self.changed += 1
        else:
            self.same += 1

    def _add_version(self, reading: Reading) -> None:
        number = self.next_version
        self.next_version += 1
        self.versions.append((number, reading.release))
        self.entries += [(number, entry) for entry in reading.entries]
        self.unread += [(number, unread) for unread in dict.fromkeys(reading.unread)]

    def _add_contents(self, reading: Reading, stored: Stored) -> bool:
        """Add the entries and sentences that differ; return whether any does."""
        before = {key: found.entry for key, found in stored.entries.items()}
        after = {entry.id: entry for entry in reading.entries}
        ended = [stored.entries[key].row for key, entry in before.items() if after.get(key) != entry]
        added = [(stored.version, entry) for key, entry in after.items() if before.get(key) != entry]
        sentences = dict.fromkeys(reading.unread)
        unread_ended = [row for unread, row in stored.unread.items() if unread not in sentences]
        unread_added = [(stored.version, unread) for unread in sentences if unread not in stored.unread]
        self.ended[schema.entry] += ended
        self.ended[schema.unread] += unread_ended
        self.entries += added
        self.unread += unread_added
        return bool(ended or added or unread_ended or unread_added)


def load_stored(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Stored]:
    """Return the current state of those releases of `ids` that the ledger holds."""
    version = schema.release_version
    query = sa.select(version.c.version, *release_columns()).join_from(version, schema.release)
    stored = {}
    for part in chunks(ids):
        current = query.where(version.c.release.in_(part), version.c.to_revision.is_(None))
        for number, *head in connection.execute(current):
            stored[head[0]] = Stored(number, release_of(head))
    _load_contents(connection, stored.values())
    return stored


def _load_contents(connection: sa.Connection, stored: Iterable[Stored]) -> None:
    by_version = {state.version: state for state in stored}
    entry, unread = schema.entry.c, schema.unread.c
    for part in chunks(list(by_version)):
        rows = sa.select(entry.row).where(entry.version.in_(part), entry.to_revision.is_(None))
        for found in load_entries(connection, connection.scalars(rows).all()):
            by_version[found.version].entries[found.entry.id] = found
        sentences = sa.select(unread.version, unread.row, unread.span_start, unread.span_end, unread.why)
        for version, row, *sentence in connection.execute(
            sentences.where(unread.version.in_(part), unread.to_revision.is_(None))
        ):
            by_version[version].unread[Unread(*sentence)] = row
