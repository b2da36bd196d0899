"""Lists releases as they read at a moment, with how many entries each gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import release_of
from communique.ledger.schema import entry, release, release_version, unread
from communique.query.book import Book, Moment
from communique.query.entries import Filters
from communique.records import Release, Unread


@dataclass(frozen=True, slots=True)
class ListedRelease:
    """A release with the counts of its entries and of sentences left unread."""

    release: Release
    entries: int
    unread: int
    version: int


def releases(moment: Moment) -> sa.Select[Any]:
    """Return the select of releases that were known at the moment."""

    def count(table: sa.Table) -> sa.ScalarSelect[Any]:
        query = sa.select(sa.func.count()).where(
            table.c.version == release_version.c.version, moment.holds(table)
        )
        return query.scalar_subquery()

    columns = count(entry).label("entries"), count(unread).label("unread")
    return (
        sa.select(release_version, release.c.publisher, *columns)
        .select_from(release_version.join(release))
        .where(moment.holds(release_version))
    )


def list_releases(
    book: Book,
    filters: Filters | None = None,
    limit: int | None = None,
    offset: int = 0,
    after: tuple[date, str] | None = None,
) -> list[ListedRelease]:
    """Return releases, newest first; of the filters publisher, country, since and until count.

    `after` goes on behind the release of that day and id.
    """
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        query = releases(moment)
        if filters.publisher:
            query = query.where(release.c.publisher == filters.publisher)
        if filters.country:
            query = query.where(release_version.c.country == filters.country.upper())
        if filters.since:
            query = query.where(release_version.c.published >= filters.since)
        if filters.until:
            query = query.where(release_version.c.published <= filters.until)
        if after:
            published, named = release_version.c.published, release_version.c.release
            query = query.where(
                sa.or_(published < after[0], sa.and_(published == after[0], named > after[1]))
            )
        query = query.order_by(release_version.c.published.desc(), release_version.c.release)
        return [listed_release(row) for row in moment.rows(query.limit(limit).offset(offset))]


def listed_release(row: sa.RowMapping) -> ListedRelease:
    return ListedRelease(release_of(row), row["entries"], row["unread"], row["version"])


def unread_of(moment: Moment, version: int) -> Sequence[Unread]:
    """Return the sentences of a release that gave no entry."""
    query = (
        sa.select(unread)
        .where(unread.c.version == version, moment.holds(unread))
        .order_by(unread.c.span_start)
    )
    return [Unread(row["span_start"], row["span_end"], row["why"]) for row in moment.rows(query)]
