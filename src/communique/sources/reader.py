"""Reads releases from whatever is named: tells the format by its content and hands it to its reader."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from communique.errors import BadInputError
from communique.records import Release
from communique.sources.inputs import Source, open_inputs
from communique.sources.jsonl import read_jsonl
from communique.sources.lines import Line, read_lines
from communique.sources.listing import SEPARATOR, ends_record, read_listing

Reader = Callable[[Iterable[Line | BadInputError], str, str | None], Iterator[Release | BadInputError]]

READERS: dict[str, Reader] = {"jsonl": read_jsonl, "listing": read_listing}
_HEAD_LINES = 50
_HEAD_SIZE = 1_000_000
_MAGIC = {
    "%PDF": "PDF",
    "PK\x03\x04": "a ZIP file or an office document",
    "<!doctype": "HTML",
    "<html": "HTML",
    "<?xml": "XML",
    "[": "a JSON array; JSON wants one object a line here",
    "{": "JSON spread over lines; it wants one object a line here",
    "\ufffd\ufffd": "UTF-16, or no text at all",
}


def read_input(
    name: str, reader: str | None = None, publisher: str | None = None
) -> Iterator[Release | BadInputError]:
    """Return the releases of a file, a folder or standard input (`-`), one at a time, in order.

    What cannot be read comes as a BadInputError in its place, with place and reason, and the rest goes on;
    a DamagedInputError comes before the release it is about. Raises BadInputError for an unknown `reader`.
    """
    if reader is not None and reader not in READERS:
        raise BadInputError(f"--reader {reader}", f"no such reader; there are {', '.join(READERS)}")
    return _read(name, reader, publisher)


def _read(name: str, reader: str | None, publisher: str | None) -> Iterator[Release | BadInputError]:
    for source in open_inputs(name):
        if isinstance(source, BadInputError):
            yield source
        else:
            yield from _read_source(source, reader, publisher)


def _read_source(
    source: Source, reader: str | None, publisher: str | None
) -> Iterator[Release | BadInputError]:
    lines = read_lines(source.stream, source.place)
    head = _head(lines)
    texts = [line.text.strip() for line in head if isinstance(line, Line) and line.text.strip()]
    chosen = reader or _format(texts)
    if texts and not chosen:
        yield from (line for line in head if isinstance(line, BadInputError))
        yield BadInputError(source.place, _unknown(texts[0]))
        return
    empty = True
    for item in READERS[chosen or "jsonl"](chain(head, lines), source.place, publisher):
        empty = False
        yield item
    if empty:
        yield BadInputError(source.place, "empty: there is no release in it")


def _head(lines: Iterator[Line | BadInputError]) -> list[Line | BadInputError]:
    """Return the first lines, enough to tell the format by."""
    head: list[Line | BadInputError] = []
    size = 0
    for line in lines:
        head.append(line)
        size += len(line.text) if isinstance(line, Line) else 0
        if len(head) == _HEAD_LINES or size > _HEAD_SIZE:
            break
    return head


def _format(texts: list[str]) -> str | None:
    """Return the name of the reader for a file that begins with these lines, or None."""
    if not texts:
        return None
    if texts[0].startswith("{") and texts[0] != "{":
        return "jsonl"
    return "listing" if texts[0] == SEPARATOR or any(map(ends_record, texts)) else None


def _unknown(first: str) -> str:
    """Return the reason why a file that begins with `first` is not read."""
    looks = next((what for magic, what in _MAGIC.items() if first.lower().startswith(magic.lower())), None)
    hint = f" (it looks like {looks})" if looks else ""
    return f"unknown format{hint}: there are readers for {' and '.join(READERS)}"
