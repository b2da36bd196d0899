"""Reads the text layer of PDF files, with the page and box of each line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from communique.errors import BadInputError, DamagedInputError
from communique.records import Box, Release
from communique.sources.caps import LONGEST_TEXT
from communique.sources.formats.office import release_of_lines
from communique.sources.raw import Item, Raw

MEDIA = "application/pdf"
_MOST_PAGES = 500
_NUMBER = re.compile(r"(?:- ?)?(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?(?: ?-)?", re.IGNORECASE)
_WHY = {  # what PDFium says, in words that help
    pdfium_c.FPDF_ERR_PASSWORD: "it is under a password; ask its publisher for one that is not",
    pdfium_c.FPDF_ERR_SECURITY: "it is encrypted; ask its publisher for one that is not",
    pdfium_c.FPDF_ERR_FORMAT: "it is broken or cut short; fetch it again",
}
_SPACE = re.compile(r"[ \t\x00\x02\ufffe]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and its box, in points from the page's lower left corner."""

    text: str
    page: int
    box: tuple[float, float, float, float]  # left, bottom, right, top


def read_pdf(raw: Raw) -> Iterator[Item]:
    """Yield the release of a PDF file; pages without text, such as scans, are told."""
    try:
        lines, blank = _lines(raw.data)
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        why = _WHY.get(getattr(error, "err_code", None), str(error))
        yield BadInputError(raw.place, f"a PDF file that cannot be read: {why}")
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


def _lines(data: bytes) -> tuple[list[Line], list[int]]:
    """Return the lines of all pages without page numbers, and the pages (from 1) that hold none."""
    lines, blank, size = list[Line](), list[int](), 0
    document = pdfium.PdfDocument(data)
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            found = _page_lines(document, number)
            size += sum(len(line.text) for line in found)
            lines += found
            if not found:
                blank.append(number + 1)
            if size > LONGEST_TEXT:
                break
    finally:
        document.close()
    return lines, blank


def _page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return list(_placed(text, number + 1))
        finally:
            text.close()
    finally:
        page.close()


def _placed(text: pdfium.PdfTextPage, page: int) -> Iterator[Line]:
    """Yield the lines of a page; a page number alone on a line is none."""
    count = min(text.count_chars(), LONGEST_TEXT)
    if count <= 0:
        return
    whole, at = text.get_text_range(0, count), 0
    exact = len(whole) == count
    for piece in whole.splitlines(keepends=True):
        words = _SPACE.sub(" ", piece).strip()
        if words and not _NUMBER.fullmatch(words):
            start = at + len(piece) - len(piece.lstrip())
            box = _box(text, start, at + len(piece.rstrip())) if exact else (0.0, 0.0, 0.0, 0.0)
            yield Line(words, page, box)
        at += len(piece)


def _box(text: pdfium.PdfTextPage, start: int, end: int) -> tuple[float, float, float, float]:
    """Return the box around the characters `start:end`."""
    boxes = [text.get_charbox(at) for at in (start, max(start, end - 1))]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return round(min(lefts), 2), round(min(bottoms), 2), round(max(rights), 2), round(max(tops), 2)
