"""What a stretch of tokens means: a value, or what is still wanting to make it one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.mentions.time.calendar import Value, day, shifted, span
from communique.mentions.time.words import Kinds


@dataclass(frozen=True, slots=True)
class Yearly:
    """A time of the year that wants a year: "April 22", "the third quarter"."""

    of: Callable[[int], Value | None]
    sort: Literal["day", "month", "part"]
    weekday: int | None = None
    month: int | None = None  # of a day: to which further days may refer
    months: tuple[int, int] | None = None  # of a part: which months, to count in a year of another beginning

    def within(self, first: date) -> Value | None:
        """Return this part of a year that begins on `first`."""
        if self.months is None:
            return None
        start = shifted(first, "M", self.months[0] - 1)
        return span(start, shifted(first, "M", self.months[1]) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time told from the one last named before it: "the following day", "a year earlier"."""

    resolve: Callable[[Value], Value | None]
    sort: Literal["day", "year", "stretch"]
    fallback: Value | None = None  # where nothing was named before


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week without a date."""

    number: int
    time: str = ""  # of the day, as TIMEX3 writes it


Meaning = Value | Yearly | Anchored | Weekday

# The kinds of a node: what it is, and what that counts as.
_AS = {
    "date": ("date", "dated"),
    "yday": ("yday", "yearly", "dated"),
    "ymonth": ("ymonth", "yearly", "dated"),
    "ypart": ("ypart", "yearly", "dated"),
    "yearly whole": ("yearval", "dated"),
    "stretch": ("stretch", "dated"),
    "weekday": ("wday", "dated"),
    "fiscal": ("fiscalyear", "dated"),
    "length": ("length",),
    "set": ("set",),
    "time": ("time",),
    "vague": ("vagueref",),
}
NODE_KINDS = tuple(frozenset(kinds) for kinds in _AS.values())


def kinds_of(meaning: Meaning) -> Kinds:
    """Return the kinds of a node with this meaning."""
    return dict.fromkeys(_AS[_sort(meaning)], meaning)


def _sort(meaning: Meaning) -> str:
    match meaning:
        case Yearly():
            return f"y{meaning.sort}"
        case Weekday():
            return "weekday"
        case Anchored():
            return {"day": "date", "year": "yearly whole", "stretch": "stretch"}[meaning.sort]
        case Value():
            return _sort_of_value(meaning)


def _sort_of_value(value: Value) -> str:
    if value.type in ("DURATION", "SET"):
        return "length" if value.type == "DURATION" else "set"
    if value.timex.startswith("FY"):
        return "fiscal"
    if not value.first or not value.last:
        return "time" if value.type == "TIME" else "vague"
    if value.first == value.last:
        return "date"
    if (value.first.month, value.first.day, value.last) == (1, 1, date(value.first.year, 12, 31)):
        return "yearly whole"
    return "stretch"


def yearly_day(month: int, number: int, weekday: int | None = None) -> Yearly:
    """Return a day of the year."""
    return Yearly(lambda year: day(year, month, number), "day", weekday, month)
