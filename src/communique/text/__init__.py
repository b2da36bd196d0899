"""Makes a release readable: normal form, language, softened copy, paragraphs, sentences."""

from communique.records import Document, Release
from communique.text.anchor import Passage, anchor, passage_at
from communique.text.fold import fold
from communique.text.language import detect_language, language_of
from communique.text.normal import normal_form
from communique.text.paragraphs import split_paragraphs
from communique.text.sentences import sentences_within, split_sentences
from communique.text.soften import soften
from communique.text.stem import stem

__all__ = [
    "Passage",
    "anchor",
    "detect_language",
    "fold",
    "language_of",
    "normal_form",
    "passage_at",
    "read_document",
    "soften",
    "split_paragraphs",
    "split_sentences",
    "stem",
]


def read_document(release: Release) -> Document:
    """Return the document of a release; its spans all lie in `release.text`."""
    soft = soften(release.text)
    paragraphs = split_paragraphs(soft)
    return Document(release, soft, tuple(sentences_within(soft, paragraphs)), tuple(paragraphs))
