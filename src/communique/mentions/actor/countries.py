"""The countries of one release: the name it uses for each, and which are meant by "the two countries"."""

from collections.abc import Callable

from communique.mentions.names.geography import Geo, country_name
from communique.mentions.names.offices import Title
from communique.mentions.names.page import Page, Place
from communique.mentions.names.tokens import MARK
from communique.mentions.names.words import organisations, titles

_AGREEING = frozenset(("and", ","))


class Countries:
    """The words for countries and blocs in one page, with the publisher's own country."""

    def __init__(self, page: Page, own: str | None, words: Callable[[int, int], str]) -> None:
        """Take the page, the publisher's country code and the function that gives words of the text."""
        self._page, self._own = page, own
        self._at = {place.first: place for place in page.places}
        self._ends = {place.last: place for place in page.places if place.geo.form != "capital"}
        self._covered = {i for place in page.places for i in range(place.first, place.last)}
        used: dict[str, set[str]] = {}
        for place in page.places:
            if place.geo.form == "name":
                used.setdefault(place.geo.key, set()).add(words(place.first, place.last))
        self._used = used

    def at(self, index: int) -> Place | None:
        """Return the country or bloc whose words begin at `index`, or None."""
        return self._at.get(index)

    def holds(self, first: int, last: int) -> bool:
        """Tell whether words `first` to `last` are nothing but words for countries and blocs."""
        shapes = self._page.tokens.shapes
        return all(i in self._covered or shapes[i] == MARK for i in range(first, last))

    def name(self, geo: Geo) -> str:
        """Return the plain name this release uses for a country: the most common of those it holds."""
        used = self._used.get(geo.key, ())
        return next((name for name in geo.names if name in used), geo.names[0])

    def own(self) -> tuple[str, str] | None:
        """Return name and code of the publisher's own country, or None where it is not known."""
        if self._own is None:
            return None
        geo = next((p.geo for p in self._page.places if p.geo.code == self._own), None)
        name = self.name(geo) if geo else country_name(self._own)
        return (name, self._own) if name else None

    def of_title(self, title: Title) -> str | None:
        """Return the country an office belongs to: "Norway's Trade Minister", "Prime Minister of Norway"."""
        lows, at = self._page.tokens.lows, title.first
        if at and lows[at - 1] == "'s":
            at -= 1
        before = self._ends.get(at)
        if before:
            return before.geo.code
        inside = (self._at.get(i) for i in range(title.first, title.last))
        ends = [title.last] + ([title.name[1]] if title.name else [])
        after = (self._at.get(end + step) for end in ends for step in (1, 2) if lows[end : end + 1] == ["of"])
        return next((place.geo.code for place in (*inside, *after) if place), None)

    def acts(self, place: Place) -> bool:
        """Tell whether a capital stands for its government: "Seoul and Oslo agreed"."""
        lows, at, count = self._page.tokens.lows, place.last, len(self._page.tokens)
        while at + 1 < count and lows[at] in _AGREEING and (after := self._at.get(at + 1)):
            at = after.last
        before = lows[place.first - 1] if place.first else ""
        if before in organisations().stops and before not in ("and", "that", "between"):
            return False
        verb = lows[at] if at < count else ""
        return verb in organisations().auxiliaries or verb in titles().saying

    def last_before(self, at: int) -> Geo | None:
        """Return the country named last before word `at`, or None."""
        places = [p for p in self._page.places if p.first < at and p.geo.code and p.geo.form != "capital"]
        return places[-1].geo if places else None

    def last_two(self, at: int) -> tuple[str, ...]:
        """Return the two countries or blocs named last before word `at`, in text order.

        Where only one is named, the publisher's own country is the other.
        """
        geos: dict[str, Geo] = {}
        for place in reversed(self._page.places):
            if place.first < at and place.geo.form != "capital":
                geos.setdefault(place.geo.key, place.geo)
            if len(geos) == 2:
                break
        names = tuple(self.name(geo) for geo in reversed(list(geos.values())))
        own = self.own()
        return (own[0], *names) if own and len(geos) == 1 and own[1] not in geos else names
