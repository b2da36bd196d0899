"""A place found in the words of a text, and the cues that words give."""

from dataclasses import dataclass

from communique.mentions.names.tokens import CAPITAL, CAPITALS, LOWER, Tokens
from communique.mentions.place.words import place_words
from communique.records.mention import PlaceType

STRONG, WEAK, NONE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place at the words `first` to `last` (half-open); "" as name for the words themselves."""

    first: int
    last: int
    type: PlaceType
    country: str | None
    rule: str
    name: str = ""


def is_capital(tokens: Tokens, at: int) -> bool:
    """Tell whether the word at `at` exists and is capitalised."""
    return 0 <= at < len(tokens) and tokens.shapes[at] in (CAPITAL, CAPITALS) and tokens.words[at] != "I"


def word_at(tokens: Tokens, at: int) -> str:
    """Return the lower-case word at `at`, or "" outside the text."""
    return tokens.lows[at] if 0 <= at < len(tokens) else ""


def cue_before(tokens: Tokens, first: int) -> int:
    """Return how surely the words before `first` say that a place follows."""
    words = place_words()
    low = word_at(tokens, before_determiners(tokens, first))
    if low in words.cues:
        return STRONG
    return WEAK if low in words.weak_cues else NONE


def before_determiners(tokens: Tokens, first: int) -> int:
    """Return the index of the word before `first` and the articles that lead to it."""
    at = first - 1
    while at >= 0 and tokens.lows[at] in place_words().determiners:
        at -= 1
    return at


def is_visited(tokens: Tokens, first: int) -> bool:
    """Tell whether somebody is at the name or goes there: "at the Kestrel House", "a visit to the Palace"."""
    words, at = place_words(), before_determiners(tokens, first)
    low = word_at(tokens, at)
    return low in words.cues or low in words.arrivals or low == "to"


def opens_dateline(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a name begins its line and the mark or date of a dateline follows ("SEOUL - ")."""
    return opens_line(tokens, first) and is_dateline_mark(tokens, last)


def opens_line(tokens: Tokens, first: int) -> bool:
    """Tell whether a name begins its line."""
    return first == 0 or tokens.words[first - 1] in ("\n", "*", "(")


def is_dateline_mark(tokens: Tokens, last: int) -> bool:
    """Tell whether the mark or date that closes a dateline's place stands at `last`."""
    mark = word_at(tokens, last)
    if mark in ("-", ":") and not tokens.joined(last):
        return True
    if mark == "(":
        return True
    after = word_at(tokens, last + 1)
    return mark == "," and (after.isdigit() or after in place_words().months)


def goes_on(tokens: Tokens, last: int) -> bool:
    """Tell whether a name runs on after `last` in capitals, so that what was found is only a part of it."""
    if last >= len(tokens):
        return False
    if tokens.words[last] == "$" and tokens.joined(last):
        return True
    if tokens.words[last] == "-" and tokens.joined(last):
        return last + 1 < len(tokens) and tokens.joined(last + 1) and tokens.shapes[last + 1] != LOWER
    if tokens.words[last] in "&_":
        return is_capital(tokens, last + 1)
    return is_capital(tokens, last) and tokens.lows[last] not in place_words().months
