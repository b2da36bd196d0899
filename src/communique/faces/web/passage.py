"""A passage of a release cut into lit and plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.faces.web.marks import value_spans
from communique.query import Listed, Match
from communique.records import Evidence, Span

_AROUND = 160  # characters shown on either side of evidence


@dataclass(frozen=True, slots=True)
class Bit:
    """Words, and whether they are lit."""

    text: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence with the words before and after it; its own words in bits."""

    start: int
    before: str
    bits: tuple[Bit, ...]
    after: str


def passage(one: Listed, part: Evidence) -> Passage:
    """Return evidence in its paragraph, the words of the entry's values lit."""
    text = one.release.text
    first = max(text.rfind("\n", 0, part.start) + 1, part.start - _AROUND)
    end = text.find("\n", part.end)
    last = min(end if end >= 0 else len(text), part.end + _AROUND)
    before = ("…" if first and text[first - 1] != "\n" else "") + text[first : part.start]
    after = text[part.end : last] + ("…" if text[last : last + 1] not in ("", "\n") else "")
    bits = tuple(_bits(text, Span(part.start, part.end), list(value_spans(one.entry))))
    return Passage(part.start, before, bits, after)


def match_bits(match: Match) -> tuple[Bit, ...]:
    """Return the passage of a hit, the words that matched lit."""
    return tuple(_bits(match.release.text, match.passage, match.words))


def _bits(text: str, whole: Span, lit: Sequence[Span]) -> Iterator[Bit]:
    at = whole.start
    for span in sorted(span for span in lit if whole.contains(span)):
        if span.end <= at:
            continue
        start = max(span.start, at)
        if at < start:
            yield Bit(text[at:start], False)
        yield Bit(text[start : span.end], True)
        at = span.end
    if at < whole.end:
        yield Bit(text[at : whole.end], False)
