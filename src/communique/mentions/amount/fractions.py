"""Fractions, ratios and multiples told without a unit: "two-thirds", "one in five", "doubled", "fourfold"."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from communique.mentions.amount.governing import bound_of
from communique.mentions.amount.scan import Words
from communique.mentions.amount.words import numbers, unit_names, word_set
from communique.records import AmountMention

_SPACE = r"(?: |\n {0,16})"  # a hard wrap too
_CENT = Decimal("0.01")
_PERIODS = re.compile(r" of (?:\d|the year|this year|next year|last year|the fiscal|fiscal|fy)")
_HALF_BEFORE = re.compile(r"\b(?:by|than|about|around|nearly|almost|over|roughly|approximately|to) $")
_NOT_HALF = re.compile(
    r"\b(?:first|second|latter|last|other|former|1st|2nd|this|next|previous|final|each|a|and)[ -]$"
)
_HALF_AFTER = re.compile(r" (?:of|the|its|their|all|that)\b")
_OF = re.compile(r" of (?!an? (?:million|billion|trillion|point|percentage))")
_ENDS = re.compile(r"[.,;:)]|$| (?:in|by|since|from|to|over|during|compared)\b")
_TENTHS_OF_POINT = re.compile(r" of a (?:percentage )?point\b")
_NEXT_WORD = re.compile(rf"{_SPACE}([a-z]+)")
_PREDICATE = re.compile(r"\b(?:is|are|was|were) $")  # "the goals are threefold: ..."
_PART_OF_YEAR = re.compile(r"\b(?:first|last|past|next|previous|the) $")


@cache
def _pattern() -> re.Pattern[str]:
    pack = numbers()
    cardinals, fractions = "|".join(pack.cardinals), "|".join(f for f in pack.fractions if f != "half")
    pattern = (
        rf"(?:(?P<half>half)|(?P<top>an?|{cardinals})(?: |-)(?P<part>{fractions})"
        rf"|(?P<some>{cardinals}|\d) (?:in|out of|in every|out of every|of every) "
        rf"(?P<all>{cardinals}|\d+|hundred)"
        rf"|(?P<multiple>{'|'.join(pack.multiples)})|(?P<times>{cardinals}|\d+)[\s-]?fold)\b(?!-)"
    )
    return re.compile(pattern.replace(" ", _SPACE))


_DIGIT_LED = re.compile(r"(?<![\w.,/-])\d+(?= in | out of | of every |[ -]?fold)")


def find_fractions(soft: str, words: Words) -> list[AmountMention]:
    """Return the fractions in percent, and the multiples as a change in percent or as times."""
    starts = [*words.anchors, *(match.start() for match in _DIGIT_LED.finditer(words.low))]
    matches = [match for at in sorted(starts) if (match := _pattern().match(words.low, at))]
    found = [mention for match in matches if (mention := _mention(words.low, match))]
    return [replace(mention, bound=bound_of(soft, mention.start, mention.end)) for mention in found]


def _mention(soft: str, match: re.Match[str]) -> AmountMention | None:
    start, end = match.span()
    if match["half"]:
        return (
            AmountMention(start, end, "fraction", Decimal(50), "%", role="share")
            if _is_half(soft, match)
            else None
        )
    if match["part"]:
        return _fraction(soft, match)
    if match["some"]:
        return _ratio(soft, match)
    if match["multiple"]:
        word = match["multiple"]
        if word in ("double", "triple", "treble", "quadruple", "halve") and not _is_verb(soft, start, end):
            return None
        return AmountMention(start, end, "multiple", Decimal(numbers().multiples[word]), "%", role="change")
    if _PREDICATE.search(soft, max(0, start - 6), start):
        return None
    return AmountMention(start, end, "multiple", _number(match["times"]), "time", role="change")


def _is_half(soft: str, match: re.Match[str]) -> bool:
    before = soft[max(0, match.start() - 16) : match.start()]
    if _NOT_HALF.search(before) or _PERIODS.match(soft, match.end()):
        return False
    return bool(
        _HALF_AFTER.match(soft, match.end())
        or (_HALF_BEFORE.search(before) and _ENDS.match(soft, match.end()))
    )


def _fraction(soft: str, match: re.Match[str]) -> AmountMention | None:
    start, end = match.span()
    top, part = match["top"], match["part"]
    count = Decimal(1) if top in ("a", "an") else _number(top)
    if _TENTHS_OF_POINT.match(soft, end):
        return AmountMention(
            start, end, "fraction", count * numbers().fractions[part] / 100, "percentage point"
        )
    joined = soft[match.end("top")] == "-"
    told = _OF.match(soft, end) or joined or (_ENDS.match(soft, end) and not part.startswith("quarter"))
    if not told or _PERIODS.match(soft, end) or _PART_OF_YEAR.search(soft, max(0, start - 10), start):
        return None
    whole = {"33.33": Decimal(100) / 3, "16.67": Decimal(100) / 6}
    share = whole.get(str(numbers().fractions[part]), numbers().fractions[part])
    return AmountMention(start, end, "fraction", _percent(count * share), "%", role="share")


def _ratio(soft: str, match: re.Match[str]) -> AmountMention | None:
    some, every = _number(match["some"]), _number(match["all"])
    following = _NEXT_WORD.match(soft, match.end())
    if not following or not 0 < some < every or every not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000):
        return None
    word = following.group(1)
    row = unit_names().get((word,))
    if (row and row.time) or word in numbers().scales or word in word_set("months"):
        return None
    return AmountMention(match.start(), match.end(), "ratio", _percent(some * 100 / every), "%", role="share")


def _is_verb(soft: str, start: int, end: int) -> bool:
    following = _NEXT_WORD.match(soft, end)
    if following and following.group(1) in word_set("no_double"):
        return False
    words = soft[max(0, start - 20) : start].lower().split()
    return bool(words) and words[-1] in word_set("before_multiples")


def _number(word: str) -> Decimal:
    if word == "hundred":
        return Decimal(100)
    return Decimal(word) if word.isdigit() else Decimal(numbers().cardinals[word])


def _percent(value: Decimal) -> Decimal:
    """Return a share in percent: exact where it can be, else to two places."""
    rounded = value.quantize(_CENT)
    return Decimal(format(rounded.normalize(), "f"))
