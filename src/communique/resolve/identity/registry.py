"""The registry: countries, blocs, ministries, agencies and international bodies that packs know by name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.packs import load_pack
from communique.packs.registry import BODIES, BodiesPack, BodyRow, MembershipPack, MembershipRow
from communique.packs.states import BlocsPack, CountriesPack
from communique.resolve.identity.bodyname import acronym_of, read_body
from communique.text import fold

_NO_COUNTRY = ("int", "eu")


@dataclass(frozen=True, slots=True)
class Registered:
    """One entity of the registry. `former` has names no longer borne, with the time they were."""

    id: str
    name: str
    country: str | None
    names: tuple[str, ...]
    former: tuple[tuple[str, str], ...] = ()
    source: str = "und/countries"


class Registry:
    """All entities of the packs, findable by any of their names."""

    def __init__(self, entities: tuple[Registered, ...]) -> None:
        """Take entities and index their names."""
        self.entities = {one.id: one for one in entities}
        self._states: dict[str, Registered] = {}
        self._short: dict[str, list[Registered]] = defaultdict(list)
        self._full: dict[tuple[str, ...], list[Registered]] = defaultdict(list)
        for one in entities:
            for name in (*one.names, *(name for name, _ in one.former)):
                self._add(one, name)

    def _add(self, one: Registered, name: str) -> None:
        if one.id == _state_id(one.country) or one.source == "und/blocs":
            self._states.setdefault(fold(name), one)
        elif acronym_of(name):
            self._short[name.replace(".", "")].append(one)
        else:
            key = read_body(name).words
            if one not in self._full[key]:
                self._full[key].append(one)

    def find(self, name: str, country: str | None) -> tuple[Registered, ...]:
        """Return the entities that `name` may be; those of another country than told are left out."""
        state = self._states.get(fold(name)) or self._states.get(fold(name).removeprefix("the "))
        if state:
            return (state,)
        short = name.replace(".", "").strip()
        if short in self._short:
            found, told = self._short[short], country
        else:
            body = read_body(name)
            told = next(iter(body.countries), None) or country
            found = self._full.get(body.words, [])
        fitting = [one for one in found if told is None or one.country in (told, None)]
        return tuple(sorted(fitting, key=lambda one: one.id))

    def bearers(self, name: str) -> int:
        """Return how many entities bear a name, whatever their country."""
        return len(self.find(name, None)) if not read_body(name).countries else 0


@cache
def registry() -> Registry:
    """Return the registry of the packs."""
    return Registry((*_countries(), *_blocs(), *_bodies()))


def _state_id(code: str | None) -> str:
    return f"act-{(code or '').lower()}"


def _countries() -> list[Registered]:
    rows = load_pack("und/countries", CountriesPack).countries
    return [Registered(_state_id(row.code), row.names[0], row.code, row.names) for row in rows]


def _blocs() -> list[Registered]:
    dated = {row.bloc: row for row in memberships()}
    found = []
    for row in load_pack("und/blocs", BlocsPack).blocs:
        known = dated.get(row.names[0])
        key = known.id if known else "-".join(fold(row.names[0]).split())
        found.append(Registered(f"act-bloc-{key}", row.names[0], None, row.names, source="und/blocs"))
    return found


def _bodies() -> list[Registered]:
    files = [load_pack(f"und/registry/{name}", BodiesPack) for name in BODIES]
    return [_registered(row) for file in files for row in file.bodies]


def _registered(row: BodyRow) -> Registered:
    prefix = row.id.split("-", 1)[0]
    country = None if prefix in _NO_COUNTRY else prefix.upper()
    names = (row.name, *row.also, *row.short, *row.native)
    return Registered(f"act-{row.id}", row.name, country, names, tuple(row.former.items()), row.source)


@cache
def memberships() -> tuple[MembershipRow, ...]:
    """Return the blocs whose members are known with their days."""
    found: tuple[MembershipRow, ...] = load_pack("und/registry/blocs", MembershipPack).blocs
    return found


def members(bloc: str, on: date) -> tuple[str, ...]:
    """Return the ISO codes of a bloc's members on a day, sorted; none where the registry has no days.

    A year or month stands for its first day where a member joined, and for its last where it left.
    """
    row = next((row for row in memberships() if row.bloc == bloc), None)
    if row is None:
        return ()
    joined = {
        code: day for day, codes in row.joined.items() if day <= on.isoformat() for code in codes.split()
    }
    for day, codes in row.left.items():
        for code in codes.split():
            if day < on.isoformat()[: len(day)] and joined.get(code, day) <= day:
                joined.pop(code, None)
    return tuple(sorted(joined))
