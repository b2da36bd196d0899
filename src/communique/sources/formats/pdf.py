"""Reads the text layer of PDF files, with the page and box of each line."""

from collections.abc import Iterator
from dataclasses import replace

from communique.errors import BadInputError, DamagedInputError
from communique.records import Box, Release
from communique.sources.formats.office import release_of_lines
from communique.sources.formats.pdf_process import pdf_lines
from communique.sources.formats.pdf_text import Line
from communique.sources.raw import Item, Raw

MEDIA = "application/pdf"


def read_pdf(raw: Raw) -> Iterator[Item]:
    """Yield the release of a PDF file; pages without text, such as scans, are told."""
    try:
        lines, blank = pdf_lines(raw.data)
    except ValueError as error:
        yield BadInputError(raw.place, f"a PDF file that cannot be read: {error}")
        return
    if not lines:
        yield BadInputError(raw.place, "a PDF file without a text layer, maybe a scan: nothing can be read")
        return
    if blank:
        pages = ", ".join(map(str, blank[:20]))
        yield DamagedInputError(raw.place, f"no text on page{'s' * (len(blank) > 1)} {pages}, maybe a scan")
    for item in release_of_lines(raw, [line.text for line in lines], "pdf", MEDIA):
        yield _with_boxes(item, lines) if isinstance(item, Release) else item


def _with_boxes(release: Release, lines: list[Line]) -> Release:
    """Return the release with the box of each line that stands in its text, in order."""
    boxes, at = [], 0
    for line in lines:
        start = release.text.find(line.text, at)
        if start >= 0:
            at = start + len(line.text)
            boxes.append(Box(start, at, line.page, *line.box))
    origin = replace(release.origin, boxes=tuple(boxes)) if release.origin else None
    return replace(release, origin=origin)
