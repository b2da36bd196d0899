"""Rules that put nodes together: a day with its year, a part of a month, a range."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from communique.mentions.time import calendar
from communique.mentions.time.calendar import Value, around, join, part, shifted, span, until
from communique.mentions.time.dates import counts
from communique.mentions.time.grammar import Match, Part, rule
from communique.mentions.time.meaning import Anchored, Meaning, Weekday, Yearly, yearly_day
from communique.mentions.time.relative import moved
from communique.mentions.time.words import Unit


def mapped(meaning: Meaning | None, change: Callable[[Value], Value | None]) -> Meaning | None:
    """Return a meaning whose value, once it is told, is changed."""
    match meaning:
        case Value():
            return change(meaning)
        case Yearly():
            return replace(meaning, of=lambda year: _or_none(meaning.of(year), change), months=None)
        case Anchored():
            return replace(
                meaning, resolve=lambda named: _or_none(meaning.resolve(named), change), fallback=None
            )
        case _:
            return meaning


def _or_none(value: Value | None, change: Callable[[Value], Value | None]) -> Value | None:
    return None if value is None else change(value)


def _year_of(match: Match, group: str) -> Meaning | None:
    """Return the year that a group tells, as a value or told from the time last named."""
    number = match.get(group, "year4")
    if number is not None:
        return calendar.year(number)
    told: Meaning | None = match.get(group, "yearval")
    return told


@rule(
    "with year",
    "yearly:A comma? of? the? (year4|yearval):Y",
    "yearly:A open (year4|yearval):Y close",
    "yearly:A in (year4|yearval):Y",
    "wday:W comma? the? yearly:A",
    "wday:W open yearly:A close",
    "wday:W comma? the? yearly:A comma? of? (year4|yearval):Y",
    "yearly:A comma? open? wday:W close? comma? year4:Y",
    "yearly:A open wday:W close",
    "year4:Y hyphen? (ypart|ymonth):A",
    "yearval:Y ypart:A",
    "yearly:A hyphen year4:Y",
    "ypart:A of the unit:U",
)
def with_year(match: Match) -> Meaning | None:
    """Read "April 22, 2024", "Monday, November 10", "December of last year", "2024 Q3"."""
    time: Yearly = match.get("A", "yearly") or match.get("A", "dated")
    if match.has("W"):
        if time.sort != "day":
            return None
        time = replace(time, weekday=match.get("W", "wday").number)
    if match.has("U"):
        return time.of(match.scene.published.year) if match.get("U", "unit").letter == "Y" else None
    if not match.has("Y"):
        return time
    year = _year_of(match, "Y")
    if match.get("Y", "year4") and counts(match):
        return None
    return _in_year(time, year)


def _in_year(time: Yearly, year: Meaning | None) -> Meaning | None:
    if isinstance(year, Value) and year.first:
        return time.of(year.first.year)
    if isinstance(year, Anchored):
        fallback = time.of(year.fallback.first.year) if year.fallback and year.fallback.first else None

        def resolve(named: Value) -> Value | None:
            told = year.resolve(named)
            return time.of(told.first.year) if told and told.first else None

        return Anchored(resolve, "day" if time.sort == "day" else "stretch", fallback)
    return None


@rule("weekday and date", "wday:W comma? date:D", "wday open date:D close", "date:D comma? open? wday close?")
def weekday_and_date(match: Match) -> Meaning | None:
    """Read "Tuesday, 2024-04-23"."""
    token = match.token("D")
    told: Meaning | None = match.get("D", "date")
    return told if token and token.rule in ("date in figures", "with year") else None


@rule(
    "date and time",
    "(date|yday|wday):D comma? on? time:T",
    "time:T comma? on? (date|yday|wday):D",
    "(date|yday):D daypart:P",
    "daypart:P of the? (date|yday|wday):D",
)
def date_and_time(match: Match) -> Meaning | None:
    """Read "April 22, 2024, at 10:00", "3 p.m. today", "the night of July 16"."""
    told: Meaning = match.get("D", "dated")
    time: Value | None = match.get("T", "time")
    mark = time.timex.partition("T")[2] if time else match.get("P", "daypart")
    if isinstance(told, Weekday):
        return replace(told, time=mark)
    return mapped(told, lambda value: replace(value, timex=f"{value.first}T{mark}", type="TIME"))


@rule("weekday of a week", "wday:W of stretch:X")
def of_week(match: Match) -> Meaning | None:
    """Read "Friday of next week"."""
    number = match.get("W", "wday").number

    def told(whole: Value) -> Value | None:
        if not whole.first or "-W" not in whole.timex:
            return None
        return calendar.single(whole.first + timedelta(days=number))

    return mapped(match.get("X", "stretch"), told)


@rule("part of a fiscal year", "ypart:A of? the? fiscalyear:F", "ypart:A in fiscalyear:F")
def of_fiscal_year(match: Match) -> Meaning | None:
    """Read "the first quarter of fiscal 2024"."""
    time: Yearly = match.get("A", "ypart")
    year: Value = match.get("F", "fiscalyear")
    return time.within(year.first) if year.first else Value(f"{year.timex}")


@rule("relative time of the year", "relative:R yearly:A", "such relative:R yearly:A")
def relative_yearly(match: Match) -> Meaning | None:
    """Read "this January", "last 31 May", "this past summer", "next June"."""
    time: Yearly = match.get("A", "yearly")
    step: int = match.get("R", "relative")
    year = match.scene.published.year
    options = [value for at in (year - 1, year, year + 1) if (value := time.of(at))]
    dated = [value for value in options if value.first and value.last]
    if len(dated) < len(options) or not dated:  # a season of an unknown country
        return time.of(year + step)
    at = match.scene.published
    if step < 0:
        return next((v for v in reversed(dated) if v.last and v.last < at), None)
    if step > 0:
        return next((v for v in dated if v.first and v.first > at), None)
    return time.of(year)


@rule(
    "same period",
    "anchored:R period:P of? the? (year4|yearval):Y",
    "anchored:R period:P in (year4|yearval):Y",
)
def same_period(match: Match) -> Meaning | None:
    """Read "the same period of 2023": the time last named, in that year."""
    year = _year_of(match, "Y")
    if match.get("R", "anchored") or not year:
        return None

    def resolve(named: Value) -> Value | None:
        told = year.resolve(named) if isinstance(year, Anchored) else year
        if not (isinstance(told, Value) and told.first and named.last):
            return None
        return moved(named, "Y", told.first.year - named.last.year)

    return Anchored(resolve, "stretch")


@rule("day or week of", "(ordinal|latter|relative):N unit:U of the? (dated|year4):X")
def nth_of(match: Match) -> Meaning | None:
    """Read "the first week of April", "the last day of 2024"."""
    unit: Unit = match.get("U", "unit")
    number = match.get("N", "ordinal") or (-1 if match.text("N") in ("last", "final") else None)
    if number is None or unit.clock:
        return None
    return mapped(_end(match, "X"), lambda whole: _nth(whole, unit.letter, number))


def _nth(whole: Value, letter: str, number: int) -> Value | None:
    if not whole.first or not whole.last or letter not in ("D", "W", "M", "Q"):
        return None
    if letter == "D":
        at = whole.first + timedelta(days=number - 1) if number > 0 else whole.last
        return calendar.single(at) if at <= whole.last else None
    if letter == "W":
        first = (
            whole.first + timedelta(days=7 * (number - 1)) if number > 0 else whole.last - timedelta(days=6)
        )
        return span(first, min(whole.last, first + timedelta(days=6)))
    at = shifted(whole.first, letter, number - 1) if number > 0 else whole.last
    return around(at, letter) if at <= whole.last else None


@rule("first or last of", "ordinal:N length:L of the? (dated|year4):X", "length:L of the? (dated|year4):X")
def some_of(match: Match) -> Meaning | None:
    """Read "the first two weeks of May", "the last three months of 2024"."""
    timex = match.get("L", "length").timex
    letter, count = timex[-1], timex[1:-1]
    if letter not in "DWMY" or not count.isdecimal() or match.get("N", "ordinal", 1) != 1:
        return None
    if match.has("N"):
        return mapped(_end(match, "X"), lambda whole: _start_of(whole, letter, int(count)))
    if not match.text("L").startswith(("last", "final")):
        return None
    return mapped(_end(match, "X"), lambda whole: _end_of(whole, letter, int(count)))


def _start_of(whole: Value, letter: str, count: int) -> Value | None:
    if not whole.first or not whole.last or count > 400:
        return None
    last = shifted(whole.first, letter, count) - timedelta(days=1)
    return span(whole.first, last) if last <= whole.last else None


def _end_of(whole: Value, letter: str, count: int) -> Value | None:
    if not whole.first or not whole.last or count > 400:
        return None
    first = shifted(whole.last + timedelta(days=1), letter, -count)
    return span(first, whole.last) if first >= whole.first else None


@rule("half of a period", "ypart:A of the? (ymonth|stretch):X")
def half_of(match: Match) -> Meaning | None:
    """Read "the second half of June"."""
    months = match.get("A", "ypart").months
    if months not in ((1, 6), (7, 12)):
        return None

    def halved(whole: Value) -> Value | None:
        if not whole.first or not whole.last:
            return None
        middle = whole.first + (whole.last - whole.first) / 2
        if whole.last.day > 27 and whole.first.day == 1 and (whole.last - whole.first).days < 31:
            middle = whole.first.replace(day=15)
        return span(whole.first, middle) if months == (1, 6) else span(middle + timedelta(days=1), whole.last)

    return mapped(match.get("X", "dated"), halved)


@rule("further day", "yday:A comma? and dayno:D", "dayno:D and yday:A", "yday:A comma dayno:D")
def further_day(match: Match) -> Part | None:
    """Read the 27 of "April 24 and 27"."""
    month = match.get("A", "yday").month
    if month is None or (match.found.start("D") > match.first and counts(match)):
        return None
    after = match.after()
    closed = match.scene.low[match.end : match.end + 1] in ".,;:)" or after is not None
    return (
        Part(yearly_day(month, match.get("D", "dayno")), "D", "D")
        if closed or match.found.start("D") == match.first
        else None
    )


@rule("the year", "unit:U year4:Y")
def the_year(match: Match) -> Meaning | None:
    """Read "the year 2024"."""
    return calendar.year(match.get("Y", "year4")) if match.get("U", "unit").letter == "Y" else None


@rule(
    "part of a period",
    "early:P hyphen? in? the? (dated|year4):X",
    "edge:P of the? (dated|year4):X",
    "edge:E hyphen? (dated|year4):X",
    "nearer:P in? (dated|year4):X",
    "early:P in the unit:U",
    "edge:P of the unit:U",
    "nearer:P in the unit:U",
    "unit:U hyphen? edge:P",
)
def part_of(match: Match) -> Meaning | None:
    """Read "early 2025", "mid-June", "the end of last month", "later this year", "year-end"."""
    mark = match.get("P", "early") or match.get("P", "edge") or match.get("E", "edge")
    edge = (mark == "END" and not match.get("P", "early")) or match.get("P", "nearer") is not None
    if match.has("E") and match.text("E") not in ("end", "middle"):
        return None
    whole: Meaning | None = match.get("X", "dated")
    if match.get("X", "year4") is not None:
        whole = None if counts(match) else calendar.year(match.get("X", "year4"))
    elif match.has("U"):
        letter = match.get("U", "unit").letter
        whole = around(match.scene.published, letter) if letter in ("W", "M", "Q", "Y", "DE", "CE") else None
    if isinstance(whole, Value) and whole.first == whole.last:
        return whole
    if edge and isinstance(whole, Value) and whole.last and whole.first and len(whole.timex) == len("199"):
        return calendar.year(whole.last.year)
    # the end of a period falls due with the period, and "later this year" is this year
    return whole if edge else mapped(whole, lambda value: part(value, mark))


@rule("rest of a period", "remainder of the? dated:X", "remainder of the unit:U")
def rest_of(match: Match) -> Meaning | None:
    """Read "the rest of the year"."""
    at = match.scene.published
    if match.has("U"):
        letter = match.get("U", "unit").letter
        return around(at, letter) if letter in ("W", "M", "Q", "Y", "DE") else None
    told: Meaning | None = match.get("X", "dated")
    return told


@rule("so far", "sofar (dated|year4):X", "sofar in (dated|year4):X", "dated:X sofar", "unit:U sofar")
def so_far(match: Match) -> Meaning | None:
    """Read "so far this year": from its start to publication."""
    at = match.scene.published
    if match.has("U"):
        letter = match.get("U", "unit").letter
        return until(around(at, letter), at) if letter in ("M", "Q", "Y") else None
    whole = _year_of(match, "X") if match.get("X", "year4") else match.get("X", "dated")
    return mapped(whole, lambda value: until(value, at))


@rule("range", "(dated|year4):A (hyphen|to|comma to|slash) the? (dated|year4):B")
def ranged(match: Match) -> Meaning | None:
    """Read "May 24-June 3", "24 May to 3 June", "January-August 2023"."""
    return _range(_end(match, "A"), _end(match, "B"))


@rule("range", "between the? (dated|year4):A and the? (dated|year4):B")
def between(match: Match) -> Part | None:
    """Read "between January and July"."""
    meaning = _range(_end(match, "A"), _end(match, "B"))
    return Part(meaning, "A", "B") if meaning else None


@rule("range", "dated:A and dated:B")
def two_days(match: Match) -> Meaning | None:
    """Read "November 30 and December 1", two days in a row, as one stretch."""
    one, other = match.get("A", "dated"), match.get("B", "dated")
    if not all((isinstance(end, Yearly) and end.sort == "day") or _is_day(end) for end in (one, other)):
        return None
    if _is_day(one) and isinstance(other, Yearly):
        return None
    meaning = _range(one, other)
    sample = meaning.of(2023) if isinstance(meaning, Yearly) else meaning
    if not isinstance(sample, Value) or not sample.first or not sample.last:
        return None
    return meaning if (sample.last - sample.first).days == 1 else None


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Value) and meaning.first is not None and meaning.first == meaning.last


def _end(match: Match, group: str) -> Meaning | None:
    told: Meaning | None = match.get(group, "dated")
    return _year_of(match, group) if match.get(group, "year4") else told


def _range(one: Meaning | None, other: Meaning | None) -> Meaning | None:
    match one, other:
        case Value(), Value():
            return join(one, other)
        case Yearly(), Value() if other.last:
            year = other.last.year
            return join(one.of(year), other) or join(one.of(year - 1), other)
        case Value(), Yearly() if one.first:
            year = one.first.year
            return join(one, other.of(year)) or join(one, other.of(year + 1))
        case Yearly(), Yearly():
            return Yearly(
                lambda year: join(one.of(year), other.of(year)) or join(one.of(year - 1), other.of(year)),
                "day" if one.sort == other.sort == "day" else "part",
                one.weekday,
            )
        case _:
            return None


@rule("length up to", "length:L ended the? (dated|year4):X", "unit:U ended the? (dated|year4):X")
def up_to(match: Match) -> Meaning | None:
    """Read "the year to June 2025", "the three months ended 31 March", "the 10 years to 2011"."""
    letter, count = "", 1
    if match.has("U"):
        letter = match.get("U", "unit").letter
    else:
        timex = match.get("L", "length").timex
        if timex[1:-1].isdecimal():
            letter, count = timex[-1], int(timex[1:-1])
    if letter not in ("W", "M", "Q", "Y") or count > 400:
        return None
    return mapped(_end(match, "X"), lambda value: _ending(value.last, letter, count))


def _ending(last: date | None, letter: str, count: int) -> Value | None:
    if last is None:
        return None
    first = shifted(last + timedelta(days=1), letter, -count)
    value = span(first, last)
    # a week keeps its name whatever day it ends on
    return replace(value, timex=around(last, "W").timex) if value and (letter, count) == ("W", 1) else value
