"""Takes the name of a series apart: members, level, and the words that tell it from others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.resolve.mechanisms.words import Level, idle_words, series_words, states
from communique.text import fold

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z]{2,9}")
_GLUED = re.compile(r"([a-z]{2,6})\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_SHORT = 3  # letters of a word that keeps its final s


@dataclass(frozen=True, slots=True)
class Name:
    """What a name says: codes of its members, its level, the words that tell it from others, sorted."""

    members: tuple[str, ...]
    words: tuple[str, ...]
    level: Level | None
    short: str | None = None  # the name, or a gloss in it, that is an acronym
    initials: tuple[str, ...] = ()  # what an acronym of the name may be


def take_apart(name: str, known: Mapping[str, str]) -> Name:
    """Return the parts of a name; `known` adds folded names of states to those of the packs."""
    bare = _BRACKETS.sub("", name).strip() or name
    tokens, members = _without_members(_respelt(fold(bare).split()), known)
    level, rest = _without_level(tokens)
    words = {_plain(word) for word in rest} - idle_words() - {""}
    if not words and not members and level is None:
        words = set(tokens)
    return Name(
        members=tuple(sorted(set(members))),
        words=tuple(sorted(words)),
        level=level,
        short=_short(name, bare),
        initials=_initials(bare),
    )


def _short(name: str, bare: str) -> str | None:
    gloss = _BRACKETS.search(name)
    for word in ([gloss.group(1)] if gloss else []) + [bare]:
        if _ACRONYM.fullmatch(word) and fold(word) not in states():
            return fold(word)
    return None


def _initials(bare: str) -> tuple[str, ...]:
    """Return the initials of all words, and of those that are not small, in their order."""
    tokens = fold(bare).split()
    large = [word for word in tokens if len(word) > _SHORT or word not in idle_words()]
    found = ["".join(word[0] for word in some) for some in (tokens, large)]
    return tuple(dict.fromkeys(one for one in found if len(one) > 1))


@cache
def _longest_spelling() -> int:
    return max(len(words.split()) for words in series_words().spellings)


def _respelt(tokens: list[str]) -> list[str]:
    """Return the words each in the spelling that is compared."""
    spellings, found, at = series_words().spellings, list[str](), 0
    while at < len(tokens):
        for length in range(min(_longest_spelling(), len(tokens) - at), 0, -1):
            words = " ".join(tokens[at : at + length])
            if words in spellings:
                found += spellings[words].split()
                at += length
                break
        else:
            found.append(tokens[at])
            at += 1
    return found


def _without_members(tokens: list[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the words that name no state or bloc, and the keys of those that do."""
    rest: list[str] = []
    members: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(5, len(tokens) - at), 0, -1):
            words = " ".join(tokens[at : at + length])
            key = states().get(words) or known.get(words)
            if key:
                members.append(key)
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return rest, members


def _without_level(tokens: list[str]) -> tuple[Level | None, list[str]]:
    padded = f" {' '.join(tokens)} "
    for level, phrases in series_words().levels.items():
        phrase = next((one for one in phrases if f" {one} " in padded), None)
        if phrase and not (level == "leaders" and series_words().apart & set(tokens)):
            return level, padded.replace(f" {phrase} ", " ", 1).split()
    return None, tokens


def _plain(word: str) -> str:
    """Return a word in the singular; nothing for a number, a year, or the s of a genitive."""
    if _YEAR.fullmatch(word) or _NUMBER.fullmatch(word) or word == "s":
        return ""
    glued = _GLUED.fullmatch(word)
    if glued:
        word = glued.group(1)
    if word.endswith("ies") and len(word) > _SHORT + 2:
        return word[:-3] + "y"
    return word[:-1] if len(word) > _SHORT and word.endswith("s") and not word.endswith("ss") else word
