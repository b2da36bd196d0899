"""The known places by their names: countries, regions, cities; read once from the packs."""

from dataclasses import dataclass
from functools import cache

from communique.errors import PackError
from communique.mentions.names.tokens import scan
from communique.mentions.place.words import place_words
from communique.packs import Pack, load_pack
from communique.packs.loader import ROOT
from communique.packs.states import CountriesPack
from communique.records.mention import PlaceType
from communique.text import fold

_MOST_WORDS = 4  # of a name in capitals
_TYPES: dict[str, PlaceType] = {"city": "city", "region": "region"}


class NamedRow(Pack):
    """Places of one country, or of none, by name."""

    names: tuple[str, ...]
    country: str | None = None


class RegionsPack(Pack):
    """`und/regions`."""

    regions: tuple[NamedRow, ...]
    cities: tuple[NamedRow, ...]
    venues: tuple[NamedRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A known place. `known` needs no cue; `ambiguous` needs a strong one."""

    name: str
    type: PlaceType
    country: str | None
    known: bool
    ambiguous: bool


class Gazetteer:
    """All known places, looked up by the words of a text."""

    __slots__ = ("_longest", "_places", "homonyms")

    def __init__(self, places: dict[str, Place], homonyms: dict[str, Place]) -> None:
        """Take places by their words, joined by a space, and the regions that share a country's name."""
        self._places = places
        self.homonyms = homonyms
        self._longest: dict[str, int] = {}
        for words in places:
            first, _, rest = words.partition(" ")
            self._longest[first] = max(self._longest.get(first, 1), rest.count(" ") + 2 if rest else 1)

    def at(self, words: list[str], index: int) -> tuple[int, Place] | None:
        """Return the end and the place of the longest name that begins at `index`, or None."""
        most = min(self._longest.get(words[index], 0), len(words) - index)
        for count in range(most, 0, -1):
            place = self._places.get(" ".join(words[index : index + count]))
            if place:
                return index + count, place
        return None

    def in_capitals(self, words: list[str], index: int) -> tuple[int, Place] | None:
        """Return the same for a name set in capitals; short words may be initials and are left."""
        if len(words[index]) < 4:
            return None
        titled = [word.title() for word in words[index : index + _MOST_WORDS]]
        found = self.at(titled, 0)
        return (index + found[0], found[1]) if found and words[index + found[0] - 1].isupper() else None


@cache
def gazetteer() -> Gazetteer:
    """Return the known places; a country's name stands before a region's, a region's before a city's."""
    places: dict[str, Place] = {}
    for row in load_pack("und/countries", CountriesPack).countries:
        _add(places, row.names, Place(row.names[0], "country", row.code, True, False))
        for capital in row.capitals:
            _add(places, (capital,), Place(capital, "city", row.code, True, False))
    regions = load_pack("und/regions", RegionsPack)
    kinds: tuple[tuple[PlaceType, tuple[NamedRow, ...]], ...]
    kinds = (("region", regions.regions), ("city", regions.cities), ("venue", regions.venues))
    for kind, rows in kinds:
        for named in rows:
            for name in named.names:
                _add(places, (name,), Place(name, kind, named.country, True, False))
    return Gazetteer(places, _add_generated(places))


def _add(places: dict[str, Place], names: tuple[str, ...], place: Place) -> None:
    ambiguous = place_words().ambiguous
    for name in names:
        words = name if name.replace(" ", "").isalpha() else " ".join(scan(name).words)
        value = Place(place.name, place.type, place.country, place.known, name in ambiguous)
        places.setdefault(words, value)


def _add_generated(places: dict[str, Place]) -> dict[str, Place]:
    """Add the table's places, also without accents; return the regions whose names countries have taken."""
    homonyms: dict[str, Place] = {}
    ambiguous = place_words().ambiguous
    path = ROOT / "und" / "places.tsv"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            name, kind, country, mark = line.split("\t")
            place = Place(name, _TYPES[kind], country, mark == "!", name in ambiguous or len(name) < 4)
        except (ValueError, KeyError) as error:
            raise PackError(f"{path}:{number}: not name, type, country, mark") from error
        words = name if name.replace(" ", "").isalpha() else " ".join(scan(name).words)
        taken = places.setdefault(words, place)
        if taken.type == "country" and place.type == "region":
            homonyms[taken.name] = place
        if not name.isascii():
            places.setdefault(_plain(words), place)
    return homonyms


def _plain(words: str) -> str:
    """Return words without accents, capitals kept."""
    return " ".join(fold(word).title() if word[:1].isupper() else word for word in words.split(" "))
