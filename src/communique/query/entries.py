"""Entries by kind and filter, each with the release that states it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from communique.ledger.rows import entries_of, parts, release_of
from communique.ledger.schema import actor_slot, amount_slot, entry, release, release_version, topic_slot
from communique.query.book import Moment
from communique.query.fates import fates_at, thing_of
from communique.query.named import has_words, takes_part
from communique.query.status import Fate, Status
from communique.records import Entry, Release
from communique.records.undertaking import is_ahead

# The lists of a ledger, by what people call them.
ListName = Literal[
    "meetings",
    "commitments",
    "agreements",
    "figures",
    "measures",
    "milestones",
    "mechanisms",
    "actors",
    "releases",
]
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
    reviewed: Literal["yes", "no"] | None = None  # whether a person decided over it
    as_of: date | None = None
    min_confidence: float = BELIEVED


@dataclass(frozen=True, slots=True)
class Source:
    """An entry with its release: another telling of a fact, or a word on what became of it."""

    entry: Entry
    release: Release


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with the release that states it, and where it stands.

    `fate` is that of the undertaking, or of the fact that several releases tell; `sources` are the entries
    on which it rests, without this one. `status` is None where nothing was still to come.
    """

    entry: Entry
    release: Release
    status: Status | None
    row: int
    fate: Fate
    sources: tuple[Source, ...] = ()

    def source(self, entry: str) -> Source:
        """Return the entry of this id with its release: this one or one of the sources."""
        own = Source(self.entry, self.release)
        return next((one for one in (own, *self.sources) if one.entry.id == entry), own)


def _of_country(code: str) -> sa.ColumnElement[bool]:
    named = sa.exists().where(actor_slot.c.entry == entry.c.row, actor_slot.c.country == code)
    return sa.or_(named, entry.c.where_country == code, release_version.c.country == code)


def _has(owner: sa.Column[int], condition: sa.ColumnElement[bool], few: bool) -> sa.ColumnElement[bool]:
    """Return that an entry has such a slot: looked up once an entry where they are few, else once a query."""
    if few:
        return sa.exists().where(owner == entry.c.row, condition)
    return entry.c.row.in_(sa.select(owner).where(condition))


def conditions(filters: Filters, moment: Moment, few: bool = False) -> list[sa.ColumnElement[bool]]:
    """Return the SQL conditions of the filters at a moment, status left out.

    With `few` they are put so that a part of the ledger is looked through without reading all of any slot.
    """
    day_first = sa.func.coalesce(entry.c.when_first, release_version.c.published)
    day_last = sa.func.coalesce(entry.c.when_last, release_version.c.published)
    found: list[sa.ColumnElement[bool]] = [entry.c.confidence >= filters.min_confidence]
    if filters.actor:
        found.append(takes_part(moment, filters.actor))
    if filters.other:
        found.append(takes_part(moment, filters.other))
    if filters.attribute:
        found.append(entry.c.attribute == filters.attribute)
    if filters.unit:
        found.append(_has(amount_slot.c.entry, amount_slot.c.unit == filters.unit, few))
    if filters.country:
        found.append(_of_country(filters.country.upper()))
    if filters.topic:
        found.append(_has(topic_slot.c.entry, topic_slot.c.topic == filters.topic, few))
    if filters.mechanism:
        found += has_words(entry.c.mechanism_folded, filters.mechanism)
    if filters.since:
        found.append(day_last >= filters.since)
    if filters.until:
        found.append(day_first <= filters.until)
    if filters.publisher:
        found.append(release.c.publisher == filters.publisher)
    if filters.reviewed:
        found.append(reviewed() == filters.reviewed)
    return found


def reviewed() -> sa.ColumnElement[str]:
    """Return whether a person decided over an entry as it stands: `yes` or `no`."""
    return sa.case((entry.c.judged.is_not(None), "yes"), else_="no")


def joined(moment: Moment, hidden: bool = False) -> sa.Select[Any]:
    """Return the select of entries with their releases known at the moment; `hidden` ones as read, too."""
    stands = moment.reads(entry) if hidden else moment.holds(entry)
    return (
        sa.select(entry, release_version, release.c.publisher)
        .select_from(entry.join(release_version, entry.c.version == release_version.c.version).join(release))
        .where(stands, moment.holds(release_version))
    )


def listed(moment: Moment, rows: Sequence[sa.RowMapping]) -> list[Listed]:
    """Return rows of `joined` with their slots and fates, in order."""
    entries = entries_of(moment.connection, rows)
    fates = fates_at(moment, [row["id"] for row in rows])
    things = [thing_of(row) for row in rows]
    found = [fates.of(thing, moment.today) for thing in things]
    sources = _sources(moment, found)
    return [
        Listed(
            entry=one,
            release=release_of(row),
            status=fate.status if is_ahead(one, row["published"]) else None,
            row=row["row"],
            fate=fate,
            sources=tuple(sources[name] for name in _resting_on(fate) if name in sources and name != one.id),
        )
        for one, row, fate in zip(entries, rows, found, strict=True)
    ]


def _resting_on(fate: Fate) -> list[str]:
    """Return the entries of a fate: the first telling, the others, and those that say what became of it."""
    return list(dict.fromkeys((fate.head, *fate.tellings, *(step.entry for step in fate.history))))


def _sources(moment: Moment, fates: Iterable[Fate]) -> dict[str, Source]:
    wanted = {name for fate in fates for name in _resting_on(fate) if fate.tellings or len(fate.history) > 1}
    found: dict[str, Source] = {}
    for some in parts(sorted(wanted)):
        rows = moment.rows(joined(moment).where(entry.c.id.in_(some)))
        entries = entries_of(moment.connection, rows)
        found |= {one.id: Source(one, release_of(row)) for one, row in zip(entries, rows, strict=True)}
    return found


def selected(moment: Moment, kind: str | None, filters: Filters, few: bool = False) -> sa.Select[Any]:
    """Return the select of the tellings of a list, newest release first.

    Status, and which tellings are of one thing, is not SQL's to tell.
    """
    query = joined(moment).where(*conditions(filters, moment, few))
    if kind:
        query = query.where(entry.c.kind == kind)
    return query.order_by(release_version.c.published.desc(), release_version.c.release, entry.c.row)


def by_rows(moment: Moment, numbers: Sequence[int]) -> list[sa.RowMapping]:
    """Return rows of `joined` by their numbers, in this order."""
    found = {
        row["row"]: row
        for some in parts(numbers)
        for row in moment.rows(joined(moment).where(entry.c.row.in_(some)))
    }
    return [found[number] for number in numbers]
