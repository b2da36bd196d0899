"""Where a release was read from: its raw bytes, how they came, and where each stretch of its text lies."""

import hashlib
from dataclasses import dataclass, replace

_BLANKS = str.maketrans("\t\n\r\f", "    ")  # a page's white space, read as a blank each


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start:end` of the text were read from the bytes `raw_start:raw_end`."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Box:
    """Characters `start:end` of the text stand on a page (from 1), in points from its lower left corner."""

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Origin:
    """The bytes a release was read from. Stretches and boxes are in order and do not overlap."""

    raw: bytes
    reader: str  # what read it: "html:kr-motie", "html:trafilatura", "pdf" …
    media: str = ""  # the media type, as told or as seen
    encoding: str | None = None  # of the bytes that the stretches point to
    url: str | None = None
    fetched: str | None = None  # when it came over the network, ISO 8601 in UTC
    headers: tuple[tuple[str, str], ...] = ()
    stretches: tuple[Stretch, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def hash(self) -> str:
        """The SHA-256 of the raw bytes, in hex."""
        return hashlib.sha256(self.raw).hexdigest()

    def raw_span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the bytes from which `text[start:end]` was read, None where some of it came from none.

        What a stretch spells otherwise than the bytes do, such as a character reference, counts whole.
        """
        touched = [one for one in self.stretches if one.start < end and start < one.end]
        if not touched or touched[0].start > start or touched[-1].end < end:
            return None
        low, high = self._inside(text, touched[0], start), self._inside(text, touched[-1], end)
        return touched[0].raw_start if low is None else low, touched[-1].raw_end if high is None else high

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes that hold some of the characters `start:end`."""
        return tuple(one for one in self.boxes if one.start < end and start < one.end)

    def _inside(self, text: str, stretch: Stretch, at: int) -> int | None:
        """Return the byte of the character `at`, None where the stretch is not letter for letter."""
        encoding = self.encoding or "utf-8"
        raw = self.raw[stretch.raw_start : stretch.raw_end]
        try:
            read = raw.decode(encoding)
            if read.translate(_BLANKS) != text[stretch.start : stretch.end].translate(_BLANKS):
                return None
            return stretch.raw_start + len(read[: at - stretch.start].encode(encoding))
        except UnicodeError:
            return None


def shifted(stretch: Stretch, by: int) -> Stretch:
    """Return the stretch of the same bytes `by` characters further on in the text."""
    return replace(stretch, start=stretch.start + by, end=stretch.end + by)
