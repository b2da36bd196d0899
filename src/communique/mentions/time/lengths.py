"""Rules for durations, sets, clock times and vague references: times that name no day."""

import re
from collections.abc import Iterable
from dataclasses import replace

from communique.mentions.time.calendar import Value
from communique.mentions.time.relative import duration
from communique.mentions.time.rule import COUNT, UNIT, Found, rule, whole
from communique.mentions.time.scene import Scene
from communique.mentions.time.words import either, number, words

_TIMED = ("second", "minute", "hour")


def _timed(count: int | None, word: str) -> str:
    unit = words().units[word]
    return f"PT{'X' if count is None else count}{unit}" if word in _TIMED else duration(count, unit)


@rule(
    "duration",
    rf"(?P<n>{COUNT}|several|few|many|couple\s+of)[\s-](?:more\s+|full\s+|consecutive\s+|"
    rf"straight\s+)?(?P<u>{UNIT})s?\b(?!-)(?!\s+(?:ago|earlier|later))",
)
def counted(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "five years", "two-day", "six weeks"; "a second" is no length of time."""
    if match["u"] == "second" or (
        match["n"] in ("a", "an") and match["u"] in ("quarter", "day") and "-" in match.group()
    ):
        return []
    if match["n"] == "one" and match["u"] == "quarter":
        return []
    return whole(match, Value(_timed(number(match["n"]), match["u"]), "DURATION"))


@rule("duration", rf"(?P<u>{UNIT})s\b")
def uncounted(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "years", "for months": a length left open."""
    if match["u"] in ("second", "quarter", "minute"):
        return []
    return whole(match, Value(_timed(None, match["u"]), "DURATION"))


_EVERY = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "nightly": "P1D",
    "biennial": "P2Y",
    "biannual": "P6M",
}


@rule("set", rf"(?P<w>{either(list(_EVERY))})\b", "ly", "annual", "biennial")
def periodic(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "annually", "monthly"."""
    return whole(match, Value(_EVERY[match["w"]], "SET"))


@rule(
    "set",
    rf"(?:every|each)\s+(?:(?P<n>{COUNT}|other)\s+)?(?P<u>{UNIT})s?\b|(?:a|an|per)"
    rf"\s+(?P<u2>year|month|week|day)\b(?=\s*[.,;)]|\s+(?:from|to|in|and|by|for|on)\b)",
    "every",
    "each",
)
def every(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "every two years", "each month"."""
    if match["u2"]:
        return []
    count = 2 if match["n"] == "other" else number(match["n"] or "one")
    return whole(match, Value(duration(count, words().units[match["u"]]), "SET"))


@rule(
    "clock",
    r"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<p>a\.m\.|p\.m\.|am|pm)(?!\w)|"
    r"(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?![\d:])",
    "m.",
    "am",
    "pm",
    ":",
)
def clock(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "3:30 p.m.", "15:00": a time of the publication's day, without saying that it is that day."""
    hour = int(match["h"] or match["h2"])
    if match["p"] and match["p"].startswith("p") and hour < 12:
        hour += 12
    minute = match["m"] or match["m2"] or "00"
    return whole(match, Value(f"{scene.published}T{hour:02}:{minute}", "TIME"))


@rule(
    "reference",
    rf"(?P<now>{either(words().present)})\b|"
    rf"(?P<past>{either([w for w in words().past if w not in ('once', 'earlier')])})\b|"
    rf"(?P<ahead>{either(words().ahead)})\b",
)
def reference(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "now", "recently", "in the future"."""
    mark = "PRESENT_REF" if match["now"] else "PAST_REF" if match["past"] else "FUTURE_REF"
    value = Value(mark, "DATE")
    return whole(match, replace(value, timex=mark))


LENGTHS = (counted, uncounted, periodic, every, clock, reference)
