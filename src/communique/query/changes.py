"""What changed in a ledger since a revision or day, oldest first: replaying all of it gives a full export."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.rows import judgement_of
from communique.ledger.schema import judgement, revision
from communique.query.book import Book, Moment
from communique.query.entries import joined, listed
from communique.query.turns import releases_turned, turned
from communique.records import Entry, Judgement, Release, Unread
from communique.records.undertaking import is_undertaking

_CURSOR = re.compile(r"(\d{1,12})(?:@(\d{4}-\d\d-\d\d))?")
_AT_ONCE = 100  # revisions looked at together

What = Literal["release", "entry", "decision", "status"]
Turn = Literal["new", "changed", "ended"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: a release (with what is left unread), an entry, a decision or a status.

    `revision` and `at` (ISO 8601, UTC) say with what and when. A status changes on a day, told by `at`.
    """

    revision: int
    at: str
    what: What
    turn: Turn
    id: str
    release: Release | None = None
    unread: tuple[Unread, ...] = ()
    old: Entry | None = None
    new: Entry | None = None
    decision: Judgement | None = None
    before: str | None = None  # a status
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the feed: the last revision told of, and the day up to which statuses were told."""

    revision: int
    day: date | None = None

    def __str__(self) -> str:
        """Return the cursor that names it."""
        return f"{self.revision}@{self.day}" if self.day else str(self.revision)


@dataclass(frozen=True, slots=True)
class Changes:
    """A part of the feed; `cursor` asks for what comes after it, `more` tells that something does."""

    changes: tuple[Change, ...]
    start: Point
    cursor: Point
    more: bool

    def after(self, at: int) -> Point:
        """Return the cursor for what comes after the revision of the change at an index, or after all."""
        last = at == len(self.changes) - 1
        return self.cursor if last else Point(self.changes[at].revision, self.start.day)


def changes(book: Book, since: str = "0", limit: int | None = None, as_of: date | None = None) -> Changes:
    """Return what changed after a point, the oldest first.

    `since` is a day (all from its beginning on), a revision (all after it), or the cursor of an earlier
    answer. With `limit` it ends with the revision in which so many are reached. Raises LedgerError for a
    `since` that is none of these.
    """
    with book.at(as_of) as moment:
        start = point_of(moment, since)
        found: list[Change] = []
        for number, some in _by_revision(moment, start.revision):
            found += some
            if limit and len(found) >= limit and number < moment.revision:
                return Changes(tuple(found), start, Point(number, start.day), more=True)
        found += _statuses(moment, start)
        end = Point(max(start.revision, moment.revision), moment.today)
        return Changes(tuple(found), start, end, more=False)


def point_of(moment: Moment, since: str) -> Point:
    """Return the place in the feed that words name; raise LedgerError where they name none."""
    cursor = _CURSOR.fullmatch(since.strip())
    if cursor:
        day = date.fromisoformat(cursor[2]) if cursor[2] else _day_of(moment, int(cursor[1]))
        return Point(int(cursor[1]), day)
    try:
        first = date.fromisoformat(since)
    except ValueError:
        raise LedgerError(f"--since {since}: not a day (2024-06-30), a revision (14) or a cursor") from None
    before = sa.select(sa.func.max(revision.c.number)).where(revision.c.at < first.isoformat())
    return Point(moment.connection.scalar(before) or 0, first - timedelta(days=1))


def _day_of(moment: Moment, number: int) -> date | None:
    at = moment.connection.scalar(sa.select(revision.c.at).where(revision.c.number == number))
    return date.fromisoformat(at[:10]) if at else None


def changed_until_now(moment: Moment, after: int) -> Iterator[Change]:
    """Yield what changed after a revision, the oldest first, statuses left out."""
    return (one for _, some in _by_revision(moment, after) for one in some)


def _by_revision(moment: Moment, after: int) -> Iterator[tuple[int, list[Change]]]:
    """Yield each revision with what changed in it: releases, then entries, then decisions."""
    query = sa.select(revision.c.number, revision.c.at).where(
        revision.c.number > after, revision.c.number <= moment.revision
    )
    times = {row["number"]: row["at"] for row in moment.rows(query.order_by(revision.c.number))}
    numbers = sorted(times)
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        found: dict[int, list[Change]] = {number: [] for number in some}
        for one in _turns(moment, some, times):
            found[one.revision].append(one)
        yield from found.items()


def _turns(moment: Moment, some: Sequence[int], times: dict[int, str]) -> Iterator[Change]:
    for told in releases_turned(moment, some[0], some[-1]):
        turn: Turn = "new" if told.is_new else "changed"
        at = times[told.revision]
        yield Change(told.revision, at, "release", turn, told.release.id, told.release, told.unread)
    for one in turned(moment, some[0], some[-1]):
        turn = "ended" if one.new is None else "new" if one.old is None else "changed"
        at = times[one.revision]
        yield Change(one.revision, at, "entry", turn, one.id, one.release, old=one.old, new=one.new)
    query = sa.select(judgement).where(judgement.c.revision.between(some[0], some[-1]))
    for row in moment.rows(query.order_by(judgement.c.number)):
        number, at = row["revision"], times[row["revision"]]
        yield Change(number, at, "decision", "new", str(row["number"]), decision=judgement_of(row))


def _statuses(moment: Moment, start: Point) -> Iterator[Change]:
    """Yield each undertaking that stands since before the point and stands otherwise now, in order of ids."""
    if not start.day or (start.day == moment.today and start.revision >= moment.revision):
        return
    before = _standing(Moment(moment.connection, start.revision, start.day, past=True), start.revision)
    after = _standing(moment, start.revision)
    for row in sorted(before.keys() & after.keys(), key=lambda row: after[row][0].id):
        entry, release, new = after[row]
        old = before[row][2]
        if old != new:
            at = moment.today.isoformat()
            yield Change(moment.revision, at, "status", "changed", entry.id, release, before=old, after=new)


def _standing(moment: Moment, last: int) -> dict[int, tuple[Entry, Release, str | None]]:
    """Return the undertakings of rows that came with a revision or before it, by row."""
    rows = [row for row in moment.rows(joined(moment)) if row["from_revision"] <= last]
    return {
        one.row: (one.entry, one.release, one.status)
        for one in listed(moment, rows)
        if is_undertaking(one.entry)
    }
