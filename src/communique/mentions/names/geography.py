"""Countries and blocs by any word for them: names, adjectives, words for the people."""

from dataclasses import dataclass
from functools import cache

from communique.mentions.names.phrases import Phrases
from communique.packs import load_pack
from communique.packs.states import BlocsPack, CountriesPack


@dataclass(frozen=True, slots=True)
class Geo:
    """What a word for a country or bloc stands for. `form` tells its name, its people's, or its capital's."""

    key: str  # ISO code, or the bloc's common name
    code: str | None  # ISO 3166 alpha-2, None for a bloc
    names: tuple[str, ...]  # the common name first
    form: str  # "name", "people", "capital"
    series: bool = False  # a bloc that meets as a series of its own name


@cache
def geography() -> Phrases[Geo]:
    """Return all words for countries and blocs, also as set in capitals."""
    phrases: list[tuple[str, Geo]] = []
    for row in load_pack("und/countries", CountriesPack).countries:
        phrases += _forms(row.code, row.code, row.names, row.people)
        phrases += [(word, Geo(row.code, row.code, row.names, "capital")) for word in row.capitals]
    for bloc in load_pack("und/blocs", BlocsPack).blocs:
        phrases += _forms(bloc.names[0], None, bloc.names, bloc.people, bloc.series)
    capitals = [(text.upper(), geo) for text, geo in phrases if geo.form != "capital" and len(text) > 3]
    return Phrases(phrases + capitals)


def _forms(
    key: str, code: str | None, names: tuple[str, ...], people: tuple[str, ...], series: bool = False
) -> list[tuple[str, Geo]]:
    named, folk = Geo(key, code, names, "name", series), Geo(key, code, names, "people")
    plurals = [word + "s" for word in people if word.endswith(("an", "i", "ian", "ani", "ene"))]
    return [(word, named) for word in names] + [(word, folk) for word in (*people, *plurals)]


@cache
def country(code: str) -> Geo | None:
    """Return the country of an ISO code under its name, None where the pack has none."""
    rows = load_pack("und/countries", CountriesPack).countries
    return next((Geo(code, code, row.names, "name") for row in rows if row.code == code), None)
