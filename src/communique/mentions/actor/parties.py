"""Parties without a name: "five Korean firms", "the company", "the two countries", "he", "we"."""

from dataclasses import dataclass

from communique.mentions.names.geography import geography
from communique.mentions.names.tokens import BREAK, LOWER, MARK, NUMBER, Tokens
from communique.mentions.names.words import organisations

_MAX_WORDS = 6
_DEFINITE = frozenset(
    ("the", "this", "these", "those", "both", "its", "their", "our", "his", "her", "each", "all")
)
_PAIRS = frozenset(("both", "two", "three", "four", "five"))


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase for parties: words `first` to `last`; its head; the determiner before it, "" for none."""

    first: int
    last: int
    head: str
    determiner: str
    counted: bool  # "two", "both": a group that stands for parties named before


def find_parties(tokens: Tokens) -> list[Party]:
    """Return the noun phrases for parties and projects in a text, in order."""
    pack, lows, shapes = organisations(), tokens.lows, tokens.shapes
    heads = pack.parties | pack.projects
    found = []
    for at, low in enumerate(lows):
        if low not in heads or shapes[at] != LOWER:
            continue
        if at + 1 < len(lows) and lows[at + 1] in heads and shapes[at + 1] == LOWER:
            continue  # "company leaders": the head is the last noun
        party = _party(tokens, at)
        if party:
            found.append(party)
    return found


def _party(tokens: Tokens, at: int) -> Party | None:
    lows = tokens.lows
    first = _left_edge(tokens, at)
    if first > 0 and tokens.words[first - 1] == "-" and tokens.joined(first):
        return None
    before = first - 1
    counted = False
    while before >= 0 and (lows[before] in organisations().quantities or tokens.shapes[before] == NUMBER):
        counted = counted or lows[before] in _PAIRS
        if lows[before] in _DEFINITE:
            break
        before -= 1
    determiner = lows[before] if before >= 0 and lows[before] in _DEFINITE else ""
    quantified = before < first - 1
    plural = lows[at].endswith("s") or lows[at] in (
        "people",
        "women",
        "youth",
        "children",
        "staff",
        "personnel",
    )
    if not (plural or determiner or quantified or at > first):
        return None
    start = before + 1 if not determiner else before + 1 if quantified and lows[before] != "both" else first
    if determiner == "both":
        start = before
    return Party(min(start, first), at + 1, lows[at], determiner, counted or determiner == "both")


def _left_edge(tokens: Tokens, at: int) -> int:
    """Return the first word of the noun phrase headed at `at`, its determiner and numbers left out."""
    stops, first = organisations().stops, at
    while first > 0 and at - first < _MAX_WORDS:
        before = first - 1
        low, shape = tokens.lows[before], tokens.shapes[before]
        if shape in (BREAK, NUMBER) or low in stops or low in organisations().quantities:
            break
        if shape == MARK and not (low == "-" and tokens.joined(first) and tokens.joined(before)):
            break
        if low == "'s" or (low.endswith("ed") and tokens.words[before - 1 : before] != ["-"]):
            break
        first = before
    while first < at and tokens.shapes[first] == MARK:
        first += 1
    return first


def country_side(tokens: Tokens, party: Party) -> str | None:
    """Return the code of the country of "the Korean side", "Korean firms"; None where no country is named."""
    hit = geography().at(tokens.words, party.first)
    return hit[1].code if hit and hit[0] < party.last else None
