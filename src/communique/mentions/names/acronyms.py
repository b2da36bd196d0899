"""Acronyms bound in a text: "Ministry of Ports and Tides (MPT)" and "MPT (Ministry of Ports and Tides)"."""

from dataclasses import dataclass

from communique.mentions.names.tokens import BREAK, CAPITAL, CAPITALS, Tokens

_MAX_WORDS = 16
_MAX_SPARE = 2
_SMALL = frozenset(("of", "and", "for", "the", "on", "in", "to"))
_SENTENCE_MARKS = frozenset(".;:()")
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
        last = at - 1 if words[at - 1] in ("'s", '"', "'") else at
        first = spelled_from(tokens, last, acronym)
        if first is None:
            first = _run_from(tokens, last, acronym)
        if first is not None:
            found.append(Binding(acronym, at + 1, stop, first, last))
    return found


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(word) <= 12 and capitals >= 2 and capitals * 2 >= len(letters)


def spelled_from(tokens: Tokens, end: int, acronym: str) -> int | None:
    """Return the first of the words before `end` whose initials spell `acronym`, or None."""
    left = "".join(c for c in acronym if c.isalpha()).lower()
    first = _spell_back(tokens, end, left, small=False)
    return _spell_back(tokens, end, left, small=True) if first is None else first


def _spell_back(tokens: Tokens, end: int, left: str, small: bool) -> int | None:
    """Spell `left` backward: each word gives its initial or more of its beginning ("IsDB").

    Small words give a letter only if `small`; a few capitalised words may give none.
    """
    at, spare = end, _MAX_SPARE
    while left and at > 0 and end - at < _MAX_WORDS:
        at -= 1
        low, capital = tokens.lows[at], tokens.shapes[at] in (CAPITAL, CAPITALS)
        if tokens.shapes[at] == BREAK or low in _SENTENCE_MARKS:
            return None
        if not low[0].isalpha() or (low in _SMALL and not small):
            continue
        taken = _taken(left, low)
        left = left[: len(left) - taken]
        spare -= capital and not taken
        if spare < 0:
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
