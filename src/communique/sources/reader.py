"""Reads releases from whatever is named: tells the format by its content and hands it to its reader."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BufferedReader, BytesIO
from itertools import chain

from communique.errors import BadInputError
from communique.records import Reading, Release
from communique.sources.caps import LARGEST_DOCUMENT
from communique.sources.documents import DOCUMENTS, read_raw
from communique.sources.formats.archive import BROKEN
from communique.sources.formats.foreign import foreign
from communique.sources.formats.sniff import HEAD, sniff
from communique.sources.inputs import Heard, Source, open_inputs
from communique.sources.jsonl import read_jsonl
from communique.sources.lines import Line, read_lines
from communique.sources.listing import SEPARATOR, ends_record, read_listing
from communique.sources.manifest import manifests, publisher_at
from communique.sources.raw import Hint, Item, Raw

Found = Item | Reading  # a table may hold what was read before
Reader = Callable[[Iterable[Line | BadInputError], str, str | None], Iterator[Release | BadInputError]]

_OF_LINES: dict[str, Reader] = {"jsonl": read_jsonl, "listing": read_listing}
_ARCHIVES = ("warc", "wacz")
_SEEKING = (*_ARCHIVES, "parquet")
READERS = (*_OF_LINES, *DOCUMENTS, *_SEEKING)
URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_RECORD = re.compile(rb'\{\s*"title"\s*:\s*"(?:[^"\\]|\\.)*+"\s*,\s*"(?:id|lang|publish(?:ed|er)|text|url)"')
_HEAD_LINES = 50
_HEAD_SIZE = 1_000_000
_MAGIC = {
    "[": "a JSON array; JSON wants one object a line here",
    "{": "JSON spread over lines; it wants one object a line here",
    "\ufffd\ufffd": "UTF-16, which is to be saved as UTF-8, or no text at all",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of an input: the reader to use, and who published it when, where it does not say."""

    reader: str | None = None
    publisher: str | None = None
    published: str | None = None  # YYYY-MM-DD


def read_input(
    name: str,
    reader: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    allowed: frozenset[str] = frozenset(),
    heard: Heard | None = None,
) -> Iterator[Found]:
    """Return the releases of a file, a folder, an address or standard input (`-`), one at a time, in order.

    A Parquet table of readings gives those. `heard` is told the bytes read from files.

    An address is fetched; a host within this machine or network only where it is among `allowed`.

    What cannot be read comes as a BadInputError in its place, with place and reason, and the rest goes on;
    a DamagedInputError comes before the release it is about. Raises BadInputError for an unknown `reader`.
    """
    check_reader(reader)
    told = Told(reader, publisher, published)
    return _fetched(name, told, allowed) if URL.match(name) else _read(name, told, heard)


def check_reader(reader: str | None) -> None:
    """Raise BadInputError where `reader` is the name of none."""
    if reader is not None and reader not in READERS:
        raise BadInputError(f"--reader {reader}", f"no such reader; there are {', '.join(READERS)}")


def _fetched(url: str, told: Told, allowed: frozenset[str]) -> Iterator[Found]:
    """Yield what the page at an address holds."""
    fetch = import_module("communique.sources.fetch")  # loads the network, which others are spared
    client = fetch.Fetcher(allowed)
    try:
        fetched = client.fetch(url)
        raw = fetch.raw_of(fetched, publisher=told.publisher, hint=Hint(published=told.published))
        raw, wrong = fetch.with_files(raw, fetched.url, client)
    except fetch.FetchError as error:
        yield error
        return
    finally:
        client.close()
    yield from wrong
    if told.reader in (None, *DOCUMENTS) and sniff(raw.data[:HEAD]) not in _SEEKING:
        yield from read_raw(raw, told.reader)
    else:
        yield from read_source(Source(url, BufferedReader(BytesIO(raw.data))), told)


def _read(name: str, told: Told, heard: Heard | None) -> Iterator[Found]:
    for source in open_inputs(name, heard) if heard else open_inputs(name):
        yield from [source] if isinstance(source, BadInputError) else read_source(source, told)


def read_source(source: Source, told: Told) -> Iterator[Found]:
    """Yield what an open source holds, as `read_input` does."""
    head = _peek(source.stream)
    found = told.reader or _document_format(head, told)
    what = None if found else foreign(head)
    if what:
        yield BadInputError(source.place, what)
    elif found is None or found in _OF_LINES:
        yield from _read_lines(source, told)
    elif found in _ARCHIVES:
        yield from _read_archive(found, source.stream, source.place, told)
    elif found == "parquet":
        yield from _read_table(source, told)
    else:
        yield from _read_document(source, told)


def _peek(stream: BufferedReader) -> bytes:
    """Return the first bytes of a stream, which stay in it; none where they cannot be read: later told."""
    try:
        return stream.peek(HEAD)[:HEAD]
    except BROKEN:
        return b""


def _read_table(source: Source, told: Told) -> Iterator[Found]:
    if not source.stream.seekable():
        yield BadInputError(source.place, "Parquet is read from a file, plain and not gzipped")
        return
    module = import_module("communique.sources.formats.parquet")  # loads pyarrow, which others are spared
    empty = True
    for item in module.read_parquet(source.stream, source.place, told.publisher):
        empty = False
        yield item
    if empty:
        yield BadInputError(source.place, "empty: there is no release in it")


def _document_format(head: bytes, told: Told) -> str | None:
    """Return the reader of documents or archives for these first bytes; None leaves it to those of lines."""
    found = sniff(head)
    if found is None and head.lstrip()[:1] in (b"{", b"["):
        manifest = manifests().get(publisher_at(None, told.publisher) or "")
        is_lines = _RECORD.match(head.lstrip())
        return "api" if manifest and (manifest.api or manifest.answer) and not is_lines else None
    return found


def _read_document(source: Source, told: Told) -> Iterator[Item]:
    """Yield what one document holds; a WACZ file shows only here, by its files."""
    try:
        data = source.stream.read(LARGEST_DOCUMENT + 1)
    except BROKEN as error:
        yield BadInputError(source.place, f"cannot be read: {error}")
        return
    is_archive = data.startswith(b"PK\x03\x04") and b"archive/" in data[:HEAD]
    if is_archive and source.stream.seekable():
        source.stream.seek(0)
        yield from _read_archive("wacz", source.stream, source.place, told)
    elif len(data) > LARGEST_DOCUMENT:
        limit = LARGEST_DOCUMENT // 1_000_000
        yield BadInputError(source.place, f"a document of more than {limit} MB, left out")
    else:
        hint = Hint(published=told.published)
        yield from read_raw(Raw(source.place, data, publisher=told.publisher, hint=hint), told.reader)


def _read_archive(name: str, stream: BufferedReader, place: str, told: Told) -> Iterator[Item]:
    module = import_module("communique.sources.formats.warc")  # loads fastwarc, which others are spared
    read = getattr(module, f"read_{name}")
    empty = True
    for item in read(stream, place, told.publisher, read_raw):
        empty = False
        yield item
    if empty:
        yield BadInputError(place, "a web archive without a page that could be a release")


def line_or_table_format(stream: BufferedReader, told: Told) -> str | None:
    """Return "jsonl", "listing" or "parquet" for a stream, which may be read from; None for any other."""
    found = told.reader or _document_format(_peek(stream), told)
    if found is None:
        return _format(_texts(_head(read_lines(stream, ""))))
    return found if found in (*_OF_LINES, "parquet") else None


def _read_lines(source: Source, told: Told) -> Iterator[Item]:
    lines = read_lines(source.stream, source.place)
    head = _head(lines)
    texts = _texts(head)
    chosen = told.reader or _format(texts)
    if texts and not chosen:
        yield from (line for line in head if isinstance(line, BadInputError))
        yield BadInputError(source.place, _unknown(texts[0]))
        return
    empty = True
    for item in _OF_LINES[chosen or "jsonl"](chain(head, lines), source.place, told.publisher):
        empty = False
        yield item
    if empty:
        yield BadInputError(source.place, "empty: there is no release in it")


def _texts(lines: Iterable[Line | BadInputError]) -> list[str]:
    return [line.text.strip() for line in lines if isinstance(line, Line) and line.text.strip()]


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
    return f"unknown format{hint}: there are readers for {', '.join(READERS)}"
