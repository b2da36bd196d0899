"""Passes magnitude, currency and unit along ranges and lists: "$2 to $3 billion", "2, 3 and 4 GW"."""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from communique.mentions.amount.reading import Reading
from communique.mentions.amount.tokens import tokens_after
from communique.mentions.amount.words import numbers, word_set

RANGE, LIST, COMMA = "range", "list", "comma"
_LONGEST_GAP = 28
_LONGEST_CARRY = 160
_BETWEEN = re.compile(r"\b(?:between|from) (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+) {0,2}\n?$")
_ENDS_SENTENCE = re.compile(r"[.!?;](?:\s|$)|\n\n")
_COMPARES = re.compile(r"\b(?:up from|down from|compared with|compared to|against|of which|of whom) $")


def join_parts(soft: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings with the parts of one number put together: "406 billion 800 million"."""
    found: list[Reading] = []
    for part in readings:
        last = found[-1] if found else None
        if last and last.scale is not None and _is_part(soft, last, last.scale, part):
            last.value += part.value.scaleb((part.scale or 0) - last.scale)
            last.end, last.dropped = part.end, last.dropped or part.dropped
        else:
            found.append(part)
    return found


def _is_part(soft: str, last: Reading, scale: int, part: Reading) -> bool:
    """Tell whether `part` carries the number `last` on into smaller magnitudes."""
    gap = soft[last.end : part.start]
    in_words = part.numeral.in_words and last.numeral.in_words
    joined = gap in ("", " ") or (gap == " and " and in_words and part.scale is None)
    if not joined or part.sign or (part.scale is None and not in_words):
        return False
    return (part.scale or 0) < scale and part.value.scaleb(part.scale or 0) < Decimal(10) ** scale


@cache
def _links() -> dict[str, re.Pattern[str]]:
    bounds = "|".join(re.escape(w) for words in numbers().bounds.values() for w in words)
    bound = rf"(?:(?:{bounds})[ \n])?(?:a |an )?"
    return {
        RANGE: re.compile(rf" ?- ?|[ \n](?:up |down )?to[ \n]{bound}"),
        LIST: re.compile(rf",?[ \n](?:and|or|and/or|&)[ \n]{bound}"),
        COMMA: re.compile(rf",[ \n]{bound}"),
    }


def link_between(soft: str, first: Reading, second: Reading) -> str | None:
    """Return how two neighbouring numbers are tied to each other, or None."""
    gap = soft[first.end : second.start]
    if len(gap) > _LONGEST_GAP:
        return None
    for kind, pattern in _links().items():
        if pattern.fullmatch(gap):
            if kind == LIST and _BETWEEN.search(soft, max(0, first.start - 24), first.start):
                return RANGE
            return kind
    return None


def share_units(soft: str, readings: list[Reading]) -> None:
    """Give bare numbers in ranges and lists what their neighbours carry; drop those in doubt."""
    for first, second in reversed(list(pairwise(readings))):
        link = link_between(soft, first, second)
        if link is None or (link == COMMA and not second.shared) or first.is_year:
            continue
        if first.bare and not second.bare:
            _share_back(first, second, link)
        elif first.money and first.sign and second.money and second.sign:
            _share_scale(first, second, link if first.unit == second.unit else LIST)
    for first, second in pairwise(readings):
        if second.bare and not first.bare and not second.is_year:
            link = link_between(soft, first, second)
            if link in (RANGE, LIST):
                _share_on(first, second, link)


def _take_unit(to: Reading, source: Reading) -> None:
    to.unit, to.rule, to.money, to.per = source.unit, source.rule, source.money, source.per
    to.dropped = to.dropped or source.dropped
    to.shared = True


def _share_back(first: Reading, second: Reading, link: str) -> None:
    """Let a bare number take the unit that stands once, after the last of its row."""
    if second.sign or second.numeral.fractional:
        return
    _take_unit(first, second)
    if first.scale is None and second.scale is not None:
        if second.scale < 0 or first.value < 1000:
            _set_scale(first, second, link)
        elif link == RANGE and first.exact() > second.exact():
            first.dropped = True


def _set_scale(first: Reading, second: Reading, link: str) -> None:
    """Give the lower end of a range the magnitude of its upper end; "500 to 2 million" is in doubt."""
    if link == RANGE and first.value >= second.value:
        first.dropped = True
    else:
        first.scale = second.scale


def _share_scale(first: Reading, second: Reading, link: str) -> None:
    """Settle "$2 to $3 billion": in a range both ends carry the magnitude, in a list it is in doubt."""
    if first.scale is not None or second.scale is None or first.numeral.grouped or first.value >= 1000:
        return
    if link == RANGE:
        _set_scale(first, second, link)
    else:
        first.dropped = True


def _share_on(first: Reading, second: Reading, link: str) -> None:
    """Let a bare number take the unit of the number before it: "USD 5-10", "KRW 5 billion and 8 billion"."""
    if second.scale is None and (link == LIST or first.scale is not None):
        return
    if second.scale is not None and first.rule in ("percent", "points"):
        return
    if first.scale is None and second.scale is not None:
        if link == LIST:
            return
        if first.value < 1000:
            _set_scale(first, second, link)
    _take_unit(second, first)


def carry_units(soft: str, readings: list[Reading]) -> None:
    """Give a number left bare the unit of the one before it, where its wording asks for it."""
    earlier: Reading | None = None
    for reading in readings:
        if reading.bare and earlier and not reading.is_year and not reading.dropped:
            near = reading.start - earlier.end <= _LONGEST_CARRY
            if near and _is_carried(soft, reading, earlier):
                _take_unit(reading, earlier)
                reading.rule = "carried"
        if not reading.bare and not reading.dropped and reading.rule not in ("percent", "points"):
            earlier = reading


def read_points(soft: str, readings: list[Reading]) -> None:
    """Let "points" after a percentage of the same sentence be percentage points."""
    for first, second in pairwise(readings):
        if (first.rule, second.rule, second.unit) == ("percent", "count", "point"):
            gap = soft[first.end : second.start]
            if len(gap) <= _LONGEST_CARRY and not _ENDS_SENTENCE.search(gap):
                second.rule, second.unit = "points", "percentage point"


def _is_carried(soft: str, reading: Reading, earlier: Reading) -> bool:
    before = _WORD_BEFORE.search(soft, max(0, reading.start - 20), reading.start)
    word = before.group(1).lower() if before else ""
    if not _goes_on(soft, reading, earlier, word):
        return False
    return word in word_set("carries") or _stands_alone(soft, reading)


def _goes_on(soft: str, reading: Reading, earlier: Reading, word: str) -> bool:
    gap = soft[earlier.end : reading.start]
    if reading.scale is not None:
        return earlier.scale is not None and not _ENDS_SENTENCE.search(gap)
    if earlier.rule not in ("count", "number of", "carried") or reading.numeral.fractional:
        return False
    if word in ("another", "further") or _COMPARES.search(soft, max(0, reading.start - 20), reading.start):
        return not _ENDS_SENTENCE.search(gap)
    return _stands_alone(soft, reading) and "\n" not in gap


def _stands_alone(soft: str, reading: Reading) -> bool:
    """Tell whether a verb follows, so that the number stands for what it counts: "seven are under way"."""
    if not reading.numeral.in_words and reading.value < 2:
        return False
    tokens = [token for token in tokens_after(soft, reading.end) if token.low != "more"]
    # "25 May 2024" is a day
    return bool(tokens) and tokens[0].word in word_set("stands_alone") and reading.value > 1
