"""Reads releases with all that was read from them back out of a snapshot."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from communique.ledger import schema
from communique.ledger.ledger import Snapshot
from communique.ledger.rows import StoredEntry, chunks, load_entries, release_columns, release_of
from communique.records import Entry, Reading, Unread


def readings(snapshot: Snapshot) -> Iterator[Reading]:
    """Yield the readings that stand at the snapshot, by day of publication and id, entries in text order."""
    version = schema.release_version
    query = sa.select(version.c.version).where(snapshot.holds(version))
    ordered = query.order_by(version.c.published, version.c.release)
    for part in chunks(snapshot.connection.scalars(ordered).all()):
        yield from _readings(snapshot, part)


def entry_rows(snapshot: Snapshot, *conditions: sa.ColumnElement[bool]) -> Sequence[int]:
    """Return the row numbers of the entries that stand at the snapshot and fulfil the conditions."""
    table = schema.entry
    query = sa.select(table.c.row).where(snapshot.holds(table), *conditions).order_by(table.c.row)
    return snapshot.connection.scalars(query).all()


def in_text_order(entry: Entry) -> tuple[int, str]:
    """Return the key that sorts the entries of a release: where the first evidence begins, then the id."""
    return entry.evidence[0].start if entry.evidence else 0, entry.id


def _readings(snapshot: Snapshot, versions: Sequence[int]) -> Iterator[Reading]:
    table = schema.release_version
    query = sa.select(table.c.version, *release_columns()).join_from(table, schema.release)
    releases = {
        number: release_of(head)
        for number, *head in snapshot.connection.execute(query.where(table.c.version.in_(versions)))
    }
    entries: dict[int, list[Entry]] = defaultdict(list)
    found: StoredEntry
    for found in load_entries(
        snapshot.connection, entry_rows(snapshot, schema.entry.c.version.in_(versions))
    ):
        entries[found.version].append(found.entry)
    unread = _unread(snapshot, versions)
    for number in versions:
        ordered = sorted(entries[number], key=in_text_order)
        yield Reading(releases[number], tuple(ordered), tuple(unread[number]))


def _unread(snapshot: Snapshot, versions: Sequence[int]) -> dict[int, list[Unread]]:
    table = schema.unread
    query = sa.select(table.c.version, table.c.span_start, table.c.span_end, table.c.why)
    ordered = query.where(snapshot.holds(table), table.c.version.in_(versions)).order_by(
        table.c.span_start, table.c.span_end, table.c.why
    )
    found: dict[int, list[Unread]] = defaultdict(list)
    for version, *sentence in snapshot.connection.execute(ordered):
        found[version].append(Unread(*sentence))
    return found
