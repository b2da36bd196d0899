"""Rules for calendar days and ranges of days."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from communique.mentions.time.calendar import Value, between, day
from communique.mentions.time.rule import (
    DAY,
    MONTH,
    WEEKDAY,
    YEAR,
    Found,
    day_of,
    is_month,
    month_of,
    rule,
    whole,
)
from communique.mentions.time.scene import Scene
from communique.mentions.time.words import either, words

_WD = rf"(?:{WEEKDAY},?\s+)?"
_MONTH_DAY = rf"{_WD}(?P<m>{MONTH})\s*(?P<d>{DAY})"
_DAY_MONTH = rf"{_WD}(?:the\s+)?(?P<d>{DAY})(?:\s+of)?[\s-]+(?P<m>{MONTH})"
_YEAR = rf"(?:\s*,?\s*(?:of\s+)?(?P<y>{YEAR}))?"
_RANGE = r"\s*(?:-|to|and|through|until|till|,\s*to)\s*"


def _resolve(scene: Scene, match: re.Match[str], month: str, number: str, year: str | None) -> Value | None:
    if year:
        return day(int(year), month_of(month), day_of(number))
    return scene.nearest_day(month_of(month), day_of(number), match.start())


def _span(first: Value | None, last: Value | None) -> Value | None:
    """Return the days from one to the other; a range over New Year takes the earlier year first."""
    if not first or not last or not first.first or not last.last:
        return None
    start = first.first
    if start > last.last:
        start = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else start
    return between(start, last.last)


@rule("day", rf"{_MONTH_DAY}{_YEAR}")
def month_day(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "April 22", "Tuesday, April 22, 2024"."""
    if not is_month(match, "m", scene):
        return []
    return whole(match, _resolve(scene, match, match["m"], match["d"], match["y"]))


@rule("day", rf"{_DAY_MONTH}{_YEAR}")
def day_month(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "22 April", "the 3rd of May 2023"."""
    if not is_month(match, "m", scene):
        return []
    return whole(match, _resolve(scene, match, match["m"], match["d"], match["y"]))


@rule("days of a month", rf"{_MONTH_DAY}(?P<how>{_RANGE}){_WD}(?P<d2>{DAY}){_YEAR}")
def month_days(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "April 22-26", "March 26 to 28, 2024"."""
    if not is_month(match, "m", scene):
        return []
    first = _resolve(scene, match, match["m"], match["d"], match["y"])
    last = _resolve(scene, match, match["m"], match["d2"], match["y"])
    if match["how"].strip() == "and" and first and last and not _adjacent(first, last):
        return [(match.start(), match.end("d"), first), (match.start("d2"), match.end("d2"), last)]
    return whole(match, _span(first, last))


@rule(
    "days of a month",
    rf"{_WD}(?:the\s+)?(?P<d>{DAY})(?P<how>{_RANGE}){_WD}(?P<d2>{DAY})(?:\s+of)?\s+(?P<m>{MONTH}){_YEAR}",
)
def days_month(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "4 - 6 Mar 2024", "the 9th and 10th of January"."""
    if not is_month(match, "m", scene):
        return []
    first = _resolve(scene, match, match["m"], match["d"], match["y"])
    last = _resolve(scene, match, match["m"], match["d2"], match["y"])
    if match["how"].strip() == "and" and first and last and not _adjacent(first, last):
        return [(match.start(), match.end("d"), first), (match.start("d2"), match.end(), last)]
    return whole(match, _span(first, last))


def _adjacent(first: Value, last: Value) -> bool:
    if not first.first or not last.first:
        return False
    return abs((last.first - first.first).days) == 1


@rule(
    "days over months",
    rf"{_MONTH_DAY}(?:\s*,?\s*(?P<y1>{YEAR}))?,?{_RANGE}{_WD}(?P<m2>{MONTH})\s*(?P<d2>{DAY}){_YEAR}",
)
def month_day_month_day(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "May 24-June 3"; "April 24 and May 2" are two days."""
    first = _resolve(scene, match, match["m"], match["d"], match["y1"] or match["y"])
    last = _resolve(scene, match, match["m2"], match["d2"], match["y"])
    return _two(match, scene, first, last, match.start("m2"))


@rule(
    "days over months",
    rf"{_DAY_MONTH}(?:\s*,?\s*(?P<y1>{YEAR}))?,?{_RANGE}{_WD}(?P<d2>{DAY})(?:\s+of)"
    rf"?\s+(?P<m2>{MONTH}){_YEAR}",
)
def day_month_day_month(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "24 May to 3 June 2025"."""
    first = _resolve(scene, match, match["m"], match["d"], match["y1"] or match["y"])
    last = _resolve(scene, match, match["m2"], match["d2"], match["y"])
    return _two(match, scene, first, last, match.start("d2"))


def _two(
    match: re.Match[str], scene: Scene, first: Value | None, last: Value | None, second: int
) -> Iterable[Found]:
    between_them = match.string[match.start("d") : second]
    if " and " in between_them and first and last:
        end = match.end("y1") if match["y1"] else max(match.end("d"), match.end("m"))
        return [(match.start(), end, first), (second, match.end(), last)]
    return whole(match, _span(first, last))


@rule(
    "numbers",
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-./])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?![\w/-]|\.\d)",
)
def year_first(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "2019.03.27", "2024-04-22"."""
    return whole(match, day(int(match["y"]), int(match["m"]), int(match["d"])))


@rule(
    "numbers",
    r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<s>[-./])(?P<b>0?[1-9]|[12]\d|3[01])(?P=s)(?P<y>(?:19|20)"
    r"\d\d)(?![\w/-]|\.\d)",
)
def year_last(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "22/12/1988", "12.6.2025"; which is the month is told by the size, else by the country's habit."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    month_first = b > 12 or (scene.country == "US" and match["s"] != "." and a <= 12)
    return whole(match, day(year, a, b) if month_first else day(year, b, a))


@rule("today in brackets", rf"(?:today|yesterday|tomorrow)\s?\((?:the\s+)?(?P<d>{DAY})\)", "(")
def bracketed(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "today (16)", "yesterday (24)": the day nearest to publication that has this number."""
    at = scene.published
    options = [date.fromordinal(at.toordinal() + step) for step in range(-10, 11)]
    fitting = [o for o in options if o.day == day_of(match["d"])]
    best = min(fitting, key=lambda o: abs((o - at).days), default=None)
    return whole(match, between(best, best) if best else None)


@rule("holiday", rf"(?P<h>{either(list(words().holidays))})\b{_YEAR}", "christmas", "new year")
def holiday(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "Christmas", "New Year's Day 2026"."""
    name = re.sub(r"\s+", " ", match["h"])
    month, number = words().holidays[name]
    value = (
        day(int(match["y"]), month, number) if match["y"] else scene.nearest_day(month, number, match.start())
    )
    return whole(match, replace(value, bound="=") if value else None)


DATES = (
    month_day,
    day_month,
    month_days,
    days_month,
    month_day_month_day,
    day_month_day_month,
    year_first,
    year_last,
    bracketed,
    holiday,
)
