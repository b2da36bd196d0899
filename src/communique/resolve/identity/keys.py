"""The keys under which names that may be one are found, so that not every two need be compared.

A party stores some keys and asks for others; two names meet where one asks for what the other stores.
"""

from collections.abc import Callable, Iterator

from communique.resolve.identity import spelling
from communique.resolve.identity.bodies import singular
from communique.resolve.identity.bodyname import acronym_of, read_body
from communique.resolve.identity.party import Party
from communique.resolve.identity.persons import EAST_ASIA, PersonName, read_name, turns
from communique.resolve.identity.words import first_names, korean_families, pack

_ONE_WAY = "wif"  # stored by one side, asked for by the other: single words, initials, full first names


def stored_keys(party: Party) -> frozenset[str]:
    """Return the keys under which a party is found."""
    return frozenset(_of_person(party) if party.sort == "person" else _of_body(party))


def asked_keys(party: Party) -> frozenset[str]:
    """Return the keys under which a party looks for others."""
    shared = frozenset(key for key in stored_keys(party) if key[0] not in _ONE_WAY)
    return shared | frozenset(_initials(read_name(party.name), ask=True) if party.sort == "person" else ())


def fold_short(short: str) -> str:
    """Return a short form as it is looked up."""
    return short.replace(".", "").upper()


def former_key(name: str) -> str:
    """Return the key under which a body is found by its whole name, or by one it had before."""
    body = read_body(name)
    return f"b:{' '.join(sorted(singular(body.words))) or ' '.join(body.countries)}"


def _of_person(party: Party) -> Iterator[str]:
    name = read_name(party.name)
    if len(name.words) < 2:
        yield from (f"w:{word}" for word in name.words)
        return
    for write in _writings(party, name):
        yield from (f"p:{form}" for form in turns(name, write))
    yield from _korean(name, party.country)
    yield from (f"n:{a} {b}" for a, b in _pairs(name.bare))
    first, last = name.words[0], name.words[-1]
    if not _east_asian(party, name):
        yield f"s:{last} {first[0]}{first[-1]}"
        yield f"s:{first} {last[0]}{last[-1]}"
    yield from (f"l:{last} {line}" for line in first_names().get(first, ()))
    yield from _initials(name, ask=False)
    yield f"w:{first}"
    yield f"w:{last}"


def _writings(party: Party, name: PersonName) -> Iterator[Callable[[str], str]]:
    """Yield the ways of writing that a name of this country, or of none told, may have."""
    where = party.country
    yield str
    yield spelling.umlauts
    if where in ("JP", None):
        yield spelling.japanese
    if where is None or where in pack().cyrillic:
        yield spelling.cyrillic
    if where is None or where in pack().arabic:
        yield spelling.arabic
    if where is None or where in EAST_ASIA:
        yield spelling.wade_giles if name.hyphened else spelling.pinyin


def _korean(name: PersonName, country: str | None) -> Iterator[str]:
    if country in ("KR", "KP", None):
        yield from (f"k:{family} {given}" for family, given in spelling.korean(name.words, loose=True))


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that a name shares with one in which a part is left out."""
    yield words[0], words[-1]
    if len(words) > 2:
        yield words[0], words[1]
        yield words[-2], words[-1]


def _east_asian(party: Party, name: PersonName) -> bool:
    told = {name.words[0], name.words[-1]} & korean_families().keys()
    return party.country in EAST_ASIA or (party.country is None and bool(told))


def _initials(name: PersonName, ask: bool) -> Iterator[str]:
    """Yield "i:" where the first name is an initial and "f:" where it is whole; each asks for the other."""
    if len(name.words) > 1:
        short = len(name.words[0]) == 1
        yield f"{'i' if short != ask else 'f'}:{name.words[-1]} {name.words[0][0]}"


def _of_body(party: Party) -> Iterator[str]:
    body = read_body(party.name)
    short = acronym_of(party.name)
    if short:
        yield f"a:{fold_short(short)}"
    yield from (
        f"a:{fold_short(other)}" if acronym_of(other) else former_key(other) for other in party.others
    )
    yield from (f"a:{initials}" for initials in body.initials)
    words = singular(body.words)
    yield former_key(party.name)
    if len(words) > 2:
        yield from (f"d:{at} {' '.join(words[:at] + words[at + 1 :])}" for at in range(len(words)))
    elif len(words) == 2:
        yield from (f"d:{words[0]} {words[1][:4]}", f"d:{words[0][:4]} {words[1]}")
