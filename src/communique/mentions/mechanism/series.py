"""The series a release names, and which of them a bare edition ("the 14th meeting") belongs to."""

from bisect import bisect_left, insort
from collections import defaultdict

from communique.mentions.names.tokens import Tokens

_NEAR = 8  # words within which a series named after its edition may stand
_STEPS = (-1, 1, -2, 2, -3, 3)  # how far apart two editions told in one release may be

_Places = list[tuple[int, str]]


class Series:
    """The named series of one release, by place, by head noun and by the editions told of them."""

    def __init__(self) -> None:
        """Start with none."""
        self._places: _Places = []
        self._by_head: dict[str, _Places] = defaultdict(list)
        self._by_edition: dict[int, _Places] = defaultdict(list)

    def add(self, first: int, name: str, head: str, ordinal: int | None) -> None:
        """Take in a series whose mention begins at word `first`."""
        insort(self._places, (first, name))
        insort(self._by_head[head], (first, name))
        if ordinal is not None:
            insort(self._by_edition[ordinal], (first, name))

    def near(self, tokens: Tokens, at: int, ordinal: int | None = None) -> str | None:
        """Return the series that an edition told at word `at` belongs to, or None where none is named.

        It is the one named next after it on its line, else one told with an edition close to `ordinal`,
        else the last one named before.
        """
        after = bisect_left(self._places, (at, ""))
        if after < len(self._places):
            first, name = self._places[after]
            if first - at < _NEAR and "." not in tokens.words[at:first]:
                return name
        return self.beside(at, ordinal) or (self._places[after - 1][1] if after else None)

    def beside(self, at: int, ordinal: int | None) -> str | None:
        """Return the series of which the release tells an edition a few numbers from `ordinal`, or None."""
        if ordinal is None:
            return None
        found = (_last_before(self._by_edition.get(ordinal + step, []), at) for step in _STEPS)
        return next((name for name in found if name), None)

    def headed(self, at: int, head: str, ordinal: int) -> str | None:
        """Return the series that a head noun with an ordinal means ("the 4th Dialogue"), or None."""
        same = self._by_head.get(head, [])
        close = self.beside(at, ordinal)
        if close and any(name == close for _, name in same[:_NEAR]):
            return close
        return _last_before(same, at)


def _last_before(places: _Places, at: int) -> str | None:
    """Return the name placed last before word `at`, else the first one after it; None where there is none."""
    if not places:
        return None
    return places[max(0, bisect_left(places, (at, "")) - 1)][1]
