"""Lists actors by the names releases give them; who is who across names is not judged here."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.ledger.schema import actor_slot, entry, release, release_version
from communique.query.book import Book
from communique.query.entries import Filters, has_words
from communique.records import stable_id


@dataclass(frozen=True, slots=True)
class Actor:
    """A name with what it takes part in: counts by kind, days of first and last release."""

    id: str
    name: str
    type: str
    country: str | None
    entries: int
    releases: int
    kinds: dict[str, int]
    first: date
    last: date


def actor_id(folded: str) -> str:
    """Return the id of an actor: from its folded name."""
    return stable_id("act", folded)


def list_actors(book: Book, filters: Filters | None = None, limit: int | None = None) -> list[Actor]:
    """Return actors, the most frequent first; of the filters actor, country, since, until and as_of count."""
    filters = filters or Filters()
    query = (
        sa.select(actor_slot, entry.c.kind, release_version.c.published, release_version.c.release)
        .select_from(
            actor_slot.join(entry, actor_slot.c.entry == entry.c.row)
            .join(release_version, entry.c.version == release_version.c.version)
            .join(release)
        )
        .where(entry.c.confidence >= filters.min_confidence)
    )
    query = query.where(*has_words(actor_slot.c.folded, filters.actor or ""))
    if filters.country:
        query = query.where(actor_slot.c.country == filters.country.upper())
    if filters.publisher:
        query = query.where(release.c.publisher == filters.publisher)
    with book.at(filters.as_of) as moment:
        rows = moment.rows(query.where(moment.holds(entry), moment.holds(release_version)))
    groups: dict[str, list[sa.RowMapping]] = defaultdict(list)
    for row in rows:
        if _within(row["published"], filters):
            groups[row["folded"]].append(row)
    actors = [_actor(folded, found) for folded, found in groups.items()]
    return sorted(actors, key=lambda a: (-a.entries, a.name))[:limit]


def _within(day: date, filters: Filters) -> bool:
    return (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)


def _most(values: list[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _actor(folded: str, rows: list[sa.RowMapping]) -> Actor:
    return Actor(
        id=actor_id(folded),
        name=_most([row["name"] for row in rows]) or folded,
        type=_most([row["type"] for row in rows]) or "unnamed",
        country=_most([row["country"] for row in rows]),
        entries=len({row["entry"] for row in rows}),
        releases=len({row["release"] for row in rows}),
        kinds=dict(sorted(Counter(kind for _, kind in {(r["entry"], r["kind"]) for r in rows}).items())),
        first=min(row["published"] for row in rows),
        last=max(row["published"] for row in rows),
    )
