"""The things a text names: words with capitals that end in a noun for what is built, run or agreed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.resolve.followup.words import followup_words
from communique.text import fold

_TOKEN = re.compile(r"[^\W_][\w'’&-]*|\S")
_ARTICLES = frozenset(("the", "a", "an", "this", "its", "their", "our"))
_DEFINITE = re.compile(r"\b(?:the|this|its|their) ([a-z]{3,})")


@lru_cache(4096)
def things_in(text: str) -> frozenset[str]:
    """Return the folded names of the things that a text names: "lamu cold storage terminal"."""
    return frozenset(_things(text))


def head_of(thing: str) -> str:
    """Return the noun that says what sort of thing a name is of."""
    return thing.rsplit(" ", 1)[-1]


def is_thing(name: str) -> bool:
    """Tell whether a name is that of a thing, and of nobody who acts."""
    return _names_a_thing(fold(name).split())


def _names_a_thing(words: list[str]) -> bool:
    pack = followup_words()
    return len(words) > 1 and (words[-1] in pack.works or words[0] in pack.ships)


def are_two(one: str, other: str) -> bool:
    """Tell whether two names are of two things of one sort: neither has all words of the other."""
    a, b = set(one.split()), set(other.split())
    return head_of(one) == head_of(other) and not (a <= b or b <= a)


def meant_by(words: str, text: str) -> frozenset[str]:
    """Return the things of a text that words mean by their noun alone: "the terminal", where it names one."""
    heads = {head for head in _DEFINITE.findall(words) if head in followup_words().works}
    found = {head: [thing for thing in things_in(text) if head_of(thing) == head] for head in heads}
    return frozenset(things[0] for things in found.values() if len(things) == 1)


def _things(text: str) -> Iterator[str]:
    for run in _runs(text):
        words = fold(" ".join(run)).split()
        while words and words[0] in _ARTICLES:
            words = words[1:]
        if _names_a_thing(words):
            yield " ".join(words)


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the stretches of words with capitals; "and" may stand between two."""
    run: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isupper():
            run.append(word)
            continue
        if run and word == "and":
            run.append(word)
            continue
        yield from _ended(run)
        run = []
    yield from _ended(run)


def _ended(run: list[str]) -> Iterator[list[str]]:
    """Yield a stretch, and what follows each "and" in it: "Norway and the Lamu Terminal" holds two names."""
    while run and run[-1] == "and":
        run = run[:-1]
    if not run or all(word.isupper() for word in run if word != "and"):
        return
    yield run
    if "and" in run:
        yield run[len(run) - run[::-1].index("and") :]
