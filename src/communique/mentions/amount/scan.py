"""One pass over the words of a text: where number words stand."""

import re
from dataclasses import dataclass
from functools import cache

from communique.mentions.amount.words import numbers

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in lower case, of the same length, with the offsets at which a number in words may begin."""

    low: str
    anchors: tuple[int, ...]


@cache
def _openers() -> frozenset[str]:
    pack = numbers()
    folds = {f"{word}fold" for word in pack.cardinals}
    return frozenset({"a", "an", "half", *pack.cardinals, *pack.multiples, *folds})


def scan_words(soft: str) -> Words:
    """Return the lower-case copy of a text and its anchors."""
    low = soft.lower()
    if len(low) != len(soft):  # a few capitals grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in soft)
    openers = _openers()
    starts = [match.start() for match in _WORD.finditer(low) if match.group() in openers]
    return Words(low, tuple(at for at in starts if at == 0 or not low[at - 1].isalnum()))
