"""Marks in the text of a release: which words an entry rests on, which hold its values, which were unread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.query import Listed, Paragraph, ShownRelease, lay_out
from communique.records import Entry, Span, Unread

_DEEPEST = 3  # underlines below one another


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike: the styles of the entries that rest on them, outermost first."""

    start: int
    end: int
    text: str
    styles: tuple[str, ...]
    marked: bool  # evidence, or the words of a value
    refs: tuple[int, ...]  # numbers of the entries whose first evidence ends here


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the ids of the entries that rest on it, and why it was left unread, if it was."""

    start: int
    pieces: tuple[Piece, ...]
    entries: tuple[str, ...]
    unread: str | None
    gap: str  # the white space after it


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that an entry rests on; `number` is the entry's place in the release, from 1."""

    span: Span
    number: int
    entry: Entry
    first: bool


def marked(shown: ShownRelease) -> list[list[Sentence]]:
    """Return the paragraphs of a release, title first, as sentences of marked pieces."""
    text = shown.release.release.text
    rests = list(_evidence(shown.entries))
    values = [span for one in shown.entries for span in value_spans(one.entry)]
    return [
        [_sentence(text, span, end, rests, values, shown.unread) for span, end in _stretches(paragraph)]
        for paragraph in lay_out(shown.release.release)
    ]


def style(entry: Entry) -> str:
    """Return the classes of the underline of an entry: its kind, and how firm or far it is."""
    return f"k-{entry.kind} a-{entry.attribute}" if entry.attribute else f"k-{entry.kind}"


def value_spans(entry: Entry) -> Iterator[Span]:
    """Yield where the values of an entry stand."""
    slots = [*entry.actors, *entry.amounts, entry.when, entry.where, entry.mechanism]
    yield from (Span(slot.start, slot.end) for slot in slots if slot)


def _evidence(entries: Sequence[Listed]) -> Iterator[Evidence]:
    for number, one in enumerate(entries, 1):
        for place, part in enumerate(one.entry.evidence):
            yield Evidence(Span(part.start, part.end), number, one.entry, place == 0)


def _stretches(paragraph: Paragraph) -> Iterator[tuple[Span, int]]:
    """Yield each sentence with the offset at which the next begins; nothing between two is lost."""
    first, *rest = paragraph.sentences
    starts = [paragraph.span.start, *(span.start for span in rest), paragraph.span.end]
    for (start, end), span in zip(pairwise(starts), (first, *rest), strict=True):
        yield Span(start, max(span.end, start)), end


def _sentence(
    text: str, span: Span, end: int, rests: list[Evidence], values: list[Span], unread: Sequence[Unread]
) -> Sentence:
    inside = [one for one in rests if one.span.overlaps(span)]
    words = [one for one in values if one.overlaps(span)]
    why = next((one.why for one in unread if span.overlaps(Span(one.start, one.end))), None)
    ids = dict.fromkeys(one.entry.id for one in sorted(inside, key=lambda one: one.number))
    pieces = tuple(_pieces(text, span, inside, words))
    return Sentence(span.start, pieces, tuple(ids), why, text[span.end : end])


def _pieces(text: str, span: Span, rests: list[Evidence], values: list[Span]) -> Iterator[Piece]:
    """Yield the sentence cut wherever a mark begins or ends."""
    cuts = {span.start, span.end}
    for mark in (*(one.span for one in rests), *values):
        cuts |= {at for at in (mark.start, mark.end) if span.start < at < span.end}
    for start, end in pairwise(sorted(cuts)):
        here = Span(start, end)
        over = sorted((o for o in rests if o.span.contains(here)), key=lambda o: (o.span.start, -o.span.end))
        yield Piece(
            start,
            end,
            text[start:end],
            tuple(dict.fromkeys(style(one.entry) for one in over))[:_DEEPEST],
            bool(over) or any(value.contains(here) for value in values),
            tuple(sorted({one.number for one in rests if one.first and one.span.end == end})),
        )
