"""Paragraphs of a release's text: its lines, hard-wrapped ones put together again."""

import re
from itertools import pairwise

from communique.records import Span
from communique.text.words import sentence_words

_BULLET = re.compile(
    r"[-*+•‣▪◦·○●■□▷▶►◆◇♦※☞←-⇿✓✔]\s"
    r"|[△▲](?!\d)"  # before a digit a triangle is a minus sign
    r"|[①-⑳❶-❿➀-➓]|#{1,6}\s|\|"
)
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s")
_TERMINATED = re.compile(r"[.!?:;…。！？][\"')\]*_]{0,4}$|###$")
_INNER_END = re.compile(r"[a-z]{3}[.!?]\s+[A-Z\"]")
_LAST_WORD = re.compile(r"[^\W\d_]{1,12}$")
_WIDEST_WRAP = 130  # a longer line is a paragraph of its own
_NARROWEST_WRAP = 60
_RAGGED = 0.85  # lines wrapped by the width of a page, not by a count of letters, vary so much
_WRAPPED = 0.3  # in wrapped text most lines begin in lower case; among items and headings few do


def split_paragraphs(soft: str) -> list[Span]:
    """Return the paragraphs of a softened text, in order; the first line, the title, is the first."""
    lines = _lines(soft)
    width = _wrap_width(soft, lines)
    found: list[Span] = []
    for line in lines:
        if len(found) > 1 and _goes_on(soft, found[-1], line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def trim(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its ends, or None where nothing else is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _lines(soft: str) -> list[Span]:
    """Return the lines that are not blank, without the white space around them."""
    found, at = [], 0
    for line in soft.split("\n"):
        span = trim(soft, at, at + len(line))
        if span:
            found.append(span)
        at += len(line) + 1
    return found


def _adjoin(soft: str, before: int, start: int) -> bool:
    """Tell whether no blank line lies between the end of one line and the start of another."""
    return soft.count("\n", before, start) == 1


def _wrap_width(soft: str, lines: list[Span]) -> int:
    """Return the column at which the text's lines were wrapped, or 0 where they were not."""
    pairs = [(a, b) for a, b in pairwise(lines[1:]) if _adjoin(soft, a.end, b.start)]
    lower = sum(soft[after.start].islower() for _, after in pairs)
    widths = sorted(a.end - a.start for a, _ in pairs if a.end - a.start <= _WIDEST_WRAP)
    if not widths or lower < _WRAPPED * len(pairs):
        return 0
    return max(_NARROWEST_WRAP, widths[len(widths) * 9 // 10])


def _goes_on(soft: str, paragraph: Span, line: Span, width: int) -> bool:
    """Tell whether `line` belongs to the paragraph before it, broken off only for its length."""
    if not _adjoin(soft, paragraph.end, line.start):
        return False
    head = soft[line.start : line.start + 40]
    last_start = soft.rfind("\n", paragraph.start, paragraph.end) + 1 or paragraph.start
    before = soft[last_start : paragraph.end].lstrip()
    unfinished = _unfinished(before)
    if _BULLET.match(head) or (_NUMBERED.match(head) and not (unfinished and not _listing(before))):
        return False
    if head[0].islower() or _full(before, head, width):
        return True
    if _TERMINATED.search(before[-8:]):
        return False
    in_prose = last_start > paragraph.start or _INNER_END.search(before) or len(before) > _WIDEST_WRAP
    return unfinished or bool(in_prose)


def _listing(line: str) -> bool:
    """Tell whether a line stops as an item does before the next one."""
    return line.endswith((",", ", and", ", or", "; and", "; or"))


def _unfinished(line: str) -> bool:
    """Tell whether a line stops where no heading or item would: at a comma, "the", a month."""
    if line.endswith((",", "&", "/")):
        return True
    word = _LAST_WORD.search(line[-13:])
    return word is not None and word.group().lower() in sentence_words().continuing


def _full(line: str, following: str, width: int) -> bool:
    """Tell whether the next word would not have fitted into the line, so that it had to be wrapped."""
    return bool(width) and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * _RAGGED
