"""How a release is laid out to be read: its paragraphs and the sentences in them."""

from dataclasses import dataclass

from communique.records import Release, Span
from communique.text import read_document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its sentences in order; together they hold all of its words."""

    span: Span
    sentences: tuple[Span, ...]


def lay_out(release: Release) -> list[Paragraph]:
    """Return the paragraphs of a release in order; the first is its title."""
    document = read_document(release)
    found = []
    for paragraph in document.paragraphs:
        inside = tuple(span for span in document.sentences if paragraph.contains(span))
        found.append(Paragraph(paragraph, inside or (paragraph,)))
    return found
