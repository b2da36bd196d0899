"""Compares offices: "Minister for Trade" and "Trade Minister" are one, "Deputy Minister" is another."""

from functools import lru_cache

from communique.resolve.identity.words import pack
from communique.text import fold

_IDLE = frozenset(("state", "affairs", "then", "new", "current"))  # words that tell no two offices apart


@lru_cache(maxsize=16384)
def office_words(office: str) -> frozenset[str]:
    """Return the words of an office that tell it from others."""
    words = [word for word in fold(office).split() if word not in pack().small]
    kept = frozenset(word.removesuffix("s") for word in words if word not in _IDLE)
    return kept or frozenset(words)


def same_office(a: str, b: str) -> bool:
    """Tell whether two offices are told with the same words, in any order."""
    return office_words(a) == office_words(b)
