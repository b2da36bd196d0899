"""Rules for durations, sets, clock times and vague references: times that name no day."""

import re

from communique.mentions.time.calendar import Value
from communique.mentions.time.grammar import Match, Part, rule
from communique.mentions.time.meaning import Meaning
from communique.mentions.time.words import Unit

_BEFORE_RATE = re.compile(
    r"(?:(?:million|billion|trillion|once|twice|of them|[a-z]+s|[kmg]wh?|%|\d)\s{0,2})\Z"
)
_NO_RATE = frozenset({"is", "was", "as", "has", "plus", "less", "this", "its", "towards", "takes", "lasts"})
_RATE = re.compile(r"[a-z]+")


@rule(
    "duration",
    "(count|a|vague):N (hyphen|adjective)? (unit|units):U",
    "(count|a|vague):N (hyphen|adjective) adjective (unit|units):U",
    "a vague:N of? adjective? units:U",
    "vague:N of adjective? units:U",
    "count (to|hyphen|and|adjective) count:N hyphen? (unit|units):U",
)
def duration(match: Match) -> Meaning | None:
    """Read "five years", "two-day", "a few weeks", "three to five years"."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    one = bool(match.get("N", "a"))
    if one and (match.get("U", "units") or unit.letter in ("Q", "WE")):
        return None
    if match.get("N", "year4") or (match.get("N", "vague") and match.get("U", "unit")):
        return None
    if one and unit.letter in ("D", "W", "M", "Y") and _is_rate(match):
        return Value(unit.length(1), "SET")
    return Value(unit.length(1 if one else match.get("N", "count")), "DURATION")


def _is_rate(match: Match) -> bool:
    """Tell whether "a year" follows something of which there is so much a year."""
    before = match.scene.low[max(0, match.start - 16) : match.start]
    words = _RATE.findall(before)
    return bool(_BEFORE_RATE.search(before)) and not (words and words[-1] in _NO_RATE)


@rule(
    "duration",
    "half hyphen? a? unit:U",
    "a half hyphen? unit:U",
    "count:N hyphen? and hyphen? a hyphen? half hyphen? (unit|units):U",
)
def halves(match: Match) -> Meaning | None:
    """Read "half a year", "two and a half hours"."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    if match.has("N"):
        return Value(unit.length(match.get("N", "count") + 0.5), "DURATION")
    smaller = {
        "hour": "PT30M",
        "minute": "PT30S",
        "day": "PT12H",
        "year": "P6M",
        "decade": "P5Y",
        "century": "P50Y",
    }
    return Value(smaller[unit.name], "DURATION") if unit.name in smaller else None


@rule("duration", "a unit:Q unit:U")
def quarter_century(match: Match) -> Meaning | None:
    """Read "a quarter century"."""
    if (match.get("Q", "unit").letter, match.get("U", "unit").letter) != ("Q", "CE"):
        return None
    return Value("P25Y", "DURATION")


@rule("duration", "units:U")
def some_units(match: Match) -> Meaning | None:
    """Read "years", "for months": a length left open."""
    unit: Unit = match.get("U", "units")
    return (
        None
        if unit.letter in ("Q", "WE", "S") or unit.name == "minute"
        else Value(unit.length(None), "DURATION")
    )


@rule("set", "every:E (count|ordinal|other):N? (unit|units):U")
def every(match: Match) -> Meaning | None:
    """Read "every two years", "each month", "per year"."""
    unit: Unit = match.get("U", "unit") or match.get("U", "units")
    if match.text("E") == "per" and match.has("N"):
        return None
    count = 2 if match.get("N", "other") else match.get("N", "count") or match.get("N", "ordinal") or 1
    return Value(unit.length(count), "SET")


@rule("set", "every weekday:W", "every month:M", "every daypart:P")
def every_named(match: Match) -> Meaning | None:
    """Read "every Tuesday", "each January"."""
    if match.has("W"):
        return Value(f"XXXX-WXX-{match.get('W', 'weekday') + 1}", "SET")
    if match.has("M"):
        return Value(f"XXXX-{match.get('M', 'month'):02}", "SET")
    return Value(f"XXXX-XX-XXT{match.get('P', 'daypart')}", "SET")


@rule("set", "adverb:A")
def adverb(match: Match) -> Meaning | None:
    """Read "annually", "monthly"."""
    return Value(match.get("A", "adverb"), "SET")


@rule("set", "times:T a unit:U")
def times_a(match: Match) -> Part | None:
    """Read "twice a week"."""
    return Part(Value(match.get("U", "unit").length(1), "SET"), "T", "U")


@rule("reference", "reference:R")
def reference(match: Match) -> Meaning | None:
    """Read "now", "recently", "in the future"."""
    return Value(match.get("R", "reference"))


@rule("clock", "clock:C", "meridiem:C", "moment:M")
def clock(match: Match) -> Meaning | None:
    """Read "3:30 p.m.", "15:00", "noon": a time on a day that is told elsewhere, if at all."""
    hour, minute = _clock(match)
    if hour is None:
        return None
    return Value(f"{match.scene.published}T{hour:02}:{minute}", "TIME")


def _clock(match: Match) -> tuple[int | None, str]:
    told: str = match.get("M", "moment") or str(match.get("C", "clock") or match.get("C", "hour") or "")
    meridiem: str = match.get("C", "meridiem", "")
    if not meridiem and "." in match.text("C"):
        return None, ""  # a decimal
    head, _, tail = told.partition(":")
    hour = int(head)
    if meridiem:
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    return (hour if hour < 24 else None), tail[:2] or "00"
