"""Finds the times of a document: tokens, stages of rules over them, then what is still wanting is told."""

import re
from dataclasses import replace
from functools import cache

from communique.mentions.time import dates, joins, lengths, periods, relative
from communique.mentions.time.bounds import bound_of, since
from communique.mentions.time.calendar import Value, single, year
from communique.mentions.time.grammar import Stage
from communique.mentions.time.meaning import Anchored, Meaning, Weekday, Yearly
from communique.mentions.time.scene import Scene
from communique.mentions.time.tokens import Token, cut
from communique.mentions.time.words import time_words
from communique.records import Document, TimeMention

_BARE = frozenset(
    {"year", "years", "set", "duration", "holiday", "reference", "clock", "within"}
)  # without article
_NUMBERED = re.compile(r"\s{1,3}([a-z]+)")
_IN_SEASON = re.compile(
    r"\b(?:in|by|this|until|during|since|of|late|early|mid|over|for|through)[\s-](?:the\s)?\Z"
)
_OF = re.compile(r"\s{1,3}of\b")
_DOUBTFUL_SEASON = re.compile(r"\s{1,3}(?:of|in|from|to)\b")
_FEW_DAYS = 14


# What stands by itself.
_PIECES = (
    dates.month_and_day,
    dates.days_of_month,
    dates.in_figures,
    dates.month_in_figures,
    dates.holiday,
    dates.today,
    dates.last_night,
    dates.day_before,
    dates.weekday,
    dates.relative_weekday,
    periods.month,
    periods.quarter_or_half,
    periods.first_months,
    periods.season,
    periods.decades,
    periods.years,
    periods.fiscal_year,
    periods.relative_fiscal_year,
    relative.relative_period,
    relative.last_units,
    relative.anchored_period,
    relative.anchored_daypart,
    relative.ago,
    relative.from_today,
    relative.earlier,
    relative.within,
    relative.this_period,
    relative.weekend,
    lengths.duration,
    lengths.halves,
    lengths.quarter_century,
    lengths.some_units,
    lengths.every,
    lengths.every_named,
    lengths.adverb,
    lengths.times_a,
    lengths.reference,
    lengths.clock,
)
# A time of the year with its year, a weekday with its date.
_COMPLETED = (
    joins.with_year,
    joins.weekday_and_date,
    joins.of_fiscal_year,
    joins.relative_yearly,
    joins.of_week,
    joins.same_period,
    joins.the_year,
)
# Days, weeks and halves counted within a period.
_COUNTED = (
    joins.nth_of,
    joins.some_of,
    joins.half_of,
    joins.further_day,
    joins.date_and_time,
    dates.day_of_month,
    dates.week_of,
)
# The early, late or remaining part of a period.
_PARTS = (
    joins.part_of,
    dates.number_of_month,
    joins.rest_of,
    joins.so_far,
)
# From one time to another.
_RUNS = (
    joins.ranged,
    joins.between,
    joins.two_days,
    joins.up_to,
)


@cache
def stages() -> tuple[Stage, ...]:
    """Return the stages in their order: each works on the nodes that the ones before have made."""
    return tuple(Stage(*rules) for rules in (_PIECES, _COMPLETED, _COUNTED, _PARTS, _RUNS))


def find_times(document: Document) -> list[TimeMention]:
    """Return the time expressions of a document in text order; none overlaps another."""
    scene = Scene(document)
    reader = _Reader(scene)
    for sentence in document.sentences:
        reader.read(sentence.start, sentence.end)
    return reader.found


class _Reader:
    """Goes through the sentences; remembers the time last named."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[TimeMention] = []
        self.named: Value | None = None
        self.day: Value | None = None  # the last that was a day or a few

    def read(self, start: int, end: int) -> None:
        """Take the times of one sentence."""
        tokens = cut(self.scene.soft, self.scene.low, start, end)
        for stage in stages():
            tokens = stage.reduce(tokens, self.scene)
        for at in range(len(tokens)):
            meaning = self._meaning(tokens, at)
            value = self._told(tokens, at, meaning) if meaning else None
            if value:
                self._take(tokens, at, value)

    def _meaning(self, tokens: list[Token], at: int) -> Meaning | None:
        token = tokens[at]
        if token.rule:
            meaning: Meaning = next(iter(token.kinds.values()))
            return meaning
        if "year4" in token.kinds and _is_year(self.scene, tokens, at):
            token.rule = "year"
            return year(token.kinds["year4"])
        return None

    def _told(self, tokens: list[Token], at: int, meaning: Meaning) -> Value | None:
        """Return the value of a meaning, with what is wanting taken from around it."""
        match meaning:
            case Value():
                return meaning
            case Weekday():
                day = single(self.scene.weekday(meaning.number, tokens[at].start))
                return replace(day, timex=f"{day.timex}T{meaning.time}", type="TIME") if meaning.time else day
            case Anchored():
                named = self.day if meaning.sort == "day" else self.named
                return (meaning.resolve(named) if named else None) or meaning.fallback
            case Yearly():
                if not _stands(self.scene, tokens[at]):
                    return None
                shared = _shared_year(tokens, at)
                return meaning.of(shared) if shared else self.scene.nearest(meaning, tokens[at].start)

    def _take(self, tokens: list[Token], at: int, value: Value) -> None:
        token = tokens[at]
        start = token.start
        if at and "the" in tokens[at - 1].kinds and token.rule not in _BARE:
            start = tokens[at - 1].start
        bound = bound_of(self.scene, start, token.end, value)
        if value.type == "DATE" and value.first:
            self.named = value
            few = value.last is not None and (value.last - value.first).days < _FEW_DAYS
            self.day = value if few and "-W" not in value.timex else self.day
        told = since(self.scene, start, value) if bound == "since" else value
        self.found.append(
            TimeMention(
                start,
                token.end,
                token.rule,
                told.type,
                told.timex,
                told.edtf if told.first else "",
                told.first,
                told.last,
                bound,
            )
        )


def _shared_year(tokens: list[Token], at: int) -> int | None:
    """Return the year that a time shares with one beside it: "April 22 and May 3, 2024"."""
    for step in (1, -1):
        other = at + step
        joined = False
        while 0 <= other < len(tokens) and {"and", "comma"} & tokens[other].kinds.keys():
            joined, other = True, other + step
        if joined and 0 <= other < len(tokens) and tokens[other].rule:
            value = next(iter(tokens[other].kinds.values()))
            if (
                isinstance(value, Value)
                and value.first
                and value.last
                and value.first.year == value.last.year
            ):
                return (
                    value.first.year
                    if tokens[other].rule in ("with year", "days of a month", "range")
                    else None
                )
    return None


def _is_year(scene: Scene, tokens: list[Token], at: int) -> bool:
    """Tell whether four digits are a year: by the words around them."""
    token, pack = tokens[at], time_words()
    after = _NUMBERED.match(scene.low, token.end)
    before = scene.word_before(token.start)
    if before in pack.labels or (after and after[1] in pack.counted):
        return False
    if before in pack.year_cues or (at and tokens[at - 1].rule):
        return True
    near = -100 <= token.kinds["year4"] - scene.published.year <= 40
    return near and not (after and after[1].endswith("s") and not before)


def _stands(scene: Scene, token: Token) -> bool:
    """Tell whether a time of the year can stand without a year: no "fall in prices", no "half of the men"."""
    if token.rule == "quarter or half":
        return not _OF.match(scene.low, token.end)
    if token.rule != "season":
        return True
    homograph = scene.low[token.start : token.end] in time_words().season_homographs
    if homograph and _DOUBTFUL_SEASON.match(scene.low, token.end):
        return False
    return bool(_IN_SEASON.search(scene.low, max(0, token.start - 16), token.start))
