"""Looks up an entry to judge: as it is shown now, or as it was read where a decision put it out of sight."""

from dataclasses import dataclass

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.decisions.snapshot import Snapshot, snapshot
from communique.ledger.rows import begins, entries_of, release_of
from communique.ledger.schema import entry, release, release_version, veil
from communique.records import Entry, Release, Span


@dataclass(frozen=True, slots=True)
class Looked:
    """An entry with its release; `hidden` is the decision that puts it out of sight, if one does."""

    release: Release
    entry: Entry
    hidden: int | None
    beside: tuple[str, ...]

    @property
    def kept(self) -> Snapshot:
        """The entry as it is now, with the words it stands on."""
        return snapshot(self.entry, self.release.text, self.beside)


def look_at(connection: sa.Connection, key: str) -> Looked:
    """Return the one entry whose id begins with `key`; raise LedgerError where there is not just one."""
    living = entry.c.to_revision.is_(None)
    named = sa.select(entry.c.id).where(begins(entry.c.id, key), living)
    ids = connection.scalars(named.distinct().limit(2)).all()
    if len(ids) != 1 or not key.startswith("ent-"):
        what = "more than one entry has an id that begins so" if len(ids) > 1 else "no entry has this id"
        raise LedgerError(f"{key}: {what}; `communique list` and `communique search` print ids")
    query = sa.select(entry, veil.c.judged.label("veil")).select_from(
        entry.outerjoin(veil, sa.and_(veil.c.entry == entry.c.row, veil.c.to_revision.is_(None)))
    )
    rows = connection.execute(query.where(entry.c.id == ids[0], living)).mappings().all()
    row = min(rows, key=lambda one: (one["judged"] is None, one["row"]))  # what a person made goes first
    (one,) = entries_of(connection, [row])
    return Looked(
        _release(connection, row["version"]),
        one,
        row["veil"],
        _beside(connection, row["version"], one),
    )


def _release(connection: sa.Connection, version: int) -> Release:
    query = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
    return release_of(connection.execute(query.where(release_version.c.version == version)).mappings().one())


def _beside(connection: sa.Connection, version: int, one: Entry) -> tuple[str, ...]:
    """Return the ids of the other entries of its kind that stand in its first evidence."""
    query = sa.select(entry).where(
        entry.c.version == version, entry.c.to_revision.is_(None), entry.c.kind == one.kind
    )
    rows = connection.execute(query.order_by(entry.c.row)).mappings().all()
    first = Span(one.evidence[0].start, one.evidence[0].end)
    near = [
        other.id
        for other in entries_of(connection, rows)
        if any(first.overlaps(Span(e.start, e.end)) for e in other.evidence)
    ]
    return tuple(sorted({*near} - {one.id}))
