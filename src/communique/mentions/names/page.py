"""One text as both finders see it: words, countries, titles with their holders, what can be a name."""

from dataclasses import dataclass
from functools import lru_cache

from communique.mentions.names.geography import Geo, geography
from communique.mentions.names.offices import Title, find_titles
from communique.mentions.names.runs import name_words
from communique.mentions.names.tokens import Tokens, scan


@dataclass(frozen=True, slots=True)
class Place:
    """A word for a country or bloc as words `first` to `last`."""

    first: int
    last: int
    geo: Geo


@dataclass(frozen=True, slots=True)
class Page:
    """A scanned text. `things` marks words that can name a thing: no person with a title, nor that title."""

    tokens: Tokens
    places: tuple[Place, ...]
    titles: tuple[Title, ...]
    names: tuple[bool, ...]  # words that can be part of a name: neither an office nor its holder
    things: tuple[bool, ...]


@lru_cache(maxsize=2)
def read_page(soft: str) -> Page:
    """Return the page of a softened text; the last one read is kept, for the next finder."""
    tokens = scan(soft)
    names = name_words(tokens)
    things = list(names)
    titles = find_titles(tokens, names)
    for title in titles:
        if title.name:
            first, last = title.name
            names[first:last] = [False] * (last - first)
            first, last = min(first, title.first), max(last, title.last)
            things[first:last] = [False] * (last - first)
    return Page(tokens, _places(tokens), tuple(titles), tuple(names), tuple(things))


def _places(tokens: Tokens) -> tuple[Place, ...]:
    known, words = geography(), tokens.words
    found, at = [], 0
    while at < len(words):
        hit = known.at(words, at) if words[at] in known else None
        if hit:
            found.append(Place(at, *hit))
            at = hit[0]
        else:
            at += 1
    return tuple(found)
