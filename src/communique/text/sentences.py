"""Paragraphs and sentences of a release's text, as spans that cover all its words."""

import re

from communique.records import Span

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof hon st no nos art gen col lt capt sgt rev fr sr jr inc ltd co corp llc bros vs etc
    approx est dept govt jan feb mar apr jun jul aug sept sep oct nov dec rs e.g i.e u.s u.k u.n e.u p.m
    a.m h.e h.r.h d.c ph.d messrs mt ft vol fig pp al ca cf rep sen amb sec
    """.split()  # noqa: SIM905 - read as words, not as a list of quotes
)
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|[A-Z\"(][a-z ]|$)|\n+")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$")


def _is_abbreviation(soft: str, stop: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation or an initial."""
    before = _WORD_BEFORE.search(soft, max(0, stop - 24), stop)
    if not before:
        return False
    word = before.group()
    if word.lower() in _ABBREVIATIONS:
        # "in the U.S. The minister": an acronym may close a sentence
        return not (
            "." in word
            and re.match(r"\.\s+(The|In|It|He|She|They|This|On|At|As|We|Both)\b", soft[stop : stop + 14])
        )
    return len(word) == 1 and word.isupper()


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text`: its non-empty lines, in order."""
    found, at = [], 0
    for line in text.split("\n"):
        span = _trim(text, at, at + len(line))
        if span:
            found.append(span)
        at += len(line) + 1
    return found


def split_sentences(soft: str) -> list[Span]:
    """Return the sentences of a softened text, in order; a line break always ends one."""
    found, start = [], 0
    for match in _END.finditer(soft):
        if match.group()[0] == "." and _is_abbreviation(soft, match.start()):
            continue
        if match.group()[0] != "\n" and not _opens(soft, match.end()):
            continue
        span = _trim(soft, start, match.end())
        if span:
            found.append(span)
        start = match.end()
    last = _trim(soft, start, len(soft))
    return [*found, last] if last else found


def _opens(soft: str, at: int) -> bool:
    """Tell whether what follows `at` can begin a sentence: not a lower-case letter."""
    rest = soft[at : at + 4].lstrip()
    return not rest or not rest[0].islower()
