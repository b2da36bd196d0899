"""Bars for deadlines: a day is a stroke, a vague day as wide as the days it may mean."""

from dataclasses import dataclass
from datetime import date, timedelta

from communique.query import Listed

WIDTH = 100.0  # units of the drawing, for the whole time looked ahead
_STROKE = 1.6


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how wide it is; `began` where it began before the drawing does."""

    x: float
    width: float
    began: bool


def bar(one: Listed, today: date, ahead: timedelta) -> Bar | None:
    """Return the bar of an undertaking between today and the end of `ahead`; None where it has no day there.

    "By June" binds at its end, so its bar is the last day; "in June" is the whole month. A day that was
    moved to is where it was moved to.
    """
    when, last = one.entry.when, one.fate.deadline
    if not last or last < today:
        return None
    first = when.first if when and when.last == last and when.bound != "by" else last
    if first > today + ahead:
        return None
    low, high = (_at(day, today, ahead) for day in (max(first, today), last))
    return Bar(min(low, WIDTH - _STROKE), max(_STROKE, round(high - low, 1)), first < today)


def _at(day: date, today: date, ahead: timedelta) -> float:
    return round(min(1.0, (day - today) / ahead) * WIDTH, 1)
