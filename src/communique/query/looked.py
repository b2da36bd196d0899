"""What is new since a person last looked: releases, entries, decisions, standings that changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.ledger.schema import entry
from communique.query.book import Book, Moment
from communique.query.changes import Change, Point, changed_until_now, point_of
from communique.query.entries import BELIEVED, Listed, by_rows, joined, listed
from communique.query.fates import COLUMNS, MAY_BE_AHEAD, fates_at, thing_of, was_ahead

_AT_MOST = 2000  # changes looked at


@dataclass(frozen=True, slots=True)
class Turned:
    """An undertaking that was known before and stands otherwise now."""

    one: Listed
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What turned after `since`: counts by (what, turn), what changed or ended, and standings that changed.

    `now` is the point to look from the next time; `more` tells that there is more than was counted.
    """

    since: Point
    now: Point
    counts: dict[tuple[str, str], int]
    changed: tuple[Change, ...]  # entries that a new version or decision changed or ended, the newest first
    turned: tuple[Turned, ...]
    more: bool


def now_of(book: Book) -> Point:
    """Return the point of this moment, to look from later."""
    with book.at() as moment:
        return Point(moment.revision, moment.today)


def looked(book: Book, since: str) -> Looked:
    """Return what is new since a point; raise LedgerError where it is none."""
    with book.at() as moment:
        start = point_of(moment, since)
        told = (one for one in changed_until_now(moment, start.revision) if not _by_rule(one))
        found = list(islice(told, _AT_MOST + 1))
        counts: Counter[tuple[str, str]] = Counter((one.what, one.turn) for one in found[:_AT_MOST])
        changed = [one for one in reversed(found[:_AT_MOST]) if one.what == "entry" and one.turn != "new"]
        return Looked(
            start,
            Point(moment.revision, moment.today),
            dict(counts),
            tuple(changed),
            tuple(_turned(moment, start.revision, start.day or moment.today)),
            len(found) > _AT_MOST,
        )


def _by_rule(one: Change) -> bool:
    """Tell whether a change is a judgement of a rule: what follows from it is told by what it changed."""
    return one.decision is not None and one.decision.by_rule


def _turned(moment: Moment, known: int, day: date) -> Iterator[Turned]:
    """Yield the undertakings known at a revision whose standing on a day was another than it is now."""
    query = joined(moment).with_only_columns(*COLUMNS).where(MAY_BE_AHEAD, entry.c.confidence >= BELIEVED)
    fates = fates_at(moment)
    found: dict[int, tuple[str, str]] = {}
    for row in moment.rows(query.where(entry.c.from_revision <= known)):
        if was_ahead(row) and fates.head(row["id"]) == row["id"]:
            thing = thing_of(row)
            before, after = (fates.of(thing, at).status for at in (day, moment.today))
            if before != after:
                found[row["row"]] = before, after
    for one in listed(moment, by_rows(moment, sorted(found, reverse=True))):
        yield Turned(one, *found[one.row])
