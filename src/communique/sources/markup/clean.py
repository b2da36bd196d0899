"""The text of an element as a person reads it, with a map from each character back to the source."""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.sources.markup.tree import Element, End, Text, Tree

_PIECE = re.compile(
    r"(?P<space>[ \t\r\n\f]+)"
    r"|(?P<reference>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<word>[^ \t\r\n\f&]+|&)"
)
_PLAIN_PIECE = re.compile(r"(?P<space>[ \t\r\n\f]+)|(?P<word>[^ \t\r\n\f]+)")
_COMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")  # normal forms never reach across these


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARAGRAPHS = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main nav ol p pre section table ul"
)
_LINES = _names("br li option tr caption")
_CELLS = frozenset({"td", "th"})
_UNSEEN = _names("script style noscript template head iframe object svg math button select textarea input")


class Run(NamedTuple):
    """Characters `start:end` of the clean text come from `source_start:source_end`."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Clean:
    """Text in NFC and its runs, in order; what no run covers (a break between paragraphs) has no source."""

    text: str
    runs: tuple[Run, ...] = ()

    def part(self, start: int, end: int) -> "Clean":
        """Return the text `start:end` with its runs; `start` and `end` do not cut a reference."""
        return Clean(self.text[start:end], tuple(_cut(self.runs, start, end)))

    def one_line(self) -> "Clean":
        """Return the same text with every break a blank."""
        return Clean(self.text.replace("\n", " ").replace("\t", " "), self.runs)


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    for number in range(bisect_right(runs, start, key=lambda run: run.end), len(runs)):
        run = runs[number]
        if run.start >= end:
            return
        low, high = max(run.start, start), min(run.end, end)
        if low == high:
            continue
        before, after = (low - run.start, run.end - high) if _same_length(run) else (0, 0)
        yield Run(low - start, high - start, run.source_start + before, run.source_end - after)


def join(pieces: Iterable[Clean], between: str) -> Clean:
    """Return the pieces as one text, `between` standing between them."""
    texts, runs, at = [], list[Run](), 0
    for piece in pieces:
        runs += (Run(r.start + at, r.end + at, r.source_start, r.source_end) for r in piece.runs)
        texts.append(piece.text)
        at += len(piece.text) + len(between)
    return Clean(between.join(texts), tuple(runs))


def inner(outer: Clean, clean: Clean) -> Clean:
    """Return `clean`, whose source is the text of `outer`, mapped to the source of `outer`."""
    if len(outer.runs) == 1 and outer.runs[0][:2] == (0, len(outer.text)) and _same_length(outer.runs[0]):
        by = outer.runs[0].source_start
        moved = (Run(r.start, r.end, r.source_start + by, r.source_end + by) for r in clean.runs)
        return Clean(clean.text, tuple(moved))
    runs = list[Run]()
    for run in clean.runs:
        same = _same_length(run)
        for cut in _cut(outer.runs, run.source_start, run.source_end):
            low, high = (run.start + cut.start, run.start + cut.end) if same else (run.start, run.end)
            if not same and runs and runs[-1].start == low:
                runs[-1] = Run(low, high, runs[-1].source_start, cut.source_end)
            else:
                runs.append(Run(low, high, cut.source_start, cut.source_end))
    return Clean(clean.text, tuple(runs))


def clean_text(tree: Tree, element: Element | None = None, drop: Iterable[Element] = ()) -> Clean:
    """Return the text within an element, or the whole page, without what is not seen or is in `drop`."""
    writer, skipped = _Writer(tree.source), {id(one) for one in drop}
    first, last = (element.first, element.last) if element else (0, len(tree.events))
    at = first
    while at < last:
        event = tree.events[at]
        if isinstance(event, Text):
            writer.text(event)
        elif isinstance(event, End):
            writer.boundary(event.element.name, False)
        elif id(event) in skipped or (not tree.xml and event.name in _UNSEEN):
            at = event.last
        else:
            writer.boundary(event.name, True)
        at += 1
    return writer.finish()


def exact_text(tree: Tree, element: Element) -> Clean:
    """Return the text within an element to the letter, references read, white space kept."""
    writer = _Writer(tree.source)
    for event in tree.events[element.first : element.last]:
        if isinstance(event, Text):
            writer.exact(event)
    return writer.finish(normal=False)


class _Writer:
    """Puts the text together piece by piece; breaks and blanks wait until a word follows."""

    def __init__(self, source: str) -> None:
        self._source, self._parts, self._length = source, list[str](), 0
        self._runs: list[Run] = []
        self._break = ""
        self._blank: tuple[int, int] | None = None
        self._to_the_letter = False  # whether the last run spells what its source spells, blanks apart

    def boundary(self, name: str, begins: bool) -> None:
        """Note the break that the beginning or end of an element makes."""
        if name in _PARAGRAPHS:
            self._break = "\n\n"
        elif name in _LINES:
            self._break = self._break if self._break == "\n\n" else "\n"
        elif name in _CELLS and begins:
            self._break = self._break or "\t"

    def text(self, event: Text) -> None:
        """Write text with its white space as single blanks."""
        pattern = _PLAIN_PIECE if event.plain else _PIECE
        for piece in pattern.finditer(self._source, event.start, event.end):
            if piece.lastgroup == "space":
                self._blank = self._blank or piece.span()
            else:
                self._word(_spelled(piece), piece.start(), piece.end())

    def exact(self, event: Text) -> None:
        """Write text as it is, references read unless it is plain."""
        if event.plain:
            self._put(self._source[event.start : event.end], event.start, event.end)
            return
        for piece in _PIECE.finditer(self._source, event.start, event.end):
            self._put(_spelled(piece), piece.start(), piece.end())

    def _word(self, word: str, start: int, end: int) -> None:
        if not word or (not word.strip() and (self._break or not self._length)):
            return  # a reference that stands for nothing, a no-break space that opens a line
        if self._break:
            if self._length:
                self._put(self._break, None, None)
        elif self._blank and self._length:
            self._put(" ", *self._blank)
        self._break, self._blank = "", None
        self._put(word, start, end)

    def _put(self, text: str, start: int | None, end: int | None) -> None:
        at, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        if start is None or end is None or not text:
            return
        last = self._runs[-1] if self._runs else None
        same = len(text) == end - start and (text == " " or self._source.startswith(text, start))
        joins = last and last.end == at and last.source_end == start and _same_length(last)
        if same and last and joins and self._to_the_letter:
            self._runs[-1] = Run(last.start, self._length, last.source_start, end)
        else:
            self._runs.append(Run(at, self._length, start, end))
        self._to_the_letter = same

    def finish(self, normal: bool = True) -> Clean:
        """Return what was written, in NFC where `normal`."""
        clean = Clean("".join(self._parts), tuple(self._runs))
        return composed(clean) if normal and not unicodedata.is_normalized("NFC", clean.text) else clean


def _spelled(piece: re.Match[str]) -> str:
    """Return what a piece stands for: a reference its character, everything else itself."""
    return html.unescape(piece.group()) if piece.lastgroup == "reference" else piece.group()


def _same_length(run: Run) -> bool:
    return run.end - run.start == run.source_end - run.source_start


def composed(clean: Clean) -> Clean:
    """Return the text in NFC, each character that changed mapped whole."""
    pieces, at = [], 0
    for match in _COMPOSED.finditer(clean.text):
        for start, end in _characters(clean.text, *match.span()):
            letter = unicodedata.normalize("NFC", clean.text[start:end])
            if letter != clean.text[start:end]:
                runs = clean.part(start, end).runs
                whole = (Run(0, len(letter), runs[0].source_start, runs[-1].source_end),) if runs else ()
                pieces += [clean.part(at, start), Clean(letter, whole)]
                at = end
    return join([*pieces, clean.part(at, len(clean.text))], "")


def _characters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `start:end` that NFC may change each by itself: a letter with its marks."""
    for at in range(start + 1, end):
        if not unicodedata.combining(text[at]) and not _composes(text[start:at], text[at]):
            yield start, at
            start = at
    yield start, end


def _composes(before: str, letter: str) -> bool:
    """Tell whether NFC makes one character of a letter and what stands before it, as of Hangul signs."""
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", letter)
    return unicodedata.normalize("NFC", before + letter) != apart
