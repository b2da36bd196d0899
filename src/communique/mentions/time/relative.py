"""Rules for times told from publication or from the time last named: last week, two days ago."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from communique.mentions.time.calendar import Value, around, month_end, shifted, single, span
from communique.mentions.time.grammar import Match, Part, rule
from communique.mentions.time.meaning import Anchored, Meaning
from communique.mentions.time.words import Unit

_CLAUSE_END = re.compile(r"\s{0,3}(?:[.,;:)]|\Z|\n)")
_OVER = re.compile(r"\b(?:over|within|in|during) the\s{1,3}\Z")
_FROM_ELSEWHERE = re.compile(r"\s{1,3}(?:of|after|from|following|in|thereafter|to|before)\b")


@rule("relative period", "relative:R hyphen? unit:U", "such relative:R unit:U")
def relative_period(match: Match) -> Meaning | None:
    """Read "this year", "last week", "next month", "the past year"."""
    unit, step, word = match.get("U", "unit"), match.get("R", "relative"), match.text("R")
    at = match.scene.published
    if unit.clock or unit.size > 1:
        return None
    if unit.letter == "D" and step:
        if _OVER.search(match.scene.low, max(0, match.start - 12), match.start):
            return stretch_of(at, unit, 1, step)
        return day_after(step) if word == "next" else None
    if word in ("past", "coming"):
        return stretch_of(at, unit, 1, step)
    return around(
        shifted(at.replace(day=1) if unit.letter in ("M", "Q") else at, unit.letter, step), unit.letter
    )


@rule(
    "last units",
    "relative:R (count|vague):N of? adjective? units:U",
    "relative:R a? vague:N of? units:U",
    "relative:R (count|vague):N unit:U",
)
def last_units(match: Match) -> Meaning | None:
    """Read "the past three years", "the next few weeks": what ends or begins at publication."""
    unit = match.get("U", "units") or match.get("U", "unit")
    count, step = match.get("N", "count"), match.get("R", "relative")
    if not step or match.scene.word_before(match.start) == "to":  # "to last 36 months"
        return None
    return stretch_of(match.scene.published, unit, count, step)


def stretch_of(at: date, unit: Unit, count: float | None, step: int) -> Value:
    """Return so many units that end (step -1) or begin (1) at a day."""
    timex = unit.length(count)
    if count is None or unit.clock or count != int(count) or count * unit.size > 400:
        return Value(timex, "DURATION")
    other = shifted(at, unit.letter, step * int(count) * unit.size)
    value = span(min(at, other + timedelta(days=1)), at) if step < 0 else span(at, other)
    return replace(value, timex=timex, type="DURATION") if value else Value(timex, "DURATION")


@rule("time last named", "anchored:R unit:U")
def anchored_period(match: Match) -> Meaning | None:
    """Read "the previous year", "the following day", "the same month"."""
    unit, step = match.get("U", "unit"), match.get("R", "anchored")
    if unit.clock or unit.size > 1:
        return None
    if unit.letter == "D":
        return day_after(step)
    at = match.scene.published
    fallback = around(shifted(at.replace(day=1), unit.letter, step), unit.letter) if step else None
    return Anchored(_neighbour(unit.letter, step), "year" if unit.letter == "Y" else "stretch", fallback)


def day_after(step: int) -> Anchored:
    """Return the day after (1), before (-1) or of (0) the time last named."""

    def resolve(named: Value) -> Value | None:
        at = named.last if step > 0 else named.first
        if at is None or named.first is None or named.last is None or (named.last - named.first).days > 14:
            return None
        return single(at + timedelta(days=step))

    return Anchored(resolve, "day")


@rule("part of the day last named", "anchored:R daypart:P")
def anchored_daypart(match: Match) -> Meaning | None:
    """Read "the previous evening", "that night": a part of a day told from the one named before."""
    mark, told = match.get("P", "daypart"), day_after(match.get("R", "anchored"))

    def resolve(named: Value) -> Value | None:
        value = told.resolve(named)
        return replace(value, timex=f"{value.timex}T{mark}", type="TIME") if value else None

    return Anchored(resolve, "day")


def _neighbour(letter: str, step: int) -> Callable[[Value], Value | None]:
    """Return a function from the time last named to the unit before, at or after it."""

    def resolve(named: Value) -> Value | None:
        at = named.last if step > 0 else named.first
        if at is None:
            return None
        return around(shifted(at.replace(day=1) if letter != "W" else at, letter, step), letter)

    return resolve


@rule(
    "ago",
    "(count|a|vague):N adjective? (unit|units):U ago (today:T)?",
    "a vague:N of? units:U ago",
    "such unit:D (count|a):N (unit|units):U ago",
)
def ago(match: Match) -> Meaning | None:
    """Read "three days ago", "54 years ago today", "this day 54 years ago"."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    count = 1 if match.get("N", "a") else match.get("N", "count")
    if count is None or unit.clock or count != int(count):
        return Value("PAST_REF")
    at = match.scene.published + timedelta(days=match.get("T", "today", 0))
    at = shifted(at, unit.letter, -int(count) * unit.size)
    whole = match.has("T") or match.has("D")
    return single(at) if whole else around(at, unit.letter)


@rule(
    "from today",
    "(count|a):N (unit|units):U from (today|reference)",
    "(count|a):N (unit|units):U shift today",
)
def from_today(match: Match) -> Meaning | None:
    """Read "one month from today"."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    count = 1 if match.get("N", "a") else match.get("N", "count")
    if unit.clock or count != int(count):
        return None
    return single(shifted(match.scene.published, unit.letter, int(count) * unit.size))


@rule("earlier or later", "(count|a):N adjective? (unit|units):U shift:S", "the unit:U shift:S")
def earlier(match: Match) -> Meaning | Part | None:
    """Read "a year earlier", "two days later", "the day after": told from the time last named."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    count = match.get("N", "count", 1)
    word = match.text("S")
    if word in ("before", "after") and not _CLAUSE_END.match(match.scene.low, match.end):
        return Part(Value(unit.length(count), "DURATION"), "N", "U") if match.has("N") else None
    if unit.clock or count != int(count):
        return Value(unit.length(count), "DURATION")
    step = match.get("S", "shift") * int(count) * unit.size
    sort: Literal["day", "stretch"] = "day" if unit.letter == "D" else "stretch"
    return Anchored(
        lambda named: moved(named, unit.letter, step), sort, Value(unit.length(count), "DURATION")
    )


def moved(named: Value, letter: str, step: int) -> Value | None:
    """Return a time moved by some units; a whole month stays one, and so on."""
    if named.first is None or named.last is None:
        return None
    first, last = shifted(named.first, letter, step), shifted(named.last, letter, step)
    if named.last == month_end(named.last.year, named.last.month) and letter not in ("D", "W"):
        last = month_end(last.year, last.month)
    for grain in ("D", "W", "M", "Q", "Y"):
        value = around(first, grain)
        if (value.first, value.last) == (first, last):
            return value
    return span(first, last)


@rule("within", "within (count|a):N adjective? (unit|units):U")
def within(match: Match) -> Part | None:
    """Read "within five years": it runs from publication, where nothing else starts it."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    count = 1 if match.get("N", "a") else match.get("N", "count")
    timex = unit.length(count)
    if unit.clock or count != int(count) or _FROM_ELSEWHERE.match(match.scene.low, match.end):
        return Part(Value(timex, "DURATION"), "N", "U")
    at = match.scene.published
    value = span(at, shifted(at, unit.letter, int(count) * unit.size))
    return Part(replace(value, timex=timex, type="DURATION", bound="by"), "N", "U") if value else None


@rule("the period", "within the unit:U", "the unit:U over")
def this_period(match: Match) -> Part | None:
    """Read "within the year", "before the year is out"."""
    letter = match.get("U", "unit").letter
    if letter not in ("W", "M", "Q", "Y"):
        return None
    return Part(replace(around(match.scene.published, letter), bound="by"), "U", "U")


@rule("the weekend", "the unit:U")
def weekend(match: Match) -> Meaning | None:
    """Read "over the weekend": the last one, or the next if it is still ahead."""
    if match.get("U", "unit").letter != "WE":
        return None
    published = match.scene.published
    ahead = match.scene.tense(match.start) > 0
    return around(published if ahead or published.weekday() == 6 else published - timedelta(days=6), "WE")
