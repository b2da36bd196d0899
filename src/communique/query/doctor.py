"""Checks every invariant of a ledger and says what is wrong with it."""

from collections.abc import Iterator
from itertools import pairwise

import sqlalchemy as sa

from communique.ledger.door import faults
from communique.ledger.rows import entries_of, release_of
from communique.ledger.schema import LIVING, SLOTS, entry, release, release_version, revision, unread
from communique.query.book import Book, Moment
from communique.records import Reading, Unread

_MEND = "run `communique doctor --rebuild-index`"


def doctor(book: Book, rebuild_index: bool = False) -> list[str]:
    """Return one line for each fault; none where the ledger is sound. May rebuild the full text first."""
    full_text = book.ledger.full_text
    if rebuild_index:
        full_text.rebuild()
    with book.at() as moment:
        found = [
            *_revision_faults(moment),
            *_orphans(moment),
            *_door_faults(moment),
        ]
    return [*found, *_index_faults(book)]


def _revision_faults(moment: Moment) -> Iterator[str]:
    rows = moment.rows(sa.select(revision).order_by(revision.c.number))
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        yield "revisions: numbers are not 1, 2, 3 … without a gap"
    for before, after in pairwise(rows):
        if after["at"] < before["at"]:
            yield f"revision {after['number']}: its time {after['at']} lies before that of the one before"
    for table in LIVING:
        ended = (
            sa.select(sa.func.count()).select_from(table).where(table.c.to_revision <= table.c.from_revision)
        )
        if count := moment.connection.scalar(ended):
            yield f"{table.name}: {count} rows end before they begin"


def _orphans(moment: Moment) -> Iterator[str]:
    links = [(table, table.c.entry, entry.c.row) for table in SLOTS]
    links += [(table, table.c.version, release_version.c.version) for table in (entry, unread)]
    links += [(release_version, release_version.c.release, release.c.id)]
    for table, column, target in links:
        query = sa.select(sa.func.count()).select_from(table).where(column.not_in(sa.select(target)))
        if count := moment.connection.scalar(query):
            yield f"{table.name}: {count} rows belong to nothing"
    living = sa.select(sa.func.count()).select_from(entry.join(release_version))
    outlived = living.where(entry.c.to_revision.is_(None), release_version.c.to_revision.is_not(None))
    if count := moment.connection.scalar(outlived):
        yield f"entry: {count} rows outlive their release's version"


def _door_faults(moment: Moment) -> Iterator[str]:
    """Yield what of every version, ended ones too, would not pass the door today."""
    query = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
    for row in moment.rows(query.order_by(release_version.c.version)):
        own = moment.rows(sa.select(entry).where(entry.c.version == row["version"]).order_by(entry.c.row))
        living = [r for r in own if r["to_revision"] is None]
        silent = moment.rows(sa.select(unread).where(unread.c.version == row["version"]))
        sentences = tuple(Unread(r["span_start"], r["span_end"], r["why"]) for r in silent)
        reading = Reading(release_of(row), tuple(entries_of(moment.connection, living)), sentences)
        yield from (f"{reading.release.id}: {fault}" for fault in faults(reading))


def _index_faults(book: Book) -> Iterator[str]:
    full_text = book.ledger.full_text
    reached = full_text.catch_up()
    with book.at() as moment:
        known = moment.connection.scalar(sa.select(sa.func.count()).select_from(release_version)) or 0
        known += moment.connection.scalar(sa.select(sa.func.count()).select_from(entry)) or 0
        if reached != moment.revision:
            yield f"full text: at revision {reached} of {moment.revision}; {_MEND}"
        elif full_text.count() != known:
            yield f"full text: holds {full_text.count()} rows of {known}; {_MEND}"
