"""Reads what the words around an amount make of it: its bound, a change, a fall, a share, a rate."""

import re
from functools import cache
from typing import NamedTuple

from communique.mentions.amount.reading import Reading
from communique.mentions.amount.tokens import tokens_after
from communique.mentions.amount.words import ChangeWords, numbers, unit_names, word_set
from communique.records.kinds import AmountBound

_WINDOW = 90
_CLAUSE = re.compile(
    r"[.;:!?](?=\s)|\n\n|[(\"]|\b(?:while|whereas|although|but|compared|against|which)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*\.?")
_LONGEST_BOUND = 4
_MARKUP = "[(*_\"'"
_OF_AGE = re.compile(r" of age\b")
_NEAR = 4  # words between a rate or share and its number


class Change(NamedTuple):
    """The words of one direction, split for look-up."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    after: frozenset[str]
    all: frozenset[str]
    fall: bool
    transitive: frozenset[str]
    percent: frozenset[str]


@cache
def _changes() -> tuple[Change, Change]:
    def split(words: ChangeWords, fall: bool) -> Change:
        verbs, nouns = frozenset(words.verbs.split()), frozenset(words.nouns.split())
        every = verbs | nouns | frozenset(words.transitive.split())
        direct = frozenset(words.transitive.split())
        return Change(
            verbs,
            nouns,
            frozenset(words.after.split()),
            every,
            fall,
            direct,
            frozenset(words.percent.split()),
        )

    return split(numbers().falls, True), split(numbers().rises, False)


@cache
def _bounds() -> dict[tuple[str, ...], AmountBound]:
    return {tuple(words.split()): bound for bound, group in numbers().bounds.items() for words in group}


def clause_before(soft: str, at: int, earliest: int) -> list[str]:
    """Return the lower-case words of the clause before `at`, from `earliest` on."""
    first = max(earliest, at - _WINDOW)
    window = soft[first:at]
    starts = [match.end() for match in _CLAUSE.finditer(window)]
    return _WORDS.findall(window[starts[-1] if starts else 0 :].lower())


def bound_of(soft: str, start: int, end: int, lasting: bool = False) -> AmountBound:
    """Return the bound that the words or signs around an amount give; `lasting` for a length of time."""
    after = soft[end : end + 12].lstrip(" -")
    for words_after, bound in numbers().bounds_after.items():
        rest = after[len(words_after) :]
        if after.startswith(words_after) and not (rest[:1].isalpha() or rest.lstrip(" $€£")[:1].isdigit()):
            return bound
    sign = soft[start - 1 : start] or " "
    if sign in numbers().bound_signs and soft[start - 2 : start - 1] in (" ", "(", "\n", ""):
        return numbers().bound_signs[sign]
    window = soft[max(0, start - 40) : start].rstrip(_MARKUP)
    words = [word.lower().lstrip(_MARKUP) for word in window.split()][-_LONGEST_BOUND - 1 :]
    while words and words[-1] in ("a", "an", "the", "its"):
        words.pop()
    for count in range(min(_LONGEST_BOUND, len(words)), 0, -1):
        told = _bounds().get(tuple(words[-count:]))
        if told:
            return "=" if _bounds_nothing(words, count, lasting and not _OF_AGE.match(soft, end)) else told
    return "="


def _bounds_nothing(words: list[str], count: int, lasting: bool) -> bool:
    """Tell whether the bounding words at the end mean something else: "over five years", "picked up to 5"."""
    if words[-1] == "over" and lasting:
        return True
    verbs = numbers().particle_verbs.get(words[-count], "").split()
    return len(words) > count and words[-count - 1] in verbs


def is_time(reading: Reading) -> bool:
    """Tell whether the amount is a length of time."""
    row = unit_names().get((reading.unit or "",))
    return row is not None and row.time


def read_role(soft: str, reading: Reading, words: list[str]) -> None:
    """Fill in whether the amount is a change, and its sign, or a share or a rate; `words` lead up to it."""
    after = [token.low for token in tokens_after(soft, reading.end)[:3]]
    if is_time(reading) and words[-1:] in (["over"], ["up"]):  # "an increase over four years", "wraps up"
        return
    change = _change_before(words, reading) or _change_after(words, after, reading)
    if change:
        reading.role = "change"
        reading.negative = reading.negative or change.fall
        return
    if reading.unit != "%":
        return
    near = set(words[-_NEAR:])
    if after[:1] == ["of"] or near & word_set("shares") or set(after[:2]) & word_set("shares"):
        reading.role = "share"
    elif near & word_set("rates") or set(after[:2]) & word_set("rates"):
        reading.role = "rate"


def _change_before(words: list[str], reading: Reading) -> Change | None:
    """Return the change whose word rules a number after `words`: "fell 3", "fell by 3", "a decline of 3"."""
    at, by = len(words) - 1, False
    adverbs, pairs = word_set("adverbs"), word_set("pairs")
    while at >= 0:
        if " ".join(words[max(0, at - 1) : at + 1]) in pairs:
            at -= 2
        elif words[at] in adverbs:
            by = by or words[at] == "by"
            at -= 1
        else:
            break
    if at < 0 or _sums_up(words, at):
        return None
    for change in _changes():
        if words[at] in change.verbs or (reading.unit == "%" and words[at] in change.percent):
            return change
        if words[at] == "of" and at > 0 and words[at - 1] in change.nouns:
            return None if words[at - 1] == "loss" and reading.unit in word_set("lives") else change
    if by:
        return _last_change(words[: at + 1])
    return _change_of_object(words, at) if reading.unit == "%" else None


def _sums_up(words: list[str], at: int) -> bool:
    """Tell whether a verb makes a sum or a share of what follows: "made up 5 percent", "added up to"."""
    verbs = word_set("sums_up")
    if words[at] == "up":
        return at > 0 and words[at - 1] in verbs
    return words[at] in verbs and words[at + 1 : at + 2] == ["up"]


def _change_of_object(words: list[str], at: int) -> Change | None:
    """Return the change whose verb has an object before the percentage: "cut emissions 40 percent"."""
    for back in (1, 2):
        if at - back < 0 or words[at - back + 1] in word_set("stops"):
            return None
        for change in _changes():
            if words[at - back] in change.transitive:
                return change
    return None


def _last_change(words: list[str]) -> Change | None:
    for word in reversed(words):
        for change in _changes():
            if word in change.all:
                return change
    return None


def _change_after(words: list[str], after: list[str], reading: Reading) -> Change | None:
    """Return the change told after a number: "3 percent less", "a 3% decline"."""
    if reading.rule == "count":
        return None
    led = [word for word in words[-3:] if word not in word_set("adverbs") or word in word_set("articles")]
    articles, stops = word_set("articles"), word_set("stops")
    qualified = len(led) > 1 and led[-2] in articles and led[-1] not in stops  # "a record 3% decline"
    noun = bool(led) and (led[-1] in articles or qualified)
    for word in after[:2]:
        if word == "or":  # "5 percent or more"
            return None
        for change in _changes():
            if word in change.after or (noun and word in change.nouns):
                return change
        if word in word_set("stops"):
            return None
    return None
