"""Noun phrases for parties without a name: "five Korean firms", "the company", "the two countries"."""

from dataclasses import dataclass

from communique.mentions.names.tokens import BREAK, CAPITAL, CAPITALS, LOWER, MARK, NUMBER, Tokens
from communique.mentions.names.words import organisations

_MAX_WORDS = 6
_ARTICLES = frozenset(
    ("a", "an", "the", "this", "these", "those", "its", "their", "our", "his", "her", "each", "all")
)
_PAIRS = frozenset(("both", "two", "three", "four", "five"))
_ONES = _ARTICLES | {"another", "major", "leading", "top", "other", "some", "one", "first", "second"}
_PLURALS = frozenset(("people", "women", "youth", "children", "staff", "personnel", "police", "troops"))


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase for parties as words `first` to `last`; `article` stands before it, "" for none."""

    first: int
    last: int
    head: str
    article: str
    group: bool  # "two", "both": it stands for parties named before


def find_parties(tokens: Tokens) -> list[Party]:
    """Return the noun phrases for parties and projects in a text, in order."""
    pack, lows = organisations(), tokens.lows
    heads = pack.parties | pack.projects
    found: list[Party] = []
    before: Party | None = None
    for at, low in enumerate(lows):
        if low not in heads or not _is_noun(tokens, at):
            continue
        if at + 1 < len(lows) and lows[at + 1] == "-" and tokens.joined(at + 1):
            continue
        if at + 1 < len(lows) and lows[at + 1] in heads and tokens.shapes[at + 1] == LOWER:
            continue  # "company leaders": the head is the last noun
        party = _party(tokens, at)
        if party:
            found.append(party)
            if before and before.last + 1 == party.first and lows[before.last] == "and":
                found.append(Party(before.first, party.last, party.head, before.article, False))
            before = party
    return found


def _is_capital(shape: int) -> bool:
    return shape in (CAPITAL, CAPITALS)


def _is_noun(tokens: Tokens, at: int) -> bool:
    """Tell whether the word is a common noun here: in lower case, or the first of a sentence."""
    if tokens.shapes[at] == LOWER:
        return True
    opening = tokens.shapes[at] == CAPITAL and tokens.opens[at] and not tokens.heading[at]
    return opening and not (at + 1 < len(tokens) and _is_capital(tokens.shapes[at + 1]))


def _party(tokens: Tokens, at: int) -> Party | None:
    pack, lows = organisations(), tokens.lows
    edge = _left_edge(tokens, at)
    if edge > 0 and tokens.words[edge - 1] == "-" and tokens.joined(edge):
        return None
    first, group = edge, False
    while first > 0 and (lows[first - 1] in pack.quantities or tokens.shapes[first - 1] == NUMBER):
        first -= 1
        group = group or lows[first] in _PAIRS
    article = ""
    while first < edge and lows[first] in _ARTICLES:
        article = lows[first]
        first += 1
    if at and tokens.words[at - 1] == "-" and at + 1 < len(lows) and _goes_on(tokens, at + 1):
        return None  # "high-road investment"
    plural = lows[at].endswith("s") or lows[at] in _PLURALS
    if not plural and first < edge and lows[first] not in _ONES:
        return None  # "four business, university and health care leaders"
    named = first < edge or any(map(_is_capital, tokens.shapes[edge:at]))
    if lows[at] in pack.broad and not named and (article != "the" or edge < at):
        return None
    if not (plural or article or first < at):
        return None
    group = group and lows[at] in pack.groups and at - edge < 2
    return Party(first, at + 1, lows[at], article, group)


def _left_edge(tokens: Tokens, at: int) -> int:
    """Return the first word of the noun phrase headed at `at`, its article and numbers left out."""
    pack, first = organisations(), at
    while first > 0 and at - first < _MAX_WORDS:
        before = first - 1
        low, shape = tokens.lows[before], tokens.shapes[before]
        if shape in (BREAK, NUMBER) or low == "'s":
            break
        bound = tokens.words[first] == "-" and tokens.joined(first)
        if shape == MARK and not (low == "-" and tokens.joined(first) and tokens.joined(before)):
            break
        if not bound and (low in pack.stops or low in pack.quantities or _is_verb(tokens, before)):
            break
        first = before
    while first < at and tokens.shapes[first] == MARK:
        first += 1
    return first


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether the noun phrase goes on with the word at `at`."""
    return tokens.shapes[at] == LOWER and tokens.lows[at] not in organisations().stops


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Tell whether a word looks like a verb or adverb, no part of a compound ("state-owned")."""
    low = tokens.lows[at]
    if low.endswith("ly") and low not in ("family", "early", "friendly"):
        return True
    if tokens.opens[at] and low.endswith("ing"):
        return True
    return low.endswith("ed") and not (at > 0 and tokens.words[at - 1] == "-")
