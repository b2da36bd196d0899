"""Checks every invariant of a ledger and says what is wrong with it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sqlalchemy as sa

from communique.ledger.decisions.lay import plan
from communique.ledger.door import entry_faults, faults
from communique.ledger.rows import entries_of, parts, release_of, version_row
from communique.ledger.schema import (
    LIVING,
    entry,
    judgement,
    metadata,
    release,
    release_version,
    revision,
    unread,
)
from communique.ledger.ties import wrong_ties
from communique.query.book import Book, Moment
from communique.query.joined import joined_faults
from communique.records import Entry, Reading, Unread

_MEND = "run `communique doctor --rebuild-index`"


def doctor(book: Book, rebuild_index: bool = False) -> list[str]:
    """Return one line for each fault; none where the ledger is sound. May rebuild what is derived first."""
    full_text = book.ledger.full_text
    if rebuild_index:
        full_text.rebuild()
        book.ledger.rebuild_ties()
    with book.at() as moment:
        found = [
            *_revision_faults(moment),
            *_orphans(moment),
            *_door_faults(moment),
            *_judgement_faults(moment),
            *_decision_faults(moment),
            *_tie_faults(moment),
            *joined_faults(moment),
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
        for column in (table.c.from_revision, table.c.to_revision):
            unknown = sa.select(sa.func.count()).select_from(table).where(column > len(rows))
            if count := moment.connection.scalar(unknown):
                yield f"{table.name}: {count} rows with a {column.name} that never was"


def _orphans(moment: Moment) -> Iterator[str]:
    for table in metadata.sorted_tables:
        for link in sorted(table.foreign_keys, key=lambda link: link.parent.name):
            there = sa.exists().where(link.column == link.parent)
            query = sa.select(sa.func.count()).select_from(table).where(link.parent.is_not(None), ~there)
            if count := moment.connection.scalar(query):
                yield f"{table.name}: {count} rows belong to nothing: no such {link.column.table.name}"
    living = sa.select(sa.func.count()).select_from(entry.join(release_version))
    outlived = living.where(entry.c.to_revision.is_(None), release_version.c.to_revision.is_not(None))
    if count := moment.connection.scalar(outlived):
        yield f"entry: {count} rows outlive their release's version"


def _door_faults(moment: Moment) -> Iterator[str]:
    """Yield what of every version, ended ones too, would not pass the door today."""
    versions = moment.connection.scalars(
        sa.select(release_version.c.version).order_by(release_version.c.version)
    )
    for numbers in parts(versions.all()):
        query = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
        rows = _of_versions(moment, entry, numbers)
        entries, sentences = defaultdict(list), defaultdict(list)
        for row, one in zip(rows, entries_of(moment.connection, rows), strict=True):
            entries[row["version"]].append(one)
        for row in _of_versions(moment, unread, numbers):
            sentences[row["version"]].append(Unread(row["span_start"], row["span_end"], row["why"]))
        for row in moment.rows(query.where(release_version.c.version.in_(numbers))):
            number = row["version"]
            yield from _version_faults(row, entries[number], tuple(sentences[number]))


def _judgement_faults(moment: Moment) -> Iterator[str]:
    columns = judgement.c.number, judgement.c.revision, judgement.c.features
    rows = moment.rows(sa.select(*columns).order_by(judgement.c.number))
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        yield "judgements: numbers are not 1, 2, 3 … without a gap"
    for before, after in pairwise(rows):
        if after["revision"] < before["revision"]:
            yield f"judgement {after['number']}: of an earlier revision than the one before it"
    for row in rows:
        try:
            json.loads(row["features"] or "[]")
        except ValueError:
            yield f"judgement {row['number']}: its features are not JSON"


def _decision_faults(moment: Moment) -> Iterator[str]:
    """Yield each release whose entries are not as the decisions over it make them."""
    judged = sa.select(judgement.c.release).where(judgement.c.release.is_not(None)).distinct()
    for key in moment.connection.scalars(judged.order_by(judgement.c.release)):
        if plan(moment.connection, key):
            yield f"{key}: its entries are not as decided; any new decision over it lays them again"


def _tie_faults(moment: Moment) -> Iterator[str]:
    if count := wrong_ties(moment.connection):
        yield f"links: {count} are not as judged; {_MEND}"


def _of_versions(moment: Moment, table: sa.Table, numbers: Sequence[int]) -> list[sa.RowMapping]:
    return moment.rows(sa.select(table).where(table.c.version.in_(numbers)).order_by(table.c.row))


def _version_faults(row: sa.RowMapping, entries: list[Entry], sentences: tuple[Unread, ...]) -> Iterator[str]:
    known = release_of(row)
    if row["hash"] != version_row(known, 0, 0)["hash"]:
        yield f"{known.id}: version {row['version']}: its text is not the one that was hashed"
    yield from (f"{known.id}: {fault}" for fault in faults(Reading(known, (), sentences)))
    for one in entries:
        yield from (f"{known.id}: {one.id}: {fault}" for fault in entry_faults(one, known.text))


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
