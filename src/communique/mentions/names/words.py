"""The English word lists behind names: bodies, companies, fields, offices, parties."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from communique.mentions.names.phrases import Phrases
from communique.packs import Pack, load_pack


def _split(value: object) -> object:
    return value.split() if isinstance(value, str) else value


# A list of single words may be written as one string: no quoting of "on" and "no", no commas.
Words = Annotated[frozenset[str], BeforeValidator(_split)]


class ActorExample(Pack):
    """A text and every party found in it: name and type."""

    text: str
    found: dict[str, str]


class TitlesPack(Pack):
    """`en/titles`."""

    honorifics: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    modifiers: Words
    chiefs: dict[str, tuple[str, ...]]
    particles: Words
    suffixes: Words
    saying: Words
    deeds: Words
    examples: tuple[ActorExample, ...]


class OrganisationsPack(Pack):
    """`en/organisations`."""

    bodies: Words
    companies: Words
    fields: Words
    parties: Words
    projects: Words
    stops: Words
    quantities: Words
    groups: Words
    broad: Words
    openers: Words
    common: Words
    compounds: Words
    auxiliaries: Words
    examples: tuple[ActorExample, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """The head of an office or a form of address. `rank` is "honorific", "strong" or "weak"."""

    head: str
    rank: str


@cache
def titles() -> TitlesPack:
    """Return the pack of titles."""
    pack: TitlesPack = load_pack("en/titles", TitlesPack)
    return pack


@cache
def organisations() -> OrganisationsPack:
    """Return the pack of organisations."""
    pack: OrganisationsPack = load_pack("en/organisations", OrganisationsPack)
    return pack


@cache
def offices() -> Phrases[Office]:
    """Return all heads of offices and forms of address, in lower case."""
    pack = titles()
    ranks = (("honorific", pack.honorifics), ("strong", pack.strong), ("weak", pack.weak))
    phrases = [(word, Office(word.lower(), rank)) for rank, words in ranks for word in words]
    stopped = [(word + ".", office) for word, office in phrases if office.rank == "honorific"]
    return Phrases(phrases + stopped, lower=True)


_FIELD_ENDINGS = ("tion", "ment", "logy", "ics", "ture", "ity", "ism", "ance", "ence", "ries", "graphy")


def is_field(low: str) -> bool:
    """Tell whether a lower-case word can be one field of a portfolio."""
    return low in organisations().fields or (len(low) > 6 and low.endswith(_FIELD_ENDINGS))
