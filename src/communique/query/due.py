"""What falls due within a time, what passed its day without word, and what has gone silent."""

from dataclasses import dataclass
from datetime import date, timedelta

from communique.ledger.schema import entry
from communique.query.book import Book, Moment
from communique.query.entries import BELIEVED, Listed, by_rows, joined, listed
from communique.query.fates import COLUMNS, MAY_BE_AHEAD, fates_at, thing_of, was_ahead
from communique.query.status import Fate

_STANDING = frozenset({"open", "advanced", "postponed"})


@dataclass(frozen=True, slots=True)
class Due:
    """Undertakings and announced meetings by the day they fall due: its last day where it is vague.

    A day that was moved counts as it was moved to; what several releases tell is told once.
    """

    today: date
    coming: tuple[Listed, ...]  # soonest first
    overdue: tuple[Listed, ...]  # the longest overdue last
    silent: tuple[Listed, ...] = ()  # what fell silent within as long a time before, the latest first


def due(book: Book, within: timedelta, as_of: date | None = None, min_confidence: float = BELIEVED) -> Due:
    """Return what falls due between today (or `as_of`) and the end of `within`, is overdue or fell silent."""
    with book.at(as_of) as moment:
        today = moment.today
        last, first = today + min(within, date.max - today), today - min(within, today - date.min)
        found = _heads(moment, min_confidence)
        coming = [
            (fate.deadline, row)
            for fate, row in found
            if fate.status in _STANDING and fate.deadline and today <= fate.deadline <= last
        ]
        overdue = [(fate.deadline, row) for fate, row in found if fate.status == "overdue" and fate.deadline]
        silent = [
            (fate.history[-1].on, row)
            for fate, row in found
            if fate.status == "silent" and fate.history[-1].on >= first
        ]
        return Due(
            today,
            tuple(_listed(moment, sorted(coming))),
            tuple(_listed(moment, sorted(overdue, reverse=True))),
            tuple(_listed(moment, sorted(silent, reverse=True))),
        )


def _heads(moment: Moment, min_confidence: float) -> list[tuple[Fate, int]]:
    """Return the fate and the row of each undertaking, in its first telling."""
    query = joined(moment).with_only_columns(*COLUMNS).where(entry.c.confidence >= min_confidence)
    fates = fates_at(moment)
    return [
        (fates.of(thing_of(row), moment.today), row["row"])
        for row in moment.rows(query.where(MAY_BE_AHEAD))
        if was_ahead(row) and fates.head(row["id"]) == row["id"]
    ]


def _listed(moment: Moment, dated: list[tuple[date, int]]) -> list[Listed]:
    return listed(moment, by_rows(moment, [row for _, row in dated]))
