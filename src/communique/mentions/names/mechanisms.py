"""The English word lists behind mechanisms: head nouns, ordinals, tails."""

from functools import cache

from communique.mentions.names.phrases import Phrases
from communique.mentions.names.words import Words
from communique.packs import Pack, load_pack


class MechanismExample(Pack):
    """A sentence and the mechanisms it names, each `name#ordinal`."""

    text: str
    names: tuple[str, ...]


class MechanismsPack(Pack):
    """`en/mechanisms`."""

    series: tuple[str, ...]
    instruments: tuple[str, ...]
    programmes: tuple[str, ...]
    tails: Words
    ordinals: dict[str, int]
    editions: Words
    referring: Words
    neighbours: Words
    numbered: Words
    verbs: Words
    venues: Words
    trims: Words
    generic: Words
    uncounted: Words
    uncountable: Words
    examples: tuple[MechanismExample, ...]


@cache
def mechanisms() -> MechanismsPack:
    """Return the pack of mechanisms."""
    pack: MechanismsPack = load_pack("en/mechanisms", MechanismsPack)
    return pack


@cache
def head_nouns() -> Phrases[str]:
    """Return all head nouns in lower case, each with its class: "series", "instrument" or "programme"."""
    pack = mechanisms()
    classes = (("series", pack.series), ("instrument", pack.instruments), ("programme", pack.programmes))
    return Phrases([(word, name) for name, words in classes for word in words])
