"""The two texts of a difference in paragraphs, the words that differ marked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.faces.web.passage import Bit
from communique.query import Diff
from communique.records import Span

Side = tuple[tuple[Bit, ...], ...]  # paragraphs of bits; what differs is lit


def both(found: Diff) -> tuple[Side, Side]:
    """Return the old text with what is gone lit, and the new one with what came."""
    old, new = found.old.release.text, found.new.release.text
    return _side(old, [hunk.old for hunk in found.words]), _side(new, [hunk.new for hunk in found.words])


def _side(text: str, spans: Sequence[Span]) -> Side:
    lit = [span for span in spans if span.start < span.end]
    return tuple(
        tuple(_bits(text, line, lit)) for line in _lines(text) if text[line.start : line.end].strip()
    )


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield Span(at, at + len(line))
        at += len(line)


def _bits(text: str, line: Span, lit: Sequence[Span]) -> Iterator[Bit]:
    """Yield a line cut where lit stretches begin and end; a stretch may go over several lines."""
    cuts = {line.start, line.end}
    for span in lit:
        cuts |= {at for at in (span.start, span.end) if line.start < at < line.end}
    for start, end in pairwise(sorted(cuts)):
        yield Bit(text[start:end], any(span.contains(Span(start, end)) for span in lit))
