"""Compares offices: "Minister for Trade" and "Trade Minister" are one, "Deputy Minister" is another."""

from functools import lru_cache

from communique.resolve.identity.bodies import singular
from communique.resolve.identity.bodyname import read_body

_IDLE = frozenset(("state", "affairs", "then", "new", "current"))  # words that tell no two offices apart


@lru_cache(maxsize=16384)
def office_words(office: str) -> frozenset[str]:
    """Return the words of an office that tell it from others."""
    words = singular(read_body(office).words)
    return frozenset(word for word in words if word not in _IDLE) or frozenset(words)


def same_office(a: str, b: str) -> bool:
    """Tell whether two offices are told with the same words, in any order."""
    return office_words(a) == office_words(b)


def office_key(office: str) -> str:
    """Return the words of an office in one order: the same for all ways to tell it."""
    return " ".join(sorted(office_words(office)))
