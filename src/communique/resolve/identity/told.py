"""What a release tells of a party: whom a slot names; offices, short and former names in its text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from communique.records import ActorMention, Naming, Reading, stable_id
from communique.resolve.identity.bodyname import acronym_of, read_body
from communique.resolve.identity.keys import fold_short, former_key
from communique.resolve.identity.offices import office_key
from communique.resolve.identity.party import Party, Sort
from communique.resolve.identity.persons import read_name
from communique.resolve.identity.registry import registry
from communique.resolve.identity.words import pack, renaming
from communique.text import fold

# Heads of bodies that every state has: told without a country they are the publisher's own.
_STATE_HEADS = frozenset(("ministry", "department", "parliament", "government", "cabinet", "treasury"))
_COMMON_WORDS = 3  # words up to which such a name is one of many
_BETWEEN = 40  # letters between a name and the one it had before
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_OWNS = re.compile(r"['’]s\b")  # "is now the Bank's partner" names nothing anew


def party_of(name: str, type: str, country: str | None, home: str | None) -> Party | None:
    """Return the party that a slot names; None for what names nobody ("five firms", "the ministry").

    `home` is the country of the publisher: that of its own ministries, which it names without one.
    """
    if type == "unnamed" or not _CAPITAL.search(name) or not fold(name):
        return None
    sort: Sort = "person" if type == "person" else "body"
    if sort == "body" and set(fold(name).split()) <= pack().bare | pack().small:
        return None
    where = country if sort == "person" else country or _home(name, home)
    return Party(party_id(name, sort, where), name, sort, where)


@lru_cache(maxsize=65536)
def party_id(name: str, sort: Sort, country: str | None) -> str:
    """Return the id of a party: from its folded name, its sort and its country."""
    return stable_id("act", fold(name), sort, country or "")


def unresolved_id(name: str) -> str:
    """Return the id under which what names nobody is counted: from its folded words."""
    return stable_id("act", fold(name))


def _home(name: str, home: str | None) -> str | None:
    """Return the country that a body told without one belongs to, None where it cannot be told."""
    known = registry().find(name, None)
    if len(known) == 1:
        return known[0].country
    if known:
        return home if any(one.country == home for one in known) else None
    body = read_body(name)
    if body.countries:
        return body.countries[0] if body.words and body.words[0] in _STATE_HEADS else None
    heads = {body.words[0], body.words[-1]} if body.words else set()
    return home if heads & _STATE_HEADS and len(body.words) <= _COMMON_WORDS else None


def is_single(name: str) -> bool:
    """Tell whether a person's name is one word: whom it names is told by the release around it."""
    return len(read_name(name).words) < 2


def namings_of(reading: Reading) -> tuple[Naming, ...]:
    """Return what a release says of names, each thing once, in text order."""
    found = {(n.kind, n.name, n.told): n for n in reversed(list(_namings(reading)))}
    return tuple(sorted(found.values(), key=lambda n: (n.start, n.end, n.kind, n.told)))


def _namings(reading: Reading) -> Iterator[Naming]:
    text = reading.release.text
    for mention in reading.mentions:
        if not isinstance(mention, ActorMention):
            continue
        told = text[mention.start : mention.end]
        if mention.type == "person" and mention.office:
            yield _naming("office", mention, mention.office, office_key(mention.office))
        elif mention.type == "organisation" and told != mention.name and acronym_of(told):
            yield _naming("short", mention, told, fold_short(told))
    yield from _renamings(reading)


def _renamings(reading: Reading) -> Iterator[Naming]:
    """Yield the former names of bodies: "A has become B" and "B, formerly A"."""
    text = reading.release.text
    bodies = [m for m in reading.mentions if isinstance(m, ActorMention) and m.type == "organisation"]
    for one, other in pairwise(sorted(bodies, key=lambda m: (m.start, m.end))):
        between = " ".join(fold(text[one.end : other.start]).removesuffix(" the").split())
        if one.name == other.name or len(between) > _BETWEEN or _OWNS.match(text, other.end):
            continue
        if between in renaming().becomes:
            yield _naming("former", other, one.name, former_key(one.name))
        elif between in renaming().was:
            yield _naming("former", one, other.name, former_key(other.name))


def _naming(kind: Literal["office", "short", "former"], mention: ActorMention, told: str, key: str) -> Naming:
    return Naming(
        kind=kind,
        name=mention.name,
        type=mention.type,
        told=told,
        key=key,
        start=mention.start,
        end=mention.end,
        country=mention.country,
    )
