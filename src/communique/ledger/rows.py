"""Records to rows and back: what goes in comes out equal."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from communique.ledger import schema
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Release,
    Unread,
    WhenSlot,
    WhereSlot,
)
from communique.records.contract import plain
from communique.text import fold

Row = dict[str, Any]
Slots = dict[int, list[Any]]
T = TypeVar("T")

_CHUNK = 500  # keys in one IN list


class StoredEntry(NamedTuple):
    """An entry with its row and the version of the release it rests on."""

    row: int
    version: int
    entry: Entry


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `items` in pieces that fit into one statement."""
    return (items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK))


def version_row(release: Release) -> Row:
    """Return the columns of a version that come from the release."""
    return {
        "release": release.id,
        "hash": hash_of(release.text),
        "title": release.title,
        "published": release.published,
        "lang": release.lang,
        "url": release.url,
        "country": release.country,
        "cut": release.cut,
        "text": release.text,
    }


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def release_columns() -> list[sa.ColumnElement[Any]]:
    """Return the columns that `release_of` reads, of the join of release and release_version."""
    version = schema.release_version.c
    return [
        schema.release.c.id,
        schema.release.c.publisher,
        *(version[name] for name in ("title", "published", "text", "lang", "url", "country", "cut")),
    ]


def release_of(row: Sequence[Any]) -> Release:
    """Return the release of a row of `release_columns`."""
    return Release(*row)


def entry_row(entry: Entry) -> Row:
    """Return the columns of an entry that are its own."""
    when, where, mechanism = entry.when, entry.where, entry.mechanism
    return {
        "id": entry.id,
        "kind": entry.kind,
        "attribute": entry.attribute,
        "summary": entry.summary,
        "rule": entry.rule,
        "confidence": entry.confidence,
        "when_first": when and when.first,
        "when_last": when and when.last,
        "when_bound": when and when.bound,
        "when_edtf": when and when.edtf,
        "when_quote": when and when.quote,
        "when_start": when and when.start,
        "when_end": when and when.end,
        "where_name": where and where.name,
        "where_country": where and where.country,
        "where_start": where and where.start,
        "where_end": where and where.end,
        "mechanism_name": mechanism and mechanism.name,
        "mechanism_folded": mechanism and fold(mechanism.name),
        "mechanism_ordinal": mechanism and mechanism.ordinal,
        "mechanism_entity": mechanism and mechanism.entity,
        "mechanism_start": mechanism and mechanism.start,
        "mechanism_end": mechanism and mechanism.end,
    }


def unread_row(unread: Unread) -> Row:
    """Return the columns of an unread sentence that are its own."""
    return {"span_start": unread.start, "span_end": unread.end, "why": unread.why}


def slot_rows(entry: Entry) -> dict[sa.Table, list[Row]]:
    """Return the rows of an entry's slots by table, without the number of its row."""
    return {
        schema.evidence: [
            {"span_start": e.start, "span_end": e.end, "quote": e.quote} for e in entry.evidence
        ],
        schema.actor_slot: [_actor_row(actor) for actor in entry.actors],
        schema.amount_slot: [_amount_row(amount) for amount in entry.amounts],
        schema.topic_slot: [{"topic": topic} for topic in entry.topics],
    }


def _actor_row(actor: ActorSlot) -> Row:
    return {
        "role": actor.role,
        "name": actor.name,
        "folded": fold(actor.name),
        "type": actor.type,
        "entity": actor.entity,
        "country": actor.country,
        "span_start": actor.start,
        "span_end": actor.end,
    }


def _amount_row(amount: AmountSlot) -> Row:
    return {
        "value": plain(amount.value),
        "unit": amount.unit,
        "bound": amount.bound,
        "span_start": amount.start,
        "span_end": amount.end,
    }


def load_entries(connection: sa.Connection, rows: Sequence[int]) -> Iterator[StoredEntry]:
    """Yield the entries of the row numbers `rows`, in their order."""
    for part in chunks(rows):
        entry = schema.entry
        found = {row.row: row for row in connection.execute(sa.select(entry).where(entry.c.row.in_(part)))}
        slots = {table: _slots(connection, table, part) for table in schema.SLOTS}
        for number in part:
            yield StoredEntry(number, found[number].version, _entry(found[number], slots))


def _slots(connection: sa.Connection, table: sa.Table, entries: Sequence[int]) -> Slots:
    found: Slots = defaultdict(list)
    query = sa.select(table).where(table.c.entry.in_(entries)).order_by(table.c.entry, table.c.position)
    for row in connection.execute(query):
        found[row.entry].append(row)
    return found


def _entry(row: sa.Row[Any], slots: dict[sa.Table, Slots]) -> Entry:
    own = {table: slots[table].get(row.row, ()) for table in schema.SLOTS}
    return Entry(
        id=row.id,
        kind=row.kind,
        evidence=tuple(Evidence(e.span_start, e.span_end, e.quote) for e in own[schema.evidence]),
        summary=row.summary,
        rule=row.rule,
        confidence=row.confidence,
        actors=tuple(_actor(actor) for actor in own[schema.actor_slot]),
        when=_when(row),
        where=_where(row),
        amounts=tuple(_amount(amount) for amount in own[schema.amount_slot]),
        mechanism=_mechanism(row),
        topics=tuple(topic.topic for topic in own[schema.topic_slot]),
        attribute=row.attribute,
    )


def _actor(row: sa.Row[Any]) -> ActorSlot:
    return ActorSlot(row.role, row.name, row.type, row.span_start, row.span_end, row.entity, row.country)


def _amount(row: sa.Row[Any]) -> AmountSlot:
    return AmountSlot(Decimal(row.value), row.unit, row.bound, row.span_start, row.span_end)


def _when(row: sa.Row[Any]) -> WhenSlot | None:
    if row.when_first is None:
        return None
    return WhenSlot(
        row.when_first,
        row.when_last,
        row.when_bound,
        row.when_edtf,
        row.when_quote,
        row.when_start,
        row.when_end,
    )


def _where(row: sa.Row[Any]) -> WhereSlot | None:
    if row.where_name is None:
        return None
    return WhereSlot(row.where_name, row.where_country, row.where_start, row.where_end)


def _mechanism(row: sa.Row[Any]) -> MechanismSlot | None:
    if row.mechanism_name is None:
        return None
    return MechanismSlot(
        row.mechanism_name,
        row.mechanism_ordinal,
        row.mechanism_start,
        row.mechanism_end,
        row.mechanism_entity,
    )
