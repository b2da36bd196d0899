"""Stretches of whole days, and the ways of writing them: TIMEX3 and EDTF."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.records.kinds import TimeBound
from communique.records.mention import TimeType

_PLAIN = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?\Z")  # a year, month or day in EDTF
LAST_YEAR = 9998  # the year after it can still be computed with


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means. `first` and `last` are both included; None where no day can be told."""

    timex: str
    type: TimeType = "DATE"
    first: date | None = None
    last: date | None = None
    edtf: str = ""
    bound: TimeBound = "="


def single(at: date) -> Value:
    """Return one day."""
    return Value(at.isoformat(), "DATE", at, at, at.isoformat())


def day(year: int, month: int, number: int) -> Value | None:
    """Return one day; None where the calendar has no such day."""
    if 1 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]:
        return single(date(year, month, number))
    return None


def month(year: int, number: int) -> Value:
    """Return a whole month."""
    return _named(f"{year:04}-{number:02}", date(year, number, 1), month_end(year, number))


def year(number: int) -> Value:
    """Return a whole year."""
    return _named(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, last: int) -> Value:
    """Return the months `first` to `last` of a year: a quarter and a half have names of their own."""
    start, end = date(number, first, 1), month_end(number, last)
    size, place = last - first + 1, first - 1
    if size == 3 and place % 3 == 0:
        return _named(f"{number:04}-Q{place // 3 + 1}", start, end, f"{number:04}-{33 + place // 3}")
    if size == 6 and place % 6 == 0:
        return _named(f"{number:04}-H{place // 6 + 1}", start, end, f"{number:04}-{40 + place // 6}")
    if size == 1:
        return month(number, first)
    return _named(f"{number:04}-{first:02}/{number:04}-{last:02}", start, end)


def decade(first: int) -> Value:
    """Return the ten years from `first` on."""
    return _named(f"{first // 10:03}", date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03}X")


def century(number: int) -> Value:
    """Return the hundred years of the `number`th century, as people count: the 20th is 1900 to 1999."""
    first = (number - 1) * 100
    return _named(f"{number - 1:02}", date(first, 1, 1), date(first + 99, 12, 31), f"{number - 1:02}XX")


def week(at: date) -> Value:
    """Return the week, Monday to Sunday, that holds a day."""
    first = at - timedelta(days=at.weekday())
    iso = at.isocalendar()
    last = first + timedelta(days=6)
    return _named(f"{iso.year:04}-W{iso.week:02}", first, last, f"{first}/{last}")


def weekend(at: date) -> Value:
    """Return the Saturday and Sunday of the week that holds a day."""
    named = week(at)
    assert named.last
    first = named.last - timedelta(days=1)
    return _named(f"{named.timex}-WE", first, named.last, f"{first}/{named.last}")


def span(first: date, last: date) -> Value | None:
    """Return the stretch from first to last; None where it would run backwards."""
    if first == last:
        return single(first)
    return _named(f"{first}/{last}", first, last) if first < last else None


def join(one: Value | None, other: Value | None) -> Value | None:
    """Return the stretch from the start of one to the end of the other, written by their names."""
    if not (one and other and one.first and other.last) or one.first > other.last:
        return None
    if one.first == other.last:
        return one
    names = (one.edtf, other.edtf)
    edtf = "/".join(names) if all(map(_PLAIN.match, names)) else f"{one.first}/{other.last}"
    plain = "/" not in one.timex + other.timex
    timex = f"{one.timex}/{other.timex}" if plain else f"{one.first}/{other.last}"
    return Value(timex, "DATE", one.first, other.last, edtf)


def until(value: Value, last: date) -> Value:
    """Return the stretch from the start of `value` to `last`; `value` itself where that runs backwards."""
    if value.first is None or value.first > last:
        return value
    return replace(value, last=last, edtf=f"{value.first}/{last}" if value.first < last else str(last))


def shifted(at: date, letter: str, count: int) -> date:
    """Return the day `count` units away (D W M Q Y DE CE); a day that the month lacks becomes its last."""
    if letter in ("D", "W", "WE"):
        return date.fromordinal(_bounded(at.toordinal() + count * (1 if letter == "D" else 7)))
    size = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[letter]
    total = max(12, min(at.year * 12 + at.month - 1 + count * size, LAST_YEAR * 12 + 11))
    target, index = divmod(total, 12)
    return date(target, index + 1, min(at.day, monthrange(target, index + 1)[1]))


def around(at: date, letter: str) -> Value:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    match letter:
        case "D":
            return single(at)
        case "W":
            return week(at)
        case "WE":
            return weekend(at)
        case "M":
            return month(at.year, at.month)
        case "Q":
            first = at.month - (at.month - 1) % 3
            return months(at.year, first, first + 2)
        case "DE":
            return decade(max(10, at.year - at.year % 10))
        case "CE":
            return century(max(2, at.year // 100 + 1))
        case _:
            return year(at.year)


def part(value: Value, mark: str) -> Value | None:
    """Return the early (START), middle (MID) or late (END) part of a stretch; its days are rough."""
    if not value.first or not value.last:
        return None
    days = (value.last - value.first).days + 1
    if days > 3000:
        stretch = _years_of(value, mark)
    elif days > 300:
        stretch = _months_of(value, mark)
    elif days > 27:
        stretch = _days_of(value, mark)
    else:
        return replace(value, bound="about")
    first, last = stretch
    return Value(value.timex, "DATE", first, last, f"{first}~/{last}~", "about")


def _years_of(value: Value, mark: str) -> tuple[date, date]:
    assert value.first and value.last
    start, third = value.first.year, (value.last.year - value.first.year + 1) // 10
    low, high = {"START": (0, 3 * third), "MID": (4 * third, 6 * third), "END": (6 * third, 10 * third - 1)}[
        mark
    ]
    return date(start + low, 1, 1), date(start + high, 12, 31)


def _months_of(value: Value, mark: str) -> tuple[date, date]:
    assert value.first
    low, high = {"START": (0, 3), "MID": (4, 8), "END": (9, 12)}[mark]
    first = shifted(value.first, "M", low)
    return first, shifted(value.first, "M", high) - timedelta(days=1)


def _days_of(value: Value, mark: str) -> tuple[date, date]:
    assert value.first and value.last
    length = (value.last - value.first).days + 1
    low, high = {
        "START": (0, length // 3),
        "MID": (length // 3, length * 2 // 3),
        "END": (length * 2 // 3, length),
    }[mark]
    return value.first + timedelta(days=low), value.first + timedelta(days=high - 1)


def month_end(number: int, named: int) -> date:
    """Return the last day of a month."""
    return date(number, named, monthrange(number, named)[1])


def _named(timex: str, first: date, last: date, edtf: str = "") -> Value:
    return Value(timex, "DATE", first, last, edtf or timex)


def _bounded(ordinal: int) -> int:
    return max(366, min(ordinal, date(LAST_YEAR, 12, 31).toordinal()))
