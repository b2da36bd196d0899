"""Finds the noun a number counts, and puts it in the singular."""

import re
from functools import cache

from communique.mentions.amount.tokens import Token
from communique.mentions.amount.words import numbers, word_set
from communique.packs import load_pack
from communique.packs.states import CountriesPack

_MAX_WORDS = 6
_ACRONYMS = re.compile(r"[A-Z](?:[A-Z\d-]+|[a-z]?[A-Z]+)s")  # MOUs, MoUs, FA-50s


def counted_noun(tokens: list[Token]) -> tuple[str, int] | None:
    """Return the singular of the head noun and its end: the first plural of the noun phrase, or None."""
    if not tokens or tokens[0].gap == "":
        return None
    stops, joined = word_set("stops"), ("and", "or", "and/or")
    if len(tokens) > 2 and tokens[0].low == "of" and tokens[1].low in word_set("definite"):
        found = counted_noun(tokens[2:])  # "200 of these systems", "two of the five bidders"
        return (found[0], 0) if found else None
    for index, token in enumerate(tokens[:_MAX_WORDS]):
        if token.low in stops or (index == 0 and token.low in joined):
            return None
        if index == 0 and token.gap == "-":
            return _hyphenated(token)
        if is_plural(token.word) and not _modifies(tokens, index):
            return singular(token.word), token.end
        if token.closes:
            return None
    return None


def _hyphenated(token: Token) -> tuple[str, int] | None:
    """Return the noun of "14-member", "two-lane"; None for what is no noun ("one-on-one", "30-odd")."""
    head = token.low.partition("-")[0]
    if head in word_set("stops") or head in word_set("no_nouns") or len(head) < 3:
        return None
    return singular(head), token.end - len(token.low) + len(head)


def _modifies(tokens: list[Token], index: int) -> bool:
    """Tell whether a plural only qualifies the plural after it ("sales offices", "women mayors")."""
    if tokens[index].low not in word_set("modifiers") or index + 1 >= len(tokens):
        return False
    return not tokens[index].closes and is_plural(tokens[index + 1].word)


@cache
def is_plural(word: str) -> bool:
    """Tell whether a word looks like the plural of a noun."""
    low = word.lower()
    if _ACRONYMS.fullmatch(word):
        return True
    if low in numbers().irregular:
        return True
    tail = low.rpartition("-")[2]
    return (
        len(tail) > (2 if tail != low else 3)  # "start-ups"
        and tail.endswith("s")
        and not tail.endswith(("ss", "us", "is", "'s"))
        and low not in word_set("no_plural")
        and low not in word_set("stops")
        and tail not in word_set("no_plural")
    )


@cache
def singular(word: str) -> str:
    """Return the singular of a noun; a word in lower case but for names and acronyms ("MOU", "American")."""
    irregular = numbers().irregular
    if word.lower() in irregular:
        return irregular[word.lower()]
    if not is_plural(word):
        return _in_case(word)
    if word.endswith("ies") and len(word) > 4:
        return _in_case(f"{word[:-3]}y")
    return _in_case(word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes")) else word[:-1])


@cache
def _peoples() -> frozenset[str]:
    rows = load_pack("und/countries", CountriesPack).countries
    return frozenset(name for row in rows for name in row.people)


def _in_case(noun: str) -> str:
    """Return a noun in lower case but for acronyms and peoples: a heading's capitals say nothing."""
    return noun if any(c.isupper() for c in noun[1:]) or noun in _peoples() else noun.lower()
