"""Stretches of whole days and the ways of writing them: EDTF and TIMEX3."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.records.kinds import TimeBound
from communique.records.mention import TimeType


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means. `first` and `last` are both included; None where no day can be told."""

    timex: str
    type: TimeType = "DATE"
    first: date | None = None
    last: date | None = None
    edtf: str = ""
    bound: TimeBound = "="


def between(first: date, last: date, timex: str = "", edtf: str = "") -> Value | None:
    """Return the stretch from first to last; None where it would run backwards."""
    if first > last:
        return None
    form = edtf or (first.isoformat() if first == last else f"{first}/{last}")
    return Value(timex or form, "DATE", first, last, form)


def day(year: int, month: int, number: int) -> Value | None:
    """Return one day; None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return single(date(year, month, number))


def single(at: date) -> Value:
    """Return the day itself."""
    return Value(at.isoformat(), "DATE", at, at, at.isoformat())


def month(year: int, number: int) -> Value:
    """Return a whole month."""
    form = f"{year:04}-{number:02}"
    return Value(form, "DATE", date(year, number, 1), date(year, number, monthrange(year, number)[1]), form)


def months(year: int, first: int, last: int, timex: str = "", edtf: str = "") -> Value:
    """Return the months `first` to `last` of a year."""
    form = edtf or f"{year:04}-{first:02}/{year:04}-{last:02}"
    end = date(year, last, monthrange(year, last)[1])
    return Value(timex or form, "DATE", date(year, first, 1), end, form)


def quarter(year: int, number: int) -> Value:
    """Return a quarter of a year, 1 to 4."""
    return months(year, 3 * number - 2, 3 * number, f"{year:04}-Q{number}", f"{year:04}-{32 + number}")


def half(year: int, number: int) -> Value:
    """Return a half of a year, 1 or 2."""
    return months(year, 6 * number - 5, 6 * number, f"{year:04}-H{number}", f"{year:04}-{39 + number}")


def year(number: int) -> Value:
    """Return a whole year."""
    form = f"{number:04}"
    return Value(form, "DATE", date(number, 1, 1), date(number, 12, 31), form)


def years(first: int, last: int) -> Value | None:
    """Return whole years, both included."""
    if first > last:
        return None
    return Value(
        f"{first:04}/{last:04}", "DATE", date(first, 1, 1), date(last, 12, 31), f"{first:04}/{last:04}"
    )


def decade(first: int) -> Value:
    """Return the ten years from `first` on."""
    return Value(
        f"{first // 10:03}", "DATE", date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03}X"
    )


def week(at: date) -> Value:
    """Return the week, Monday to Sunday, that holds a day."""
    first = at - timedelta(days=at.weekday())
    iso = at.isocalendar()
    return Value(
        f"{iso.year:04}-W{iso.week:02}",
        "DATE",
        first,
        first + timedelta(days=6),
        f"{first}/{first + timedelta(days=6)}",
    )


def shifted(at: date, unit: str, count: int) -> date:
    """Return the day that lies `count` units (D, W, M, Y) away; a day the month lacks becomes its last."""
    if unit == "D":
        return at + timedelta(days=count)
    if unit == "W":
        return at + timedelta(weeks=count)
    total = at.year * 12 + at.month - 1 + count * (12 if unit == "Y" else 1)
    target, index = divmod(total, 12)
    target = min(max(target, 1), 9999)
    return date(target, index + 1, min(at.day, monthrange(target, index + 1)[1]))


def part(value: Value, which: str) -> Value:
    """Return the early, middle or late part of a month or year; its days are rough."""
    if not value.first or not value.last:
        return value
    mark = {
        "early": "START",
        "beginning": "START",
        "start": "START",
        "mid": "MID",
        "late": "END",
        "end": "END",
    }[which]
    first, last = value.first, value.last
    whole_year = (last - first).days > 300
    if whole_year:
        spans = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
        low, high = spans[mark]
        stretch = months(first.year, low, high)
    elif (last - first).days > 26:
        days = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[mark]
        stretch = replace(value, first=first.replace(day=days[0]), last=first.replace(day=days[1]))
    else:
        stretch = value
    if which == "end" and stretch.last:
        stretch = replace(stretch, first=stretch.last)
    return replace(stretch, timex=value.timex, edtf=f"{stretch.first}~/{stretch.last}~", bound="about")
