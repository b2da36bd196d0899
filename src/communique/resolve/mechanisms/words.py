"""The word lists behind the names of series, and the states and blocs that stand in them."""

from functools import cache
from typing import Literal

from communique.packs import Pack, load_pack
from communique.packs.states import BlocsPack, CountriesPack
from communique.text import fold

Level = Literal["leaders", "ministerial", "vice", "working"]


class SeriesPack(Pack):
    """`en/series`."""

    levels: dict[Level, tuple[str, ...]]
    apart: frozenset[str]
    idle: str
    spellings: dict[str, str]


@cache
def series_words() -> SeriesPack:
    """Return the pack of series."""
    pack: SeriesPack = load_pack("en/series", SeriesPack)
    return pack


@cache
def idle_words() -> frozenset[str]:
    """Return the words that tell no two series apart."""
    return frozenset(series_words().idle.split())


@cache
def states() -> dict[str, str]:
    """Return folded names and adjectives of states and blocs -> ISO code, or the bloc's common name."""
    found: dict[str, str] = {}
    for row in load_pack("und/countries", CountriesPack).countries:
        for word in (*row.names, *row.people):
            found.setdefault(fold(word), row.code)
    for bloc in load_pack("und/blocs", BlocsPack).blocs:
        for word in (*bloc.names, *bloc.people):
            found.setdefault(fold(word), bloc.names[0])
    return found


@cache
def common_name(key: str) -> str:
    """Return the common name of a country by its code; a bloc's key is its name."""
    rows = load_pack("und/countries", CountriesPack).countries
    return next((row.names[0] for row in rows if row.code == key), key)
