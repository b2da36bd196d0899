"""What passed between two parties, or around one: series, meetings, who met whom, what is open, topics."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.ledger.schema import actor_slot, entry, release_version
from communique.query.book import Book, Moment
from communique.query.entries import BELIEVED, Filters, Listed, conditions, joined, listed
from communique.query.mechanisms import list_mechanisms
from communique.query.named import has_words
from communique.records import ActorSlot
from communique.records.undertaking import is_undertaking
from communique.resolve.mechanisms import Mechanism
from communique.text import fold

_DONE = frozenset({"fulfilled", "withdrawn", "superseded"})


@dataclass(frozen=True, slots=True)
class Side:
    """A party: the words asked for, and its country where it is one; its people and bodies are it too."""

    name: str
    country: str | None

    def has(self, actor: ActorSlot) -> bool:
        """Tell whether an actor is this party or belongs to it."""
        named = set(fold(self.name).split()) <= set(fold(actor.name).split())
        return named or (self.country is not None and actor.country == self.country)


@dataclass(frozen=True, slots=True)
class Met:
    """Two persons of two sides, or one person that a party met: on how many days, and the last of them."""

    names: tuple[str, ...]
    days: int
    last: date


@dataclass(frozen=True, slots=True)
class Relation:
    """All that two parties, or one, had a part in; series with all their editions, the most told first."""

    sides: tuple[Side, ...]
    today: date
    entries: tuple[Listed, ...]  # newest first
    series: tuple[Mechanism, ...]
    alone: tuple[Listed, ...]  # meetings of no series, in order of time
    met: tuple[Met, ...]  # the most often first
    topics: dict[str, dict[int, int]]  # topic -> year of publication -> entries, the most told first

    @property
    def meeting_days(self) -> list[date]:
        """Return the days on which meetings began that are past, each once, in order."""
        days = {
            one.entry.when.first for one in self.entries if one.entry.kind == "meeting" and one.entry.when
        }
        return sorted(day for day in days if day <= self.today)

    def open_by(self, side: Side) -> list[Listed]:
        """Return what a party undertook and has not done, the soonest first, what has no day last."""
        found = [one for one in self.entries if _is_open(one) and _undertook(one, side)]
        return sorted(found, key=lambda one: one.entry.when.last if one.entry.when else date.max)


def relation(book: Book, names: Sequence[str], as_of: date | None = None) -> Relation:
    """Return what passed between the parties of all `names`, words of a name each."""
    filters = Filters(as_of=as_of)
    with book.at(as_of) as moment:
        sides = tuple(_side(moment, name) for name in names)
        query = joined(moment).where(*conditions(filters, moment), *(_takes_part(side) for side in sides))
        rows = moment.rows(query.order_by(release_version.c.published.desc(), entry.c.row))
        entries, today = listed(moment, rows), moment.today
    ids = {one.entry.id for one in entries}
    series = [m for m in list_mechanisms(book, filters) if any(t.entry.id in ids for t in m.tellings)]
    meetings = [one for one in entries if one.entry.kind == "meeting"]
    alone = [one for one in meetings if one.entry.when and not one.entry.mechanism]
    return Relation(
        sides,
        today,
        tuple(entries),
        tuple(series),
        tuple(sorted(alone, key=lambda one: (one.entry.when.first if one.entry.when else today, one.row))),
        tuple(_met(meetings, sides)),
        _topics(entries),
    )


def frequent_pairs(book: Book, limit: int = 12, as_of: date | None = None) -> list[tuple[str, str, int]]:
    """Return the countries most often told of together: (name, name, entries), the most often first."""
    one, other = actor_slot.alias(), actor_slot.alias()
    number = sa.func.count(sa.distinct(entry.c.row)).label("number")
    with book.at(as_of) as moment:
        query = (
            sa.select(one.c.name.label("one"), other.c.name.label("other"), number)
            .select_from(
                entry.join(release_version, entry.c.version == release_version.c.version)
                .join(one, one.c.entry == entry.c.row)
                .join(other, sa.and_(other.c.entry == entry.c.row, one.c.folded < other.c.folded))
            )
            .where(moment.holds(entry), moment.holds(release_version), entry.c.confidence >= BELIEVED)
            .where(one.c.type == "country", other.c.type == "country")
            .group_by(one.c.name, other.c.name)
            .order_by(number.desc(), one.c.name, other.c.name)
        )
        return [(row["one"], row["other"], row["number"]) for row in moment.rows(query.limit(limit))]


def _side(moment: Moment, name: str) -> Side:
    """Return a party by the words of its name; its country is that of the most slots named just so."""
    named = sa.select(actor_slot.c.country, sa.func.count().label("number")).where(
        actor_slot.c.folded == fold(name), actor_slot.c.type == "country", actor_slot.c.country.is_not(None)
    )
    rows = moment.rows(
        named.group_by(actor_slot.c.country).order_by(sa.text("number DESC"), actor_slot.c.country)
    )
    return Side(name, rows[0]["country"] if rows else None)


def _takes_part(side: Side) -> sa.ColumnElement[bool]:
    named = sa.and_(*has_words(actor_slot.c.folded, side.name))
    belongs = sa.or_(named, actor_slot.c.country == side.country) if side.country else named
    return sa.exists().where(actor_slot.c.entry == entry.c.row, belongs)


def _is_open(one: Listed) -> bool:
    return is_undertaking(one.entry) and one.status not in _DONE


def _undertook(one: Listed, side: Side) -> bool:
    """Tell whether a party is one of those who undertook an entry, where it says who did."""
    doers = [actor for actor in one.entry.actors if actor.role in ("by", "party", "owner", "project")]
    return any(side.has(actor) for actor in doers or one.entry.actors)


def _met(meetings: Iterable[Listed], sides: Sequence[Side]) -> list[Met]:
    """Return who met whom of the sides; around one party, whom it met."""
    days: dict[tuple[str, ...], set[date]] = defaultdict(set)
    for one in meetings:
        people = [actor for actor in one.entry.actors if actor.type == "person"]
        day = one.entry.when.first if one.entry.when else one.release.published
        if len(sides) == 1:
            for actor in people:
                if not sides[0].has(actor):
                    days[(actor.name,)].add(day)
            continue
        ours = [actor.name for actor in people if sides[0].has(actor)]
        theirs = [actor.name for actor in people if sides[1].has(actor)]
        for pair in ((a, b) for a in ours for b in theirs if a != b):
            days[pair].add(day)
    met = [Met(names, len(on), max(on)) for names, on in days.items()]
    return sorted(met, key=lambda one: (-one.days, -one.last.toordinal(), one.names))


def _topics(entries: Iterable[Listed]) -> dict[str, dict[int, int]]:
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for one in entries:
        for topic in one.entry.topics:
            counted[topic][one.release.published.year] += 1
    order = sorted(counted, key=lambda topic: (-counted[topic].total(), topic))
    return {topic: dict(sorted(counted[topic].items())) for topic in order}
