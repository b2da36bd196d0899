"""Picks the rows that a list holds, each thing once: of the whole list, or no further than a page needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import parts
from communique.ledger.schema import entry, release_version
from communique.query.book import Moment
from communique.query.entries import Filters, selected
from communique.query.fates import COLUMNS, fates_at, thing_of, was_ahead
from communique.query.status import Status
from communique.resolve.followup import Fates

_FIRST = 64  # releases that are looked through for a page at least
_MORE = 8  # times as many are, if these do not fill it; and then all

Key = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in a list: the values that order it."""

    published: date
    release: str
    row: int


def first_picked(
    moment: Moment, kind: str | None, filters: Filters, most: int | None, after: Place | None = None
) -> list[int]:
    """Return the first rows of a list behind a place, at most so many, in order."""
    begun = _key_of(after.published, after.release, after.row) if after else None
    found: list[int] = []
    for days, few in _stretches(moment, most, after):
        query = selected(moment, kind, filters, few).with_only_columns(*COLUMNS)
        rows = moment.rows(query.where(days))
        fates = fates_at(moment, [row["id"] for row in rows])
        first = _first_tellings(rows, fates, _elsewhere(moment, query, rows, fates))
        kept = (row for row in _standing(moment, rows, fates, first, filters.status))
        found += [row["row"] for row in kept if begun is None or _key(row) > begun]
        if most is not None and len(found) >= most:
            return found[:most]
    return found


def counted(moment: Moment, kind: str | None, filters: Filters) -> tuple[list[int], int]:
    """Return the rows of the whole list, and how many entries tell them: what is told again counts once."""
    rows = moment.rows(selected(moment, kind, filters).with_only_columns(*COLUMNS))
    fates = fates_at(moment, [row["id"] for row in rows])
    kept = list(_standing(moment, rows, fates, _first_tellings(rows, fates), filters.status))
    heads = {fates.head(row["id"]) for row in kept}
    return [row["row"] for row in kept], sum(fates.head(row["id"]) in heads for row in rows)


def _stretches(
    moment: Moment, most: int | None, after: Place | None
) -> Iterator[tuple[sa.ColumnElement[bool], bool]]:
    """Yield conditions that part the ledger by days of publication, from new to old, and whether few fit.

    What is common fills a page from the newest releases; for what is rare all are asked for in the end.
    """
    published = release_version.c.published
    begun = [published <= (after.published if after else date.max)]
    if moment.past:  # what the ledger knew then may be dated later; what it read later is not
        yield sa.and_(*begun, published > moment.today, moment.stood(release_version)), True
        begun.append(published <= moment.today)
    days = sa.select(published).where(moment.holds(release_version)).order_by(published.desc())
    for count in (_FIRST + most, (_FIRST + most) * _MORE) if most is not None else ():
        first = moment.connection.scalar(days.where(*begun).offset(count - 1).limit(1))
        if first is None:
            break
        yield sa.and_(*begun, published >= first), True
        begun = [published < first]
    yield sa.and_(*begun), False


def _elsewhere(
    moment: Moment, query: sa.Select[Any], rows: Iterable[sa.RowMapping], fates: Fates
) -> Iterator[sa.RowMapping]:
    """Yield the other rows of a list that tell what these tell."""
    known = {row["id"] for row in rows}
    others = {name for one in known for name in fates.tellings(one)} - known
    for some in parts(sorted(others)):
        yield from moment.rows(query.where(entry.c.id.in_(some)))


def _first_tellings(
    rows: Iterable[sa.RowMapping], fates: Fates, elsewhere: Iterable[sa.RowMapping] = ()
) -> dict[str, Key]:
    """Return the place of the first telling of each undertaking, by its head: that which comes last."""
    first: dict[str, Key] = {}
    for row in (*rows, *elsewhere):
        head = fates.head(row["id"])
        first[head] = max(first.get(head, _key(row)), _key(row))
    return first


def _standing(
    moment: Moment,
    rows: Sequence[sa.RowMapping],
    fates: Fates,
    first: dict[str, Key],
    status: Status | None,
) -> Iterator[sa.RowMapping]:
    """Yield the rows that are first tellings, of undertakings that stand so."""
    for row in rows:
        is_first = first[fates.head(row["id"])] == _key(row)
        if is_first and (status is None or _status(fates, row, moment.today) == status):
            yield row


def _status(fates: Fates, row: sa.RowMapping, today: date) -> Status | None:
    return fates.of(thing_of(row), today).status if was_ahead(row) else None


def _key(row: sa.RowMapping) -> Key:
    """Return what a list is ordered by: the newest release first."""
    return _key_of(row["published"], row["release"], row["row"])


def _key_of(published: date, release: str, row: int) -> Key:
    return -published.toordinal(), release, row
