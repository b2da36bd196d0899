"""Acronyms bound in a text: "Ministry of Ports and Tides (MPT)" and "MPT (Ministry of Ports and Tides)"."""

from dataclasses import dataclass

from communique.mentions.names.tokens import BREAK, CAPITAL, CAPITALS, Tokens

_MAX_WORDS = 16
_INNER = frozenset(("of", "and", "for", "the", "on", "-", "&", ","))


@dataclass(frozen=True, slots=True)
class Binding:
    """An acronym at word `at` and the words `first` to `last` it stands for."""

    acronym: str
    at: int
    last_at: int  # half-open end of the acronym's own words
    first: int
    last: int


def find_bindings(tokens: Tokens) -> list[Binding]:
    """Return the acronyms in brackets whose letters the words before them spell, in order."""
    found = []
    words, count = tokens.words, len(tokens)
    for at in range(1, count - 2):
        if words[at] != "(":
            continue
        stop = next((i for i in range(at + 2, min(at + 6, count)) if words[i] == ")"), None)
        if stop is None:
            continue
        acronym = "".join(words[at + 1 : stop])
        if not _is_acronym(acronym):
            continue
        first = spelled_from(tokens, at, acronym)
        if first is None:
            first = _run_from(tokens, at, acronym)
        if first is not None:
            last = at - 1 if words[at - 1] in ("'s", '"', "'") else at
            found.append(Binding(acronym, at + 1, stop, first, last))
    return found


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(word) <= 12 and capitals >= 2 and capitals * 2 >= len(letters)


def spelled_from(tokens: Tokens, end: int, acronym: str) -> int | None:
    """Return the first of the words before `end` whose initials spell `acronym`, or None.

    Read backward: each word takes its initial from the end of what is left, or a longer
    piece of it ("IsDB", "KOTRA"), and small words may take none.
    """
    left = "".join(c for c in acronym if c.isalpha()).lower()
    at = end
    while left and at > 0 and end - at < _MAX_WORDS:
        at -= 1
        if tokens.shapes[at] == BREAK or tokens.words[at] in ".;:()":
            return None
        initial = tokens.lows[at][0]
        if not initial.isalpha():
            continue
        taken = _taken(left, tokens.lows[at])
        if taken:
            left = left[:-taken]
        elif tokens.shapes[at] in (CAPITAL, CAPITALS) and at == end - 1 and len(left) < 2:
            return None
    return at if not left and tokens.shapes[at] in (CAPITAL, CAPITALS) else None


def _run_from(tokens: Tokens, end: int, acronym: str) -> int | None:
    """Return the first capitalised word of the run before `end` that begins as the acronym does, or None.

    For acronyms of syllables ("KOTRA") and of letters inside words ("CNWG").
    """
    first, at = None, end
    initial = acronym[0].lower()
    while at > 0 and end - at < _MAX_WORDS:
        at -= 1
        capital = tokens.shapes[at] in (CAPITAL, CAPITALS)
        if not capital and tokens.words[at] not in _INNER:
            break
        if capital and tokens.lows[at][0] == initial:
            first = at
    return first if first is not None and first < end - 1 else None


def _taken(left: str, low: str) -> int:
    """Return how many letters at the end of `left` a word may stand for: those it begins with."""
    for size in range(min(4, len(left), len(low)), 0, -1):
        if left.endswith(low[:size]):
            return size
    return 0
