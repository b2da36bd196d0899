"""Lists entries by kind and filter, each with the release that states it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import entries_of, release_of
from communique.ledger.schema import actor_slot, amount_slot, entry, release, release_version, topic_slot
from communique.query.book import Book, Moment
from communique.query.status import Status, status_of
from communique.records import Entry, Release
from communique.text import fold

# Entries below this are kept in the ledger and shown only when asked for.
BELIEVED = 0.5


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. Days compare with `when`, else with publication."""

    actor: str | None = None  # words of a name
    other: str | None = None  # words of the name of a second party, beside `actor`
    attribute: str | None = None  # force, stage or nature
    unit: str | None = None  # of an amount: a currency, `%`, a counted noun
    country: str | None = None  # ISO 3166 alpha-2 of an actor, of the place or of the publisher
    topic: str | None = None
    mechanism: str | None = None  # words of its name
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    publisher: str | None = None
    as_of: date | None = None
    min_confidence: float = BELIEVED


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with the release that states it, and where it stands."""

    entry: Entry
    release: Release
    status: Status | None
    row: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in a list: the values that order it."""

    published: date
    release: str
    row: int


def has_words(folded: sa.ColumnElement[str], words: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a folded name holds all the words, in any order: "Ng" is not in "Kang"."""
    padded = sa.literal(" ") + folded + " "
    return [padded.like(f"% {word} %") for word in fold(words).split()]


def _actor_named(words: str) -> sa.ColumnElement[bool]:
    named = has_words(actor_slot.c.folded, words)
    return sa.exists().where(actor_slot.c.entry == entry.c.row, *named)


def _of_country(code: str) -> sa.ColumnElement[bool]:
    named = sa.exists().where(actor_slot.c.entry == entry.c.row, actor_slot.c.country == code)
    return sa.or_(named, entry.c.where_country == code, release_version.c.country == code)


def conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """Return the SQL conditions of the filters, status and as-of left out."""
    day_first = sa.func.coalesce(entry.c.when_first, release_version.c.published)
    day_last = sa.func.coalesce(entry.c.when_last, release_version.c.published)
    found: list[sa.ColumnElement[bool]] = [entry.c.confidence >= filters.min_confidence]
    if filters.actor:
        found.append(_actor_named(filters.actor))
    if filters.other:
        found.append(_actor_named(filters.other))
    if filters.attribute:
        found.append(entry.c.attribute == filters.attribute)
    if filters.unit:
        found.append(
            sa.exists().where(amount_slot.c.entry == entry.c.row, amount_slot.c.unit == filters.unit)
        )
    if filters.country:
        found.append(_of_country(filters.country.upper()))
    if filters.topic:
        found.append(
            sa.exists().where(topic_slot.c.entry == entry.c.row, topic_slot.c.topic == filters.topic)
        )
    if filters.mechanism:
        found += has_words(entry.c.mechanism_folded, filters.mechanism)
    if filters.since:
        found.append(day_last >= filters.since)
    if filters.until:
        found.append(day_first <= filters.until)
    if filters.publisher:
        found.append(release.c.publisher == filters.publisher)
    return found


def joined(moment: Moment, hidden: bool = False) -> sa.Select[Any]:
    """Return the select of entries with their releases known at the moment; `hidden` ones as read, too."""
    stands = moment.reads(entry) if hidden else moment.holds(entry)
    return (
        sa.select(entry, release_version, release.c.publisher)
        .select_from(entry.join(release_version, entry.c.version == release_version.c.version).join(release))
        .where(stands, moment.holds(release_version))
    )


def listed(moment: Moment, rows: Sequence[sa.RowMapping]) -> list[Listed]:
    """Return rows of `joined` with their slots, in order."""
    entries = entries_of(moment.connection, rows)
    return [
        Listed(one, release_of(row), status_of(one, row["published"], moment.today), row["row"])
        for one, row in zip(entries, rows, strict=True)
    ]


def selected(moment: Moment, kind: str | None, filters: Filters) -> sa.Select[Any]:
    """Return the select of the entries of a list, newest release first; status is not SQL's to tell."""
    query = joined(moment).where(*conditions(filters))
    if kind:
        query = query.where(entry.c.kind == kind)
    return query.order_by(release_version.c.published.desc(), release_version.c.release, entry.c.row)


def list_entries(
    book: Book,
    kind: str | None,
    filters: Filters | None = None,
    limit: int | None = None,
    offset: int = 0,
    after: Place | None = None,
) -> list[Listed]:
    """Return entries of a kind (of every kind for None), newest release first, each once.

    `after` goes on behind the place of an entry in the list, wherever new entries have come before it.
    """
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        query = selected(moment, kind, filters)
        if after:
            query = query.where(_behind(after))
        if filters.status is None:
            return listed(moment, moment.rows(query.limit(limit).offset(offset)))
        found = [one for one in listed(moment, moment.rows(query)) if one.status == filters.status]
    return found[offset : offset + limit if limit else None]


def count_entries(book: Book, kind: str | None, filters: Filters) -> int:
    """Return how many entries the whole list holds."""
    if filters.status:
        return len(list_entries(book, kind, filters))
    with book.at(filters.as_of) as moment:
        query = sa.select(sa.func.count()).select_from(
            selected(moment, kind, filters).order_by(None).with_only_columns(entry.c.row).subquery()
        )
        return moment.connection.scalar(query) or 0


def _behind(place: Place) -> sa.ColumnElement[bool]:
    published, release_id, row = release_version.c.published, release_version.c.release, entry.c.row
    same_day = published == place.published
    return sa.or_(
        published < place.published,
        sa.and_(same_day, release_id > place.release),
        sa.and_(same_day, release_id == place.release, row > place.row),
    )
