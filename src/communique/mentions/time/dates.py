"""Rules for calendar days: named, in figures, told by today, by a weekday, by a number of the month."""

import re
from dataclasses import replace
from datetime import date, timedelta

from communique.mentions.time.calendar import Value, around, day, join, month, single, span
from communique.mentions.time.grammar import Match, Part, rule
from communique.mentions.time.meaning import Meaning, Weekday, Yearly, yearly_day
from communique.mentions.time.words import calendars, time_words

_STANDS_ALONE = re.compile(
    r"\s{0,3}(?:[.,;:)]|\Z|\n|(?:that|and|in|at|with|to|through|for|by|of|as|when|where|during|after|before|until)\b)"
)
_AROUND_TODAY = 10  # days: "today (16)" may have been put out so much later


def counts(match: Match) -> bool:
    """Tell whether the number at the end of a match counts the word after it."""
    word = re.compile(r"\s{0,3}([a-z]+)").match(match.scene.low, match.end)
    return word is not None and word[1] in time_words().counted


@rule(
    "day",
    "month:M dayno:D",
    "month:M the ordnum:D",
    "dayno:D month:M",
    "ordnum:D of month:M",
    "dayno:D hyphen month:M",
)
def month_and_day(match: Match) -> Meaning | None:
    """Read "April 22", "22 April", "the 3rd of May"."""
    return None if counts(match) else yearly_day(match.get("M", "month"), match.get("D", "dayno"))


@rule(
    "days of a month",
    "month:M dayno:D (hyphen|to|and:A|comma to) the? (weekday comma?)? dayno:E",
    "month:M dayno:D (comma dayno)+ comma? and dayno:E",
    "dayno:D (hyphen|to|and:A|comma to) the? (weekday comma?)? dayno:E of? month:M",
    "dayno:D (comma dayno)+ comma? and dayno:E of? month:M",
)
def days_of_month(match: Match) -> Meaning | Part | None:
    """Read "April 22-26", "4 - 6 Mar", "the 9th and 10th of January"; days apart are read one by one."""
    named, first, last = match.get("M", "month"), match.get("D", "dayno"), match.get("E", "dayno")
    listed = sum("dayno" in token.kinds for token in match.tokens[match.first : match.stop])
    if counts(match) or first >= last:
        return None
    if (match.has("A") or listed > 2) and last - first != listed - 1:
        return Part(yearly_day(named, first), "M", "D") if match.found.start("M") == match.first else None
    return Yearly(lambda year: join(day(year, named, first), day(year, named, last)), "day", None, named)


@rule("date in figures", "numdate:D")
def in_figures(match: Match) -> Meaning | None:
    """Read "2019.03.27", "22/12/1988", "12.6.2025"; "3/4/2024" by the habit of the publisher's country."""
    parts = match.get("D", "numdate")
    if len(parts) == 3:
        return day(*parts)
    year, mark, one, other = parts
    country = match.scene.country
    month_first = country in calendars().month_first and mark != "."
    told = mark == "." or country is not None or one == other or max(one, other) > 12
    if not told:
        return Value(f"{year:04}")
    if other > 12 or (month_first and one <= 12):
        one, other = other, one
    return day(year, other, one)


@rule("month in figures", "nummonth:M")
def month_in_figures(match: Match) -> Meaning | None:
    """Read "2024-04"."""
    return month(*match.get("M", "nummonth"))


@rule("holiday", "holiday:H")
def holiday(match: Match) -> Meaning | None:
    """Read "Christmas", "New Year's Day"."""
    return yearly_day(*match.get("H", "holiday"))


@rule(
    "today",
    "today:T (daypart:P)? (open dayno:D close)?",
    "such:S daypart:P (open dayno:D close)?",
    "night:N (open dayno:D close)?",
)
def today(match: Match) -> Meaning | None:
    """Read "today", "yesterday (24)", "this morning", "tonight"."""
    if match.has("S") and match.text("S") == "the":
        return None
    shift = match.get("T", "today", 0) + match.get("N", "night", 0)
    at = match.scene.published + timedelta(days=shift)
    if match.has("D"):
        told = _bracketed(match.scene.published, match.get("D", "dayno"))
        at = told or at
    mark = "NI" if match.has("N") else match.get("P", "daypart", "")
    return _at(at, mark)


@rule("today", "relative:R daypart:P (open dayno:D close)?")
def last_night(match: Match) -> Meaning | None:
    """Read "last night", "this afternoon (15)"."""
    step = match.get("R", "relative")
    if step > 0 or match.text("R") not in ("this", "last"):
        return None
    at = match.scene.published + timedelta(days=step)
    if match.has("D"):
        at = _bracketed(match.scene.published, match.get("D", "dayno")) or at
    return _at(at, match.get("P", "daypart"))


@rule("today", "unit:U shift:S today:T")
def day_before(match: Match) -> Meaning | None:
    """Read "the day before yesterday"."""
    if match.get("U", "unit").letter != "D":
        return None
    return single(match.scene.published + timedelta(days=match.get("T", "today") + match.get("S", "shift")))


def _at(at: date, mark: str) -> Value:
    return replace(single(at), timex=f"{at}T{mark}", type="TIME") if mark else single(at)


def _bracketed(published: date, number: int) -> date | None:
    """Return the day nearest to publication that has this number."""
    near = (published + timedelta(days=step) for step in range(-_AROUND_TODAY, _AROUND_TODAY + 1))
    return min((at for at in near if at.day == number), key=lambda at: abs(at - published), default=None)


@rule("weekday", "weekday:W (daypart:P)?", "early:E weekday:W (daypart:P)?")
def weekday(match: Match) -> Meaning | None:
    """Read "Tuesday", "Friday morning"; an abbreviation only beside a date."""
    if len(match.text("W").strip(".")) < 6:
        after = match.after()
        if after is None or not {"comma", "dayno", "month"} & after.kinds.keys():
            return None
    return Weekday(match.get("W", "weekday"), match.get("P", "daypart", ""))


@rule("weekday", "relative:R weekday:W (daypart:P)?", "such relative:R weekday:W (daypart:P)?")
def relative_weekday(match: Match) -> Meaning | None:
    """Read "last Thursday", "this coming Monday"."""
    at = match.scene.published
    back = (at.weekday() - match.get("W", "weekday")) % 7
    step, word = match.get("R", "relative"), match.text("R")
    if step < 0:
        at -= timedelta(days=back or 7)
    elif step > 0 or (word == "this" and back and match.scene.tense(match.start) > 0):
        at += timedelta(days=7 - back)
    else:
        at -= timedelta(days=back)
    return _at(at, match.get("P", "daypart", ""))


@rule(
    "number of the month",
    "on the ordnum:D",
    "the ordnum:D of the unit:U",
    "on the ordnum:D to the ordnum:E",
)
def number_of_month(match: Match) -> Part | None:
    """Read "on the 9th", "the 17th of the month", "from the 1st through the 7th"."""
    if match.has("U"):
        if match.get("U", "unit").letter != "M":
            return None
    elif not _STANDS_ALONE.match(match.scene.low, match.end):
        return None
    first = match.scene.nearest_number(match.get("D", "ordnum"), match.start)
    if not match.has("E"):
        return Part(first, "D", "U" if match.has("U") else "D") if first else None
    last = match.scene.nearest_number(match.get("E", "ordnum"), match.start)
    return Part(stretch, "D", "E") if (stretch := join(first, last)) else None


@rule("day of the month named", "ordnum:D of? stretch:M")
def day_of_month(match: Match) -> Meaning | None:
    """Read "the 17th of last month"."""
    named = match.get("M", "stretch")
    if not isinstance(named, Value) or not named.first or len(named.timex) != len("2024-04"):
        return None
    return day(named.first.year, named.first.month, match.get("D", "dayno") or 0)


@rule(
    "week of a day",
    "unit:U (of|starting) the? (wday comma?)? yday:D",
    "unit:U (of|starting) the? (wday comma?)? date:D",
)
def week_of(match: Match) -> Meaning | None:
    """Read "the week of 20 October"."""
    named: Meaning = match.get("D", "dated")
    if match.get("U", "unit").letter != "W":
        return None
    if isinstance(named, Yearly):
        return Yearly(lambda year: _week(named.of(year)), "part")
    return _week(named) if isinstance(named, Value) else None


def _week(named: Value | None) -> Value | None:
    if named is None or named.first is None:
        return None
    if named.first.weekday() in (5, 6):  # it begins there
        return span(named.first, named.first + timedelta(days=6))
    return around(named.first, "W")
