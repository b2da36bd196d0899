"""A release as it came in, and the document made of it for reading."""

from dataclasses import dataclass, field
from datetime import date

from communique.records.origin import Origin
from communique.records.span import Span


@dataclass(frozen=True, slots=True)
class Release:
    """One published text. `text` is title, newline, body: NFC, `\\n` line ends; all offsets count in it."""

    id: str
    publisher: str
    title: str
    published: date
    text: str
    lang: str = "en"
    url: str | None = None
    country: str | None = None  # ISO 3166 alpha-2 of the publisher, where known
    cut: bool = False  # the source shows that the body breaks off
    origin: Origin | None = field(default=None, compare=False, repr=False)  # no part of what it says
    attached: tuple[Origin, ...] = field(default=(), compare=False, repr=False)  # files that are part of it


@dataclass(frozen=True, slots=True)
class Document:
    """A release made readable. `soft` has the length of `release.text`: only look-alikes replaced."""

    release: Release
    soft: str
    sentences: tuple[Span, ...]  # in order, not overlapping; the title is the first
    paragraphs: tuple[Span, ...]  # in order; the title is the first

    @property
    def text(self) -> str:
        """The stored text, to which every offset points."""
        return self.release.text

    @property
    def title_end(self) -> int:
        """The offset at which the title ends."""
        return len(self.release.title)
