"""The pack `und/identity`: what each feature of two names weighs, and the words that names are read with."""

from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from communique.packs import Pack, load_pack


def _split(value: object) -> object:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_split)]
Group = Annotated[tuple[str, ...], BeforeValidator(_split)]


class HangulPack(Pack):
    """The Latin letters of each sign of a syllable, in the order of Unicode; "-" where it is silent."""

    initials: Group
    vowels: Group
    finals: Group


class IdentityPack(Pack):
    """`und/identity`."""

    accept: float
    features: dict[str, tuple[float, str]]
    honorifics: Words
    generations: dict[str, str]
    particles: Words
    nicknames: tuple[Group, ...]
    korean_families: tuple[Group, ...]
    hangul: HangulPack
    arabic: Words
    cyrillic: Words
    small: Words
    bare: Words
    legal: Words
    respelt: dict[str, str]


@cache
def pack() -> IdentityPack:
    """Return the pack."""
    found: IdentityPack = load_pack("und/identity", IdentityPack)
    return found


class RenamingPack(Pack):
    """`en/renaming`: folded words between a body's former name and its new one, and the other way round."""

    becomes: frozenset[str]
    was: frozenset[str]


@cache
def renaming() -> RenamingPack:
    """Return the pack of renaming."""
    found: RenamingPack = load_pack("en/renaming", RenamingPack)
    return found


@cache
def korean_families() -> dict[str, str]:
    """Return each romanisation of a Korean family name -> the first of its line."""
    return {word: group[0] for group in pack().korean_families for word in group}


@cache
def first_names() -> dict[str, frozenset[str]]:
    """Return each first name, short or long -> the lines it stands in."""
    found: dict[str, frozenset[str]] = {}
    for group in pack().nicknames:
        for word in group:
            found[word] = found.get(word, frozenset()) | {group[0]}
    return found
