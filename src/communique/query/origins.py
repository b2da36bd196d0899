"""Where a release and its values lie in the raw files they were read from: bytes, or pages and boxes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.ledger.origins import origins_of
from communique.query.book import Book
from communique.records import Box, Entry, Origin, Release


@dataclass(frozen=True, slots=True)
class RawPlace:
    """A value of an entry, its `start:end` in the text, and where these characters lie in the raw file.

    `span` are the bytes, half-open; None where the text was not read from them letter for letter.
    """

    slot: str
    start: int
    end: int
    span: tuple[int, int] | None
    boxes: tuple[Box, ...]


def origins(book: Book, release: Release, as_of: date | None = None) -> list[Origin]:
    """Return what this text of a release was read from, the oldest first, a page before its files.

    None where no file was kept.
    """
    text_hash = hashlib.sha256(release.text.encode()).hexdigest()
    with book.at(as_of) as moment:
        found = [one for read, one in origins_of(moment.connection, release.id) if read == text_hash]
    return sorted(found, key=lambda one: (one.fetched or "", not one.stretches, one.hash))


def raw_places(origin: Origin, text: str, entry: Entry) -> list[RawPlace]:
    """Return where each passage and value of an entry lies in the raw file, in the order of the contract."""
    return [
        RawPlace(slot, start, end, origin.raw_span(text, start, end), origin.boxes_of(start, end))
        for slot, start, end in _spans(entry)
    ]


def _spans(entry: Entry) -> Iterator[tuple[str, int, int]]:
    single = {"when": entry.when, "where": entry.where, "mechanism": entry.mechanism}
    yield from (("evidence", one.start, one.end) for one in entry.evidence)
    yield from (("actors", one.start, one.end) for one in entry.actors)
    yield from ((name, one.start, one.end) for name, one in single.items() if one)
    yield from (("amounts", one.start, one.end) for one in entry.amounts)
