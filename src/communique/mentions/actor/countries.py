"""The countries of one release: the name it uses for each, and which are meant by "the two countries"."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from communique.mentions.names.geography import Geo, country
from communique.mentions.names.offices import Title
from communique.mentions.names.page import Page, Place
from communique.mentions.names.tokens import MARK
from communique.mentions.names.words import organisations, titles

_NEAR = 60
_LOOK_BACK = 200
_JOINTS = frozenset(("and", "-", "and the", "'s and", "and its"))
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
        title_end = page.tokens.line_end(0)
        self._titled = self._distinct(p for p in page.places if p.first < title_end)

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
        geo = self._own_geo()
        return (self.name(geo), geo.key) if geo else None

    def _own_geo(self) -> Geo | None:
        return country(self._own) if self._own else None

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
        return next((place.geo for place in self._before(at) if place.geo.code), None)

    def pair(self, at: int, ours: bool) -> tuple[str, ...]:
        """Return the two countries or blocs that "the two countries" at word `at` stands for, in text order.

        Two named side by side shortly before; else those of the title, the publisher's own with one;
        else the last two named. `ours`: the publisher's own is one of them.
        """
        own = self._own_geo()
        titled = self._titled
        if ours and own:
            others = [geo for geo in (*titled, *self._distinct(self._before(at))) if geo.key != own.key]
            return tuple(self.name(geo) for geo in (own, *others[:1]))
        found = self._side_by_side(at) or titled[:2]
        if len(found) == 1 and own and own.key != found[0].key:
            found = [own, *found]
        if len(found) < 2:
            found = self._distinct(self._before(at))[:2][::-1]
        if len(found) == 1 and own and own.key != found[0].key:
            found = [own, *found]
        return tuple(self.name(geo) for geo in found)

    def _before(self, at: int) -> Iterator[Place]:
        """Yield the places before word `at`, the nearest first, but no more than can matter."""
        places = self._page.places
        end = bisect_left(places, at, key=lambda place: place.first)
        return (
            places[i]
            for i in range(end - 1, max(-1, end - _LOOK_BACK), -1)
            if places[i].geo.form != "capital"
        )

    @staticmethod
    def _distinct(places: Iterable[Place]) -> list[Geo]:
        return list({p.geo.key: p.geo for p in places if p.geo.form != "capital"}.values())

    def _side_by_side(self, at: int) -> list[Geo]:
        """Return two countries named as "A and B" or "A-B" shortly before word `at`, or none."""
        lows, after = self._page.tokens.lows, None
        for place in self._before(at):
            if at - place.first > _NEAR:
                break
            if (
                after
                and " ".join(lows[place.last : after.first]) in _JOINTS
                and after.geo.key != place.geo.key
            ):
                return [place.geo, after.geo]
            after = place
        return []
