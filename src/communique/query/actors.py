"""Lists actors, one an entity: all its names, its offices with days, its country, what it takes part in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.ledger.schema import actor_slot, entry, party_slot, release, release_version
from communique.query.book import Book, Moment
from communique.query.entries import Filters
from communique.query.identity import Identities, Office, identities, joined_offices, offices
from communique.query.named import entities_named, is_one_of, members
from communique.resolve.identity.registry import members as members_of
from communique.resolve.identity.registry import registry
from communique.resolve.identity.told import unresolved_id
from communique.text import fold


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of an actor: the id by which it can be judged, and in how many entries it is told so."""

    id: str
    name: str
    country: str | None
    entries: int


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity with what it takes part in: counts by kind, days of first and last release."""

    id: str
    name: str
    type: str
    country: str | None
    entries: int
    releases: int
    kinds: dict[str, int]
    first: date
    last: date
    names: tuple[ActorName, ...] = ()
    offices: tuple[Office, ...] = ()
    members: tuple[str, ...] = ()  # of a bloc: the codes of its members that day


def list_actors(book: Book, filters: Filters | None = None, limit: int | None = None) -> list[Actor]:
    """Return actors, the most frequent first; of the filters actor, country, since, until and as_of count."""
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        known = identities(moment)
        wanted = entities_named(moment, known, filters.actor) if filters.actor else None
        return actors_of(moment, known, filters, wanted)[:limit]


def actors_of(
    moment: Moment, known: Identities, filters: Filters, wanted: set[str] | None = None
) -> list[Actor]:
    """Return the actors of a moment, of `wanted` entities only if given."""
    groups: dict[str, list[sa.RowMapping]] = defaultdict(list)
    for row in _rows(moment, known, filters, wanted):
        key = row["party"]
        own = known.entity(key, row["release"]) if key else unresolved_id(row["name"])
        if (wanted is None or own in wanted or _has(row, filters)) and _within(row["published"], filters):
            groups[own].append(row)
    held = offices(moment, None if wanted is None else {r["folded"] for g in groups.values() for r in g})
    found = [_actor(key, rows, known, held, moment.today) for key, rows in groups.items()]
    country = filters.country and filters.country.upper()
    fitting = [one for one in found if not country or one.country == country]
    return sorted(fitting, key=lambda a: (-a.entries, a.name, a.id))


def _has(row: sa.RowMapping, filters: Filters) -> bool:
    """Tell whether a name that stands for nobody known holds the words asked for."""
    words = fold(filters.actor or "").split()
    return not row["party"] and bool(words) and set(words) <= set(row["folded"].split())


def _rows(
    moment: Moment, known: Identities, filters: Filters, wanted: set[str] | None
) -> Sequence[sa.RowMapping]:
    own = sa.and_(party_slot.c.entry == actor_slot.c.entry, party_slot.c.position == actor_slot.c.position)
    columns = (entry.c.kind, release_version.c.published, release_version.c.release, party_slot.c.party)
    query = (
        sa.select(actor_slot, *columns)
        .select_from(
            actor_slot.join(entry, actor_slot.c.entry == entry.c.row)
            .join(release_version, entry.c.version == release_version.c.version)
            .join(release)
            .outerjoin(party_slot, own)
        )
        .where(entry.c.confidence >= filters.min_confidence)
    )
    if wanted is not None:
        query = query.where(sa.or_(is_one_of(members(known, wanted)), party_slot.c.party.is_(None)))
    if filters.publisher:
        query = query.where(release.c.publisher == filters.publisher)
    return moment.rows(query.where(moment.holds(entry), moment.holds(release_version)))


def _within(day: date, filters: Filters) -> bool:
    return (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _actor(
    key: str, rows: list[sa.RowMapping], known: Identities, held: dict[str, list[Office]], today: date
) -> Actor:
    entity = registry().entities.get(key)
    told = [office for member in known.members(key) for office in held.get(member, ())]
    return Actor(
        id=key,
        name=entity.name if entity else _most(_full(rows)) or rows[0]["name"],
        type=_most([row["type"] for row in rows]) or "unnamed",
        country=entity.country if entity else _most([row["country"] for row in rows]),
        entries=len({row["entry"] for row in rows}),
        releases=len({row["release"] for row in rows}),
        kinds=dict(sorted(Counter(kind for _, kind in {(r["entry"], r["kind"]) for r in rows}).items())),
        first=min(row["published"] for row in rows),
        last=max(row["published"] for row in rows),
        names=_names(rows),
        offices=joined_offices(told),
        members=members_of(entity.name, today) if entity else (),
    )


def _full(rows: Iterable[sa.RowMapping]) -> list[str]:
    """Return the names told, without single words where a fuller name is told too."""
    names = [row["name"] for row in rows]
    return [name for name in names if " " in name] or names


def _names(rows: Iterable[sa.RowMapping]) -> tuple[ActorName, ...]:
    told: dict[tuple[str, str, str | None], set[int]] = defaultdict(set)
    for row in rows:
        told[row["party"] or unresolved_id(row["name"]), row["name"], row["country"]].add(row["entry"])
    found = [ActorName(*key, len(entries)) for key, entries in told.items()]
    return tuple(sorted(found, key=lambda one: (-one.entries, one.name, one.id)))
