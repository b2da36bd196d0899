"""Rules for times told from the day of publication: today, last week, the past two years."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from communique.mentions.time import calendar
from communique.mentions.time.calendar import (
    Value,
    between,
    decade,
    half,
    month,
    part,
    quarter,
    shifted,
    single,
    week,
)
from communique.mentions.time.rule import COUNT, UNIT, WEEKDAY, Found, rule, whole
from communique.mentions.time.scene import Scene
from communique.mentions.time.words import either, number, words

_REL = (
    r"(?P<rel>this|the\s+current|current|the\s+present|present|last|the\s+last|past|"
    r"the\s+past|previous|the\s+previous|next|the\s+next|the\s+coming|coming|the\s+following|"
    r"the\s+same|the)"
)
_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_DAYTIME = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


@rule(
    "today",
    r"(?P<w>today|yesterday|tomorrow|tonight)\b(?:'s)?(?:\s+(?P<t>morning|afternoon|evening|night)\b)?",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
)
def today(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "today", "yesterday", "tomorrow"."""
    step = {"yesterday": -1, "tomorrow": 1}.get(match["w"], 0)
    value = single(scene.published + timedelta(days=step))
    mark = "NI" if match["w"] == "tonight" else _DAYTIME.get(match["t"] or "")
    end = match.end("t") if match["t"] else match.end("w")
    if mark:
        value = replace(value, timex=f"{value.timex}T{mark}", type="TIME")
    return [(match.start(), end, value)]


@rule(
    "this part of the day",
    r"(?P<rel>this|last)\s+(?P<t>morning|afternoon|evening|night)\b",
    "morning",
    "afternoon",
    "evening",
    "night",
)
def this_morning(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "this morning", "last night"."""
    value = single(scene.published - timedelta(days=match["rel"] == "last"))
    return whole(match, replace(value, timex=f"{value.timex}T{_DAYTIME[match['t']]}", type="TIME"))


@rule(
    "weekday",
    rf"(?:(?P<rel>this|last|next|this\s+coming|this\s+past|past|coming)\s+)?(?P<d>{WEEKDAY})"
    rf"(?P<s>s)?(?:\s+(?P<t>morning|afternoon|evening|night)\b)?(?!,?\s+(?:\d|"
    rf"{either(list(words().months))}\b))",
    "day",
)
def weekday(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "on Tuesday", "last Monday", "Friday morning"."""
    if not scene.soft[match.start("d")].isupper() or len(match["d"].strip(".")) < 4:
        return []
    if scene.lower[max(0, match.start() - 3) : match.start()].endswith((" a ", "an ")):
        return []
    target = words().weekdays[match["d"].strip(".")]
    published = scene.published
    back = (published.weekday() - target) % 7
    rel = (match["rel"] or "").split()[-1:] or [""]
    if rel[0] in ("last", "past"):
        at = published - timedelta(days=back or 7)
    elif rel[0] in ("next", "coming") or (scene.is_ahead(match.start()) and back):
        at = published + timedelta(days=(7 - back) % 7 or 7)
    else:
        at = published - timedelta(days=back)
    value = single(at)
    if match["t"]:
        value = replace(value, timex=f"{value.timex}T{_DAYTIME[match['t']]}", type="TIME")
    return whole(match, value)


_UNITS = (
    r"(?P<u>day|week|weekend|month|quarter|half|year|decade|century|spring|summer|autumn|fall|winter)\b(?!-)"
)
_WHICH = r"(?:(?:the\s+)?(?P<part>earlier|later|early|late|mid|middle|end|beginning|start)(?:\s+of)?[\s-]+)?"


@rule("relative period", rf"{_WHICH}{_REL}\s+{_UNITS}")
def relative_period(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "last week", "this month", "early next year", "the end of the year"."""
    rel = match["rel"].split()[-1]
    if rel in ("the", "same") and not (
        match["part"] and match["u"] in ("month", "year", "decade", "week", "quarter")
    ):
        return []
    if rel == "past" and match["u"] in ("day",):
        return []
    value = _period(match["u"], _STEP.get(rel, 0), scene)
    if not value:
        return []
    return whole(match, _narrowed(value, match["part"], scene.published))


def _narrowed(value: Value, which: str | None, published: date) -> Value | None:
    if which in (None, "earlier", "later") or not value.first or not value.last:
        if which == "earlier" and value.first and value.first <= published:
            return replace(
                value, last=min(value.last or published, published), edtf=f"{value.first}/{published}"
            )
        if which == "later" and value.last and published <= value.last:
            return replace(value, first=published, edtf=f"{published}/{value.last}")
        return value
    if which in ("end",) and (value.last - value.first).days > 27:
        return value  # "by the end of the year" names the year; its bound says the rest
    return part(value, "mid" if which == "middle" else which)


def _period(unit: str, step: int, scene: Scene) -> Value | None:
    published = scene.published
    match unit:
        case "day":
            return single(published + timedelta(days=step)) if step == 0 else None
        case "week":
            return week(published + timedelta(weeks=step))
        case "weekend":
            monday = week(published + timedelta(weeks=step)).first or published
            value = between(monday + timedelta(days=5), monday + timedelta(days=6))
            return replace(value, timex=week(monday).timex + "-WE") if value else None
        case "month":
            at = shifted(published.replace(day=1), "M", step)
            return month(at.year, at.month)
        case "quarter":
            at = shifted(published.replace(day=1), "M", 3 * step)
            return quarter(at.year, (at.month + 2) // 3)
        case "half":
            at = shifted(published.replace(day=1), "M", 6 * step)
            return half(at.year, 1 if at.month <= 6 else 2)
        case "year":
            return calendar.year(published.year + step)
        case "decade":
            return decade(published.year // 10 * 10 + 10 * step)
        case "century":
            return Value(f"{published.year // 100 + step:02}", "DATE")
        case _:
            return _season(unit, step, scene)


_SOUTH = frozenset(
    [
        "AR",
        "AU",
        "BO",
        "BR",
        "BW",
        "CL",
        "FJ",
        "ID",
        "KE",
        "LS",
        "MG",
        "MU",
        "MW",
        "MZ",
        "NA",
        "NZ",
        "PE",
        "PG",
        "PY",
        "SZ",
        "TL",
        "TZ",
        "UY",
        "ZA",
        "ZM",
        "ZW",
    ]
)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_of(mark: str, number_of_year: int, country: str | None) -> Value:
    """Return the three months of a season where the publisher lives; named only where that is not known."""
    timex = f"{number_of_year}-{mark}"
    if country is None:
        return Value(timex, "DATE")
    start = (_SEASON_MONTH[mark] + (6 if country in _SOUTH else 0) - 1) % 12 + 1
    first = date(number_of_year, start, 1)
    last = shifted(first, "M", 3) - timedelta(days=1)
    edtf = f"{number_of_year}-{21 + ('SP', 'SU', 'FA', 'WI').index(mark)}"
    return Value(timex, "DATE", first, last, edtf)


def _season(name: str, step: int, scene: Scene) -> Value:
    """Return this, the last or the next season of the name, told from publication."""
    mark, published = words().seasons[name], scene.published
    this = season_of(mark, published.year, scene.country or "KR")
    assert this.first and this.last
    over, ahead = this.last < published, this.first > published
    number_of_year = published.year + (
        1 if step > 0 and over else -1 if step < 0 and (ahead or not over) else 0
    )
    return season_of(mark, number_of_year, scene.country)


@rule(
    "season",
    rf"(?P<s>{either(list(words().seasons))})\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
)
def season(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "summer 2025"; its months depend on the hemisphere."""
    return whole(match, season_of(words().seasons[match["s"]], int(match["y"]), scene.country))


@rule(
    "within",
    rf"within\s+(?:the\s+(?:next|coming)\s+)?(?P<m>(?P<n>{COUNT})\s+(?P<u>{UNIT})s?)"
    rf"\b(?!\s+(?:of|after|from|following))",
    "within",
)
def within(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "within five years": a term that runs from publication, where nothing else starts it."""
    count, unit = number(match["n"]), words().units[match["u"]]
    timex = duration(count, unit)
    if count is None or match["u"] in ("second", "minute", "hour"):
        return [(match.start("m"), match.end("m"), Value(timex, "DURATION"))]
    size, step = _days(unit)
    value = between(scene.published, shifted(scene.published, step, count * size))
    return [(match.start("m"), match.end("m"), replace(value, timex=timex, type="DURATION"))] if value else []


@rule(
    "last units",
    rf"(?:over\s+|in\s+|during\s+|for\s+)?(?P<m>(?:the\s+)?(?P<rel>last|past|previous|next|"
    rf"coming|following)\s+(?P<n>{COUNT}|few|several|couple\s+of)\s+(?P<u>{UNIT})s?)\b",
    "last",
    "past",
    "previous",
    "next",
    "coming",
    "following",
)
def last_units(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the last two years", "the next few weeks": stretches that end or begin at publication."""
    count, unit = number(match["n"]), words().units[match["u"]]
    timex = duration(count, unit)
    if count is None or (unit in ("S", "M", "H") and match["u"] in ("second", "minute", "hour")):
        return [(match.start("m"), match.end("m"), Value(timex, "DURATION"))]
    size, step = _days(unit)
    at = scene.published
    if match["rel"] in ("next", "coming", "following"):
        value = between(at, shifted(at, step, count * size) - timedelta(days=1))
    else:
        value = between(shifted(at, step, -count * size) + timedelta(days=1), at)
    if not value:
        return []
    return [(match.start("m"), match.end("m"), replace(value, timex=timex, type="DURATION"))]


def duration(count: int | None, unit: str) -> str:
    """Return a TIMEX3 duration: P2Y, PT3H, PXM where the number is left open."""
    scale = int(re.sub(r"\D", "", unit) or 1)
    shown = "X" if count is None else str(count * scale)
    letter = unit[-1]
    return f"P{shown}{letter}"


def _days(unit: str) -> tuple[int, str]:
    """Return how many steps of D, W, M or Y a unit is."""
    scale, letter = int(re.sub(r"\D", "", unit) or 1), unit[-1]
    return (3, "M") if letter == "Q" else (scale, letter)


@rule(
    "ago",
    rf"(?P<n>{COUNT}|few|several|couple\s+of)\s+(?P<u>{UNIT})s?\s+(?P<w>ago|earlier|before|"
    rf"later|from\s+now)(?:\s+(?P<t>today|yesterday))?\b",
    "ago",
    "earlier",
    "before",
    "later",
    "from now",
)
def ago(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "three days ago", "54 years ago today"; "a year earlier" names no day by itself."""
    count, unit = number(match["n"]), words().units[match["u"]]
    if count is None or match["u"] in ("second", "minute", "hour"):
        return whole(match, Value("PAST_REF", "DATE"))
    if match["w"] in ("earlier", "before", "later"):
        return whole(match, Value(duration(count, unit), "DURATION"))
    size, step = _days(unit)
    sign = -1 if match["w"] == "ago" else 1
    anchor = scene.published - timedelta(days=match["t"] == "yesterday")
    at = shifted(anchor, step, sign * count * size)
    if match["t"] or step == "D":
        return whole(match, single(at))
    if step == "M":
        return whole(match, month(at.year, at.month))
    if step == "W":
        return whole(match, week(at))
    return whole(match, calendar.year(at.year))


RELATIVE = (today, this_morning, weekday, relative_period, season, within, last_units, ago)
