"""Rules for months, quarters, halves, years, fiscal years and decades."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from communique.mentions.time import calendar
from communique.mentions.time.calendar import (
    Value,
    between,
    decade,
    half,
    month,
    months,
    part,
    quarter,
    shifted,
    years,
)
from communique.mentions.time.rule import COUNT, MONTH, YEAR, Found, is_month, month_of, rule, whole
from communique.mentions.time.scene import Scene
from communique.mentions.time.words import number, words

_PART = (
    r"(?:(?P<part>early|mid|late|end|beginning|start)(?:\s+of)?(?:\s+the\s+month\s+of)"
    r"?(?:\s+in)?[\s-]+(?:the\s+)?)?"
)
_THE_PART = (
    r"(?:the\s+)?(?:(?P<part>early|middle|mid|late|end|beginning|start)(?:\s+part)?(?:\s+of)"
    r"?[\s-]+(?:the\s+)?)?"
)
_ORDINAL = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
_ROMAN = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "latter": 2,
    "last": 2,
}
_OF_YEAR = (
    rf"(?:\s+of)?(?:\s+the)?\s+(?P<y>{YEAR}|(?:this|last|next|the\s+current|the\s+present|"
    rf"present|the\s+same|the)\s+year|year)"
)
_MAY_CUES = re.compile(
    r"(?:\b(?:in|of|since|by|until|from|to|and|during|last|this|next|early|late|mid|end|on|"
    r"between|through)|-)\s*$"
)


def _year(word: str, scene: Scene) -> int:
    """Return the year that "2024" or "last year" names."""
    plain = word.strip()
    if plain[:4].isdecimal():
        return int(plain[:4])
    step = {"last": -1, "next": 1}.get(plain.split()[0], 0)
    return scene.published.year + step


def _shaped(value: Value | None, which: str | None) -> Value | None:
    if which == "end":
        return value  # the end of a period falls due with the period; its bound says the rest
    return part(value, {"middle": "mid"}.get(which, which)) if value and which else value


@rule("month of a year", rf"{_PART}(?P<m>{MONTH}),?(?:\s+of)?\s+(?P<y>{YEAR}|(?:this|last|next)\s+year)")
def month_year(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "March 2023", "late May of last year"."""
    if not is_month(match, "m", scene):
        return []
    return whole(match, _shaped(month(_year(match["y"], scene), month_of(match["m"])), match["part"]))


@rule(
    "months",
    rf"(?P<m>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s*(?:-|to|and|through|until)\s*(?P<m2>{MONTH})"
    rf"(?:,?(?:\s+of)?(?:\s+the)?\s+(?P<y>{YEAR}|(?:this|last|next|present|current)\s+year))"
    rf"?(?!\s*\d)",
)
def month_range(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "January-August 2023", "between January and July of the present year"."""
    if not (is_month(match, "m", scene) and is_month(match, "m2", scene)):
        return []
    first, last = month_of(match["m"]), month_of(match["m2"])
    if match["y"]:
        end = _year(match["y"], scene)
    else:
        near = scene.nearest_month(last, match.start())
        if not near or not near.first:
            return []
        end = near.first.year
    start = int(match["y1"]) if match["y1"] else end - (first > last)
    return whole(match, between(date(start, first, 1), month(end, last).last or date(end, last, 1)))


@rule("month", rf"{_PART}(?:(?P<rel>this|last|next|this\s+coming|this\s+past)\s+)?(?P<m>{MONTH})(?!\s*\d)")
def bare_month(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "in August", "this January", "the end of April"; "May" and "March" need a word that says so."""
    if not is_month(match, "m", scene):
        return []
    cue = (
        match["rel"]
        or match["part"]
        or _MAY_CUES.search(scene.lower, max(0, match.start() - 12), match.start())
    )
    if (
        len(match["m"].strip(".")) <= 5
        and not cue
        and match["m"].strip(".") in ("may", "march", "mar", "jan", "sun", "dec", "jun")
    ):
        return []
    value = _relative_month(match["rel"], month_of(match["m"]), match.start(), scene)
    return whole(match, _shaped(value, match["part"]))


def _relative_month(rel: str | None, number_of_month: int, at: int, scene: Scene) -> Value | None:
    published = scene.published
    if not rel:
        return scene.nearest_month(number_of_month, at)
    word = rel.split()[-1]
    if word in ("last", "past"):
        return month(published.year - (number_of_month >= published.month), number_of_month)
    if word in ("next", "coming"):
        return month(published.year + (number_of_month <= published.month), number_of_month)
    return month(published.year, number_of_month)


@rule(
    "half",
    rf"(?:the\s+)?(?:first|second|latter|last|1st|2nd)\s+half{_OF_YEAR}".replace(
        "(?:first|second|latter|last|1st|2nd)", "(?P<n>first|second|latter|last|1st|2nd)"
    ),
    "half",
)
def half_of_year(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the latter half of 2024", "the first half of this year"."""
    return whole(match, half(_year(match["y"], scene), _ROMAN[match["n"]]))


@rule(
    "half of a month",
    rf"(?:the\s+)?(?P<n>first|second|latter)\s+half\s+of\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?",
    "half",
)
def half_of_month(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the second half of June"."""
    named = month_of(match["m"])
    value = month(int(match["y"]), named) if match["y"] else scene.nearest_month(named, match.start())
    if not value or not value.first or not value.last:
        return []
    middle = value.first.replace(day=15)
    if match["n"] == "first":
        return whole(match, between(value.first, middle))
    return whole(match, between(middle.replace(day=16), value.last))


@rule("half", rf"h(?P<n>[12])[\s/-]*(?:of\s+)?(?P<y>{YEAR})|(?P<y2>{YEAR})[\s/-]*h(?P<n2>[12])\b", "h1", "h2")
def half_mark(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "H1 2025", "2024-H2"."""
    return whole(match, half(int(match["y"] or match["y2"]), int(match["n"] or match["n2"])))


@rule("quarter", rf"(?:the\s+)?{_ORDINAL}\s+quarter(?:{_OF_YEAR})?", "quarter")
def quarter_of_year(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the third quarter of 2023"; without a year the latest one that is over, or the next if ahead."""
    which = _ROMAN[match["n"]]
    if match["y"]:
        return whole(match, quarter(_year(match["y"], scene), which))
    published = scene.published
    this = quarter(published.year, which)
    if scene.is_ahead(match.start()) or (this.first and this.first <= published):
        return whole(match, this)
    return whole(match, quarter(published.year - 1, which))


@rule(
    "quarter",
    rf"q(?P<n>[1-4])[\s/-]*(?:of\s+)?(?P<y>{YEAR})|(?P<y2>{YEAR})[\s/-]*q(?P<n2>[1-4])\b",
    "q1",
    "q2",
    "q3",
    "q4",
)
def quarter_mark(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "Q3 2024"."""
    return whole(match, quarter(int(match["y"] or match["y2"]), int(match["n"] or match["n2"])))


@rule("first months", rf"(?:the\s+)?first\s+(?P<n>{COUNT})\s+months{_OF_YEAR}", "months")
def first_months(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the first seven months of 2023"."""
    count = number(match["n"])
    return whole(match, months(_year(match["y"], scene), 1, count)) if count and count <= 12 else []


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|since|until|till|for|of|from|to|during|through|than|before|after|and|"
    r"between|year|early|mid|late|end|"
    r"over|around|throughout|pre|post|versus|vs|against|as|the|on|at|november|budget|is|was|"
    r"summer|winter|spring|autumn|fall)"
    r"[\s-]+|[(\[,;:/]\s?|^|\n)$"
)


@rule("year", rf"{_THE_PART}(?P<y>{YEAR})(?!\s*(?:-|/)\s*\d|'s)(?P<plural>s)?")
def bare_year(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "2030", "mid-2025", "end of 2024"; a number needs a word or a mark before it to be a year."""
    if scene.soft[match.end() : match.end() + 1] == "s":
        return []
    number_of_year = int(match["y"])
    cue = match["part"] or _BEFORE_YEAR.search(scene.lower, max(0, match.start() - 14), match.start())
    if not cue and not _is_lone_year(scene, match, number_of_year):
        return []
    return whole(match, _shaped(calendar.year(number_of_year), match["part"]))


_COUNTED = re.compile(
    r"\s+(?!as\b|and\b|to\b|the\b|in\b|at\b|by\b|on\b|for\b|with\b|from\b|is\b|was\b|will\b|"
    r"has\b|have\b|or\b|but\b)[a-z]{3,}"
)


def _is_lone_year(scene: Scene, match: re.Match[str], number_of_year: int) -> bool:
    """Tell whether a four-digit number without cue is a year: near to publication and counting nothing."""
    near = abs(number_of_year - scene.published.year) <= 30
    return near and not _COUNTED.match(scene.lower, match.end(), match.end() + 16)


@rule("years", rf"(?P<y>{YEAR})\s*(?:-|to|and|through|/)\s*(?P<y2>{YEAR}|\d\d\b(?![-/.]\d))")
def year_range(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "2021-2023", "2021 to 2025", "2024-25"."""
    first, tail = int(match["y"]), match["y2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if len(tail) == 2 and (last != first + 1 and last - first > 10):
        return []
    if re.search(r"\band\b", match.group()) and not re.search(
        r"\bbetween\s+$", scene.lower[max(0, match.start() - 9) : match.start()]
    ):
        ends = match.end("y"), match.start("y2")
        return [(match.start(), ends[0], calendar.year(first)), (ends[1], match.end(), calendar.year(last))]
    return whole(match, years(first, last))


@rule(
    "fiscal year",
    rf"(?P<which>this|last|next|the\s+current|current|the)?\s*(?:fy|fiscal\s+year|"
    rf"financial\s+year)[\s']*(?P<y>{YEAR}|\d\d\b)?(?:\s?[-/]\s?(?P<y2>{YEAR}|\d\d\b))?",
    "fy",
    "fiscal",
    "financial",
)
def fiscal_year(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "FY 2024-25", "the current fiscal year": days only where the government is known."""
    habit = words().fiscal.get(scene.country or "")
    if match["y"]:
        named = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
        start = named if match["y2"] or not habit or habit.named == "start" else named - 1
    elif match["which"] and habit:
        published = scene.published
        start = published.year - (published.month < habit.month)
        start += {"last": -1, "next": 1}.get(match["which"].split()[0], 0)
    else:
        return whole(match, Value("FY", "DATE"))
    if not habit:
        return whole(match, Value(f"FY{match['y']}", "DATE"))
    first = date(start, habit.month, 1)
    last = date.fromordinal(shifted(first, "Y", 1).toordinal() - 1)
    return whole(
        match, replace(between(first, last) or Value("FY"), timex=f"FY{start + (habit.named == 'end')}")
    )


@rule("decade", r"(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<y>(?:1[6-9]|20)\d0)s\b", "0s")
def plural_decade(match: re.Match[str], scene: Scene) -> Iterable[Found]:
    """Read "the 1990s", "the early 2030s"."""
    first = int(match["y"])
    if not match["part"]:
        return whole(match, decade(first))
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}[match["part"]]
    value = years(first + low, first + high)
    return whole(match, replace(value, bound="about") if value else None)


PERIODS = (
    month_year,
    month_range,
    bare_month,
    half_of_year,
    half_mark,
    half_of_month,
    quarter_of_year,
    quarter_mark,
    first_months,
    bare_year,
    year_range,
    fiscal_year,
    plural_decade,
)
