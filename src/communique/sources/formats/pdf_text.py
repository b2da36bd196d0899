"""The lines of a PDF file, by PDFium; run as a program it answers one file after another.

`formats/pdf_process.py` runs it so: a hostile file of a few kilobytes can make PDFium take gigabytes or end
the process it runs in.
"""

import json
import math
import re
import struct
import sys
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from communique.sources.caps import LONGEST_TEXT

READY = b"ready\n"
LENGTH = struct.Struct(">Q")  # of what follows it, either way
_MOST_PAGES = 500
_MOST_MEMORY = 1_500_000_000  # bytes of address space
_LEAST_TIME = 5  # seconds of the processor that a file may take; one more per 100 KB
_NUMBER = re.compile(r"(?:- ?)?(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?(?: ?-)?", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\x00\x02\ufffe]+")
_WHY = {  # what PDFium says, in words that help
    pdfium_c.FPDF_ERR_PASSWORD: "it is under a password; ask its publisher for one that is not",
    pdfium_c.FPDF_ERR_SECURITY: "it is encrypted; ask its publisher for one that is not",
    pdfium_c.FPDF_ERR_FORMAT: "it is broken or cut short; fetch it again",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and its box, in points from the page's lower left corner."""

    text: str
    page: int
    box: tuple[float, float, float, float]  # left, bottom, right, top


def text_of(data: bytes) -> tuple[list[Line], list[int]]:
    """Return the lines of all pages without page numbers, and the pages (from 1) that hold none.

    Raises ValueError where the file cannot be read.
    """
    try:
        return _lines(data)
    except (pdfium.PdfiumError, OSError) as error:
        raise ValueError(_WHY.get(getattr(error, "err_code", None), str(error))) from error


def _lines(data: bytes) -> tuple[list[Line], list[int]]:
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


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer each file that comes, as JSON, until no more do; what comes and goes is led by its length."""
    _limit_memory()
    answers.write(READY)
    answers.flush()
    while len(head := asked.read(LENGTH.size)) == LENGTH.size:
        data = asked.read(LENGTH.unpack(head)[0])
        _limit_time(_LEAST_TIME + len(data) / 100_000)
        answer = json.dumps(_answer(data)).encode()
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _answer(data: bytes) -> dict[str, object]:
    try:
        lines, blank = text_of(data)
    except ValueError as error:
        return {"why": str(error)}
    return {"lines": [astuple(line) for line in lines], "blank": blank}


if sys.platform == "win32":  # pragma: no cover  # there is no such limit there

    def _limit_memory() -> None:
        """Limit nothing."""

    def _limit_time(seconds: float) -> None:
        """Limit nothing."""

else:
    import resource

    def _limit_memory() -> None:
        """Let the system refuse memory above the cap."""
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _limit_time(seconds: float) -> None:
        """Let the system end this process after so many seconds more of the processor."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
