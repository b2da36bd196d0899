"""Takes the name of a body apart: its words in one spelling, the countries named in it, its short form."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.packs import load_pack
from communique.packs.states import CountriesPack
from communique.resolve.identity.words import pack
from communique.text import fold

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z][A-Za-z&+.-]{1,11}")
_SLASHED = re.compile(r"\b([A-Z])/([A-Z])\b")
_MAX_WORDS = 6  # words in the longest name of a country
_MARK_OF_OWNER = "s"  # what folding leaves of "Japan's"


@dataclass(frozen=True, slots=True)
class BodyName:
    """`words`: folded, in one spelling, without small words, countries and a legal form at the end."""

    words: tuple[str, ...]
    countries: tuple[str, ...]  # ISO codes of the countries named in it
    short: str | None  # an acronym that is the whole name, or stands in brackets after it
    initials: frozenset[str]


def acronym_of(name: str) -> str | None:
    """Return a name that is one word in capitals without its dots, else None."""
    return name.replace(".", "") if _ACRONYM.fullmatch(name) and " " not in name else None


@lru_cache(maxsize=65536)
def read_body(name: str) -> BodyName:
    """Return the parts of a body's name."""
    gloss = _BRACKETS.search(name)
    bare = _BRACKETS.sub("", name).strip() or name
    short = acronym_of(bare) or (acronym_of(gloss.group(1)) if gloss else None)
    told = fold(_SLASHED.sub(r"\1\2", bare)).split()
    words, countries = _without_countries(told)
    words = [pack().respelt.get(word, word) for word in words if word not in pack().small]
    while len(words) > 1 and words[-1] in pack().legal:
        words.pop()
    return BodyName(tuple(words), countries, short, _initials(told))


def _without_countries(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    kept: list[str] = []
    codes: list[str] = []
    at = 0
    while at < len(words):
        sizes = range(min(_MAX_WORDS, len(words) - at), 0, -1)
        size = next((n for n in sizes if " ".join(words[at : at + n]) in _countries()), 0)
        if size:
            codes.append(_countries()[" ".join(words[at : at + size])])
        elif words[at] != _MARK_OF_OWNER:
            kept.append(words[at])
        at += size or 1
    return kept, tuple(dict.fromkeys(codes))


@cache
def _countries() -> dict[str, str]:
    """Return folded names of countries and adjectives for them -> ISO code."""
    rows = load_pack("und/countries", CountriesPack).countries
    found = {fold(word): row.code for row in rows for word in (*row.names, *row.people)}
    return {word: code for word, code in found.items() if word not in pack().small}


def _initials(told: list[str]) -> frozenset[str]:
    large = [word for word in told if word not in pack().small]
    spelt = ("".join(word[0] for word in words).upper() for words in (told, large))
    return frozenset(word for word in spelt if len(word) > 2)
