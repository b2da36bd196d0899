"""Pronouns of a release: who "he", "they" and "we" are, only where the text leaves no doubt."""

from dataclasses import dataclass

from communique.mentions.names.tokens import BREAK, Tokens

_SINGLE = frozenset(("he", "she"))
_SELF = frozenset(("we", "our", "us", "i", "my"))
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at word `at`; `first` begins its sentence, `before` the sentence before that."""

    at: int
    kind: str  # "single", "several", "self"
    first: int
    before: int


def find_pronouns(tokens: Tokens) -> list[Pronoun]:
    """Return the pronouns of a text in order: of each kind the first in a sentence."""
    found: list[Pronoun] = []
    first = before = 0
    seen: set[str] = set()
    for at, low in enumerate(tokens.lows):
        if tokens.shapes[at] == BREAK or low in _ENDS:
            if at + 1 > first + 1:
                before, first = first, at + 1
                seen = set()
            continue
        kind = _kind(low, tokens.words[at])
        if kind and kind not in seen:
            seen.add(kind)
            found.append(Pronoun(at, kind, first, before))
    return found


def _kind(low: str, word: str) -> str:
    if low in _SINGLE:
        return "single"
    if low == "they":
        return "several"
    # "US" is a country and "(i)" a numeral
    return "self" if low in _SELF and word not in ("US", "i") else ""
