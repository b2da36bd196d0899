"""The word lists behind places."""

from functools import cache

from communique.mentions.names.words import Words
from communique.packs import Pack, load_pack


class PlaceExample(Pack):
    """A text and the places found in it, each as "name (type, country)"."""

    text: str
    country: str | None = None  # of the publisher
    places: tuple[str, ...] = ()


class PlaceRule(Pack):
    """One rule with the examples that hold it."""

    name: str
    means: str
    examples: tuple[PlaceExample, ...]


class PlacesPack(Pack):
    """`en/places`."""

    cues: Words
    weak_cues: Words
    determiners: Words
    venues: Words
    sure_venues: Words
    lands: Words
    sure_lands: Words
    land_openers: Words
    called: Words
    broad: Words
    events: Words
    bodies: Words
    arrivals: Words
    journeys: Words
    ambiguous: Words
    no_places_in: Words
    languages: Words
    months: Words
    rules: tuple[PlaceRule, ...]


@cache
def place_words() -> PlacesPack:
    """Return the word lists of English."""
    pack: PlacesPack = load_pack("en/places", PlacesPack)
    return pack
