"""Reads web archives, WARC and WACZ, record by record in constant memory."""

from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader, BytesIO
from typing import IO

from communique.errors import BadInputError
from communique.sources.caps import LARGEST_DOCUMENT
from communique.sources.formats.archive import BROKEN, Archive
from communique.sources.formats.records import Record, read_headers, records
from communique.sources.inputs import Source, unzipped
from communique.sources.manifest import manifests, publisher_at
from communique.sources.raw import Item, Raw
from communique.sources.unpack import unpack

_READ = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "application/json",
        "message/rfc822",
        "application/hwp+zip",
        "application/x-hwp",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_LONGEST_STATUS = 8_192
_LONGEST_SHOWN = 200  # characters of an address
Read = Callable[[Raw], Iterator[Item]]


def read_warc(stream: BufferedReader, place: str, publisher: str | None, read: Read) -> Iterator[Item]:
    """Yield what the pages of an archive hold, in its order.

    Redirects, errors, pictures and scripts hold no release, nor does a known publisher's page whose address
    is not that of a release; they are passed over.
    """
    number = 0
    try:
        for record in records(stream):
            number = record.number
            yield from _items(record, f"{place}:record {number}", publisher, read)
    except BROKEN as error:
        yield BadInputError(f"{place}:record {number}", f"cannot be read on from here: {error}")


def read_wacz(stream: IO[bytes], place: str, publisher: str | None, read: Read) -> Iterator[Item]:
    """Yield what the web archives within a WACZ file hold; its stream must be one that can seek."""
    try:
        archive = Archive(stream)
    except ValueError as error:
        yield BadInputError(place, str(error))
        return
    names = sorted(name for name in archive.names if name.endswith((".warc", ".warc.gz")))
    if not names:
        yield BadInputError(place, "a ZIP file without web archives")
    for name in names:
        try:
            with archive.open(name) as member:
                source: Source = unzipped(f"{place}:{name}", BufferedReader(member))  # type: ignore[arg-type]  # a member reads into
                yield from read_warc(source.stream, source.place, publisher, read)
        except (ValueError, *BROKEN) as error:
            yield BadInputError(place, str(error))


def _items(record: Record, place: str, publisher: str | None, read: Read) -> Iterator[Item]:
    """Yield what one record holds; nothing where it can hold no release."""
    kind, url = record.headers.get("warc-type"), record.headers.get("warc-target-uri", "").strip("<>") or None
    if kind not in ("response", "resource") or not _may_be_release(url, publisher):
        return
    try:
        block = _block(record)
        http = _http_headers(block) if kind == "response" else record.headers
        media, _, rest = http.get("content-type", "").partition(";")
        if media.strip().lower() not in _READ:
            return
        data = _body(block.read(), http)
    except ValueError as error:
        yield BadInputError(place, f"{_shown(url) or 'a page'}: {error}")
        return
    yield from read(
        Raw(
            place=f"{place} {_shown(url)}".rstrip(),
            data=data,
            url=url,
            media=media.strip().lower(),
            charset=rest.partition("charset=")[2].strip(" \"'") or None,
            fetched=record.headers.get("warc-date"),
            headers=tuple(http.items()) if kind == "response" else (),
            publisher=publisher,
            depth=1,
        )
    )


def _block(record: Record) -> BufferedReader:
    """Return the block of a record, which fits into memory; raise ValueError where it does not."""
    if record.left > LARGEST_DOCUMENT:
        raise ValueError(f"more than {LARGEST_DOCUMENT // 1_000_000} MB, left out")
    return BufferedReader(BytesIO(record.read(record.left)))


def _http_headers(block: BufferedReader) -> Mapping[str, str]:
    """Return the headers of a response, none where it is not a whole page."""
    status = block.readline(_LONGEST_STATUS).split()[1:2]
    headers = read_headers(block)
    return headers if status == [b"200"] else {}


def _body(data: bytes, http: Mapping[str, str]) -> bytes:
    if "chunked" in http.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    return unpack(data, http.get("content-encoding", ""), LARGEST_DOCUMENT)


def _unchunked(data: bytes) -> bytes:
    """Return a body without the marks of its chunks; as it is where it has none, as some archives keep it."""
    found, at = bytearray(), 0
    while at < len(data):
        line = data.find(b"\r\n", at, at + 100)
        size = data[at : max(line, at)].partition(b";")[0].strip()
        try:
            length = int(size, 16)
        except ValueError:
            return bytes(found) if found else data
        if length <= 0:
            break
        found += data[line + 2 : line + 2 + length]
        at = line + 4 + length
    return bytes(found)


def _shown(url: str | None) -> str:
    """Return an address as much of it as a line can hold."""
    shown = (url or "")[:_LONGEST_SHOWN]
    return shown if shown == (url or "") else f"{shown}…"


def _may_be_release(url: str | None, publisher: str | None) -> bool:
    slug = publisher_at(url, publisher)
    return slug is None or manifests()[slug].has_release(url or "")
