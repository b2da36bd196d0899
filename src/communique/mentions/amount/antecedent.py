"""Finds what a number counts where its noun stands before it: "the number of firms rose to 50"."""

import re

from communique.mentions.amount.nouns import counted_noun, is_plural, singular
from communique.mentions.amount.reading import Reading
from communique.mentions.amount.tokens import tokens_after

_NUMBER_OF = re.compile(r"\b(?:number|numbers|total) of ")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n\n")
_LED_TO = re.compile(
    r"\b(?:to|from|at|of|reach(?:ed|ing)?|exceed(?:ed|ing)?|was|is|than|over|nearly|about) $"
)
_AFTER = re.compile(r" the number of ")
_OF_WHICH = re.compile(
    r"(?:^|\W)([A-Za-z-]+)(?: [a-z]+)?, "
    r"(?:of (?:which|whom|these) (?:there (?:are|were) |some |about |only )?)?$"
)
_WHICH_FOLLOWS = re.compile(r" of (?:which|whom|them|these)\b")
_LOOK_BACK = 160
_SIGNALS = ("umber of ", "umbers of ", "otal of ", "of which", "of whom", "of these", "of them")


def find_antecedents(soft: str, readings: list[Reading]) -> None:
    """Give a bare number the noun that the sentence says it is the number of."""
    if not any(words in soft for words in _SIGNALS):
        return
    for reading in readings:
        if reading.bare and not reading.is_year and not reading.dropped and not reading.numeral.fractional:
            noun = _noun_of(soft, reading)
            if noun:
                reading.unit, reading.rule, reading.shared = noun, "number of", True


def _noun_of(soft: str, reading: Reading) -> str | None:
    start = reading.start
    first = max(0, start - _LOOK_BACK)
    window = soft[first:start]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    window = window[ends[-1] if ends else 0 :]
    if after := _AFTER.match(soft, reading.end):
        return _noun_at(soft, after.end())
    named = _OF_WHICH.search(window)
    if named and (
        window.endswith(("which ", "whom ", "are ", "were ", "some ", "about ", "only "))
        or _WHICH_FOLLOWS.match(soft, reading.end)
    ):
        return singular(named.group(1)) if is_plural(named.group(1)) else None
    numbers_of = list(_NUMBER_OF.finditer(window))
    if numbers_of and _LED_TO.search(window):
        return _noun_at(soft, start - len(window) + numbers_of[-1].end())
    return None


def _noun_at(soft: str, at: int) -> str | None:
    tokens = tokens_after(soft, at - 1)
    while tokens and tokens[0].low in ("its", "the", "their", "our", "these", "those"):
        tokens = tokens[1:]
    found = counted_noun(tokens) if tokens else None
    return found[0] if found else None
