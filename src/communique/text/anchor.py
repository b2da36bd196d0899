"""Finds a passage again in a text that may have changed: by its exact words and what stands around them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from communique.records import Span

_AROUND = 32  # characters kept on either side


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text with what stood before and after them."""

    quote: str
    before: str
    after: str

    def to_json(self) -> str:
        """Return the passage as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def passage_at(text: str, span: Span) -> Passage:
    """Return the passage at a span of a text."""
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return Passage(text[span.start : span.end], before, after)


def anchor(text: str, passage: Passage) -> Span | None:
    """Return where the passage stands now, None where that is not certain.

    Its words must be there to the letter with what stood on both sides of them, once; where nowhere both
    sides are as they were, once in the whole text with one side as it was.
    """
    places = list(_places(text, passage.quote))
    sides = [_sides(text, place, passage) for place in places]
    whole = [place for place, side in zip(places, sides, strict=True) if side == 2]
    if whole:
        return whole[0] if len(whole) == 1 else None
    return places[0] if len(places) == 1 and sides[0] == 1 else None


def _places(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while quote and at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _sides(text: str, place: Span, passage: Passage) -> int:
    """Return how many sides are as they were: 0, 1 or 2."""
    return text.endswith(passage.before, 0, place.start) + text.startswith(passage.after, place.end)
