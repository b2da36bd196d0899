"""Records to rows and back: what goes in comes out equal."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from communique.ledger.schema import SLOTS, actor_slot, amount_slot, evidence, topic_slot
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    Judgement,
    MechanismSlot,
    Naming,
    Release,
    Unread,
    WhenSlot,
    WhereSlot,
)
from communique.text import fold

Row = dict[str, Any]
_AT_ONCE = 500  # keys in one IN list: far below every database's limit


def parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield `keys` in parts that fit into one IN list."""
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def begins(column: sa.Column[str], prefix: str) -> sa.ColumnElement[bool]:
    """Return the condition that a text begins so; every database finds it by the column's index."""
    return sa.and_(column >= prefix, column < f"{prefix}\U0010ffff")


def version_row(release: Release, version: int, revision: int) -> Row:
    """Return the row of what a release says now."""
    return {
        "version": version,
        "release": release.id,
        "from_revision": revision,
        "hash": text_hash(release.text),
        "title": release.title,
        "published": release.published,
        "lang": release.lang,
        "url": release.url,
        "country": release.country,
        "cut": release.cut,
        "text": release.text,
    }


def release_of(row: sa.RowMapping) -> Release:
    """Return the release of a row that joins `release` and `release_version`."""
    return Release(
        id=row["release"],
        publisher=row["publisher"],
        title=row["title"],
        published=row["published"],
        text=row["text"],
        lang=row["lang"],
        url=row["url"],
        country=row["country"],
        cut=row["cut"],
    )


def unread_row(unread: Unread, row: int, version: int, revision: int) -> Row:
    """Return the row of a sentence that gave no entry."""
    return {
        "row": row,
        "version": version,
        "from_revision": revision,
        "span_start": unread.start,
        "span_end": unread.end,
        "why": unread.why,
    }


def naming_row(one: Naming, row: int, version: int, revision: int, release: Release) -> Row:
    """Return the row of what a release says of a name."""
    return {
        "row": row,
        "version": version,
        "from_revision": revision,
        "kind": one.kind,
        "name": one.name,
        "folded": fold(one.name),
        "type": one.type,
        "country": one.country,
        "told": one.told,
        "key": one.key,
        "span_start": one.start,
        "span_end": one.end,
        "land": one.country or release.country,
        "publisher": release.publisher,
        "published": release.published,
    }


def naming_of(row: sa.RowMapping) -> Naming:
    """Return what a release says of a name, of a row of `naming`."""
    return Naming(
        kind=row["kind"],
        name=row["name"],
        type=row["type"],
        told=row["told"],
        key=row["key"],
        start=row["span_start"],
        end=row["span_end"],
        country=row["country"],
    )


def judgement_row(one: Judgement, number: int, revision: int) -> Row:
    """Return the row of a decision."""
    names = (
        *("kind", "subject", "object", "decision", "who", "why"),
        *("passage", "relation", "score", "release", "value"),
    )
    features = json.dumps(one.features, ensure_ascii=False) if one.features else None
    row = {name: getattr(one, name) for name in names}
    return {"number": number, "revision": revision, **row, "features": features}


def judgement_of(row: sa.RowMapping) -> Judgement:
    """Return the decision of a row of `judgement`."""
    return Judgement(
        kind=row["kind"],
        subject=row["subject"],
        decision=row["decision"],
        who=row["who"],
        why=row["why"],
        object=row["object"],
        passage=row["passage"],
        relation=row["relation"],
        score=row["score"],
        features=tuple((words, share) for words, share in json.loads(row["features"] or "[]")),
        release=row["release"],
        value=row["value"],
    )


def entry_row(one: Entry, row: int, version: int, revision: int) -> Row:
    """Return the row of an entry without its repeated slots."""
    when, where, mechanism = one.when, one.where, one.mechanism
    return {
        "row": row,
        "id": one.id,
        "version": version,
        "from_revision": revision,
        "kind": one.kind,
        "attribute": one.attribute,
        "summary": one.summary,
        "rule": one.rule,
        "confidence": one.confidence,
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


def slot_rows(one: Entry, row: int) -> dict[sa.Table, list[Row]]:
    """Return the rows of the repeated slots of an entry, by table."""
    found: dict[sa.Table, list[Row]] = {
        evidence: [{"span_start": e.start, "span_end": e.end, "quote": e.quote} for e in one.evidence],
        actor_slot: [
            {
                "role": a.role,
                "name": a.name,
                "folded": fold(a.name),
                "type": a.type,
                "entity": a.entity,
                "country": a.country,
                "span_start": a.start,
                "span_end": a.end,
            }
            for a in one.actors
        ],
        amount_slot: [
            {
                "value": f"{a.value:f}",
                "unit": a.unit,
                "bound": a.bound,
                "span_start": a.start,
                "span_end": a.end,
            }
            for a in one.amounts
        ],
        topic_slot: [{"topic": topic} for topic in one.topics],
    }
    return {
        t: [{"entry": row, "position": at, **r} for at, r in enumerate(rows)] for t, rows in found.items()
    }


def entries_of(connection: sa.Connection, rows: Sequence[sa.RowMapping]) -> list[Entry]:
    """Return the entries of rows of the table `entry`, in their order, slots included."""
    slots: dict[sa.Table, dict[int, list[sa.RowMapping]]] = {}
    for table in SLOTS:
        found: dict[int, list[sa.RowMapping]] = defaultdict(list)
        for keys in parts([row["row"] for row in rows]):
            query = sa.select(table).where(table.c.entry.in_(keys)).order_by(table.c.entry, table.c.position)
            for slot in connection.execute(query).mappings():
                found[slot["entry"]].append(slot)
        slots[table] = found
    return [_entry(row, {table: found[row["row"]] for table, found in slots.items()}) for row in rows]


def _entry(row: sa.RowMapping, slots: dict[sa.Table, list[sa.RowMapping]]) -> Entry:
    return Entry(
        id=row["id"],
        kind=row["kind"],
        evidence=tuple(Evidence(s["span_start"], s["span_end"], s["quote"]) for s in slots[evidence]),
        summary=row["summary"],
        rule=row["rule"],
        confidence=row["confidence"],
        actors=tuple(_actors(slots[actor_slot])),
        when=_when(row),
        where=_where(row),
        amounts=tuple(
            AmountSlot(Decimal(s["value"]), s["unit"], s["bound"], s["span_start"], s["span_end"])
            for s in slots[amount_slot]
        ),
        mechanism=_mechanism(row),
        topics=tuple(s["topic"] for s in slots[topic_slot]),
        attribute=row["attribute"],
    )


def _actors(rows: Iterable[sa.RowMapping]) -> Iterator[ActorSlot]:
    for s in rows:
        yield ActorSlot(
            role=s["role"],
            name=s["name"],
            type=s["type"],
            start=s["span_start"],
            end=s["span_end"],
            entity=s["entity"],
            country=s["country"],
        )


def _when(row: sa.RowMapping) -> WhenSlot | None:
    if row["when_first"] is None:
        return None
    return WhenSlot(
        row["when_first"],
        row["when_last"],
        row["when_bound"],
        row["when_edtf"],
        row["when_quote"],
        row["when_start"],
        row["when_end"],
    )


def _where(row: sa.RowMapping) -> WhereSlot | None:
    if row["where_name"] is None:
        return None
    return WhereSlot(row["where_name"], row["where_country"], row["where_start"], row["where_end"])


def _mechanism(row: sa.RowMapping) -> MechanismSlot | None:
    if row["mechanism_name"] is None:
        return None
    return MechanismSlot(
        row["mechanism_name"],
        row["mechanism_ordinal"],
        row["mechanism_start"],
        row["mechanism_end"],
        row["mechanism_entity"],
    )
