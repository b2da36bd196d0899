"""What falls due within a time, and what passed its day without word."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from communique.ledger.schema import entry, release_version
from communique.query.book import Book
from communique.query.entries import BELIEVED, Listed, joined, listed
from communique.records.undertaking import is_undertaking


@dataclass(frozen=True, slots=True)
class Due:
    """Undertakings and announced meetings by the day they fall due: its last day where it is vague."""

    today: date
    coming: tuple[Listed, ...]  # soonest first
    overdue: tuple[Listed, ...]  # the longest overdue last


def due(book: Book, within: timedelta, as_of: date | None = None, min_confidence: float = BELIEVED) -> Due:
    """Return what falls due between today (or `as_of`) and the end of `within`, and what is overdue."""
    with book.at(as_of) as moment:
        today = moment.today
        query = joined(moment).where(
            entry.c.when_last <= today + within,
            entry.c.confidence >= min_confidence,
            sa.or_(entry.c.when_last >= release_version.c.published, entry.c.when_last >= today),
        )
        rows = moment.rows(query.order_by(entry.c.when_last, release_version.c.release, entry.c.row))
        found = listed(moment, rows)
    coming = [one for one in found if _last(one) >= today and (is_undertaking(one.entry) or _is_ahead(one))]
    overdue = [one for one in found if one.status == "overdue"]
    return Due(today, tuple(coming), tuple(reversed(overdue)))


def _last(one: Listed) -> date:
    return one.entry.when.last if one.entry.when else date.max


def _is_ahead(one: Listed) -> bool:
    """Tell whether a meeting was still to come when it was announced."""
    return one.entry.kind == "meeting" and _last(one) > one.release.published
