"""Cuts inputs into pieces that are read apart, anywhere, in any order, and give together what all gives."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import Any

import pyarrow as pa

from communique.errors import BadInputError
from communique.sources.formats.parquet import read_parquet, row_groups
from communique.sources.inputs import Source, is_zipped, open_file, shown, walk
from communique.sources.jsonl import read_jsonl
from communique.sources.lines import read_lines
from communique.sources.reader import URL, Found, Told, check_reader, line_or_table_format, read_source

PIECE = 8_000_000  # bytes of lines in a piece: some three minutes of reading
_SKIP = 65_536


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one file: bytes of lines, row groups of a table, or the whole of any other format.

    `path` is found from any folder, `place` is what the user calls it, `first` numbers its first line or row.
    """

    path: Path
    place: str
    told: Told
    reader: str | None = None  # "jsonl" or "parquet", of a stretch
    start: int = 0
    end: int = 0
    first: int = 1


Cut = Piece | BadInputError


def cut(names: Iterable[str], told: Told, size: int = PIECE) -> Iterator[Cut]:
    """Yield the pieces of files and folders in their order, and an error for each that cannot be opened.

    JSON lines that are not gzipped are cut after some `size` bytes, tables between their row groups.
    """
    check_reader(told.reader)
    for name in names:
        if name == "-" or URL.match(name):
            yield BadInputError(name, "only files and folders are read in pieces; leave out --out")
            continue
        for path in walk(name):
            yield from [path] if isinstance(path, BadInputError) else _cut(path, told, size)


def read_piece(piece: Piece) -> Iterator[Found]:
    """Yield what a piece holds, as reading the whole file would at its place."""
    for source in open_file(piece.path, piece.place):
        if isinstance(source, BadInputError):
            yield source
        elif piece.reader is None:
            yield from read_source(source, piece.told)
        else:
            yield from _read_stretch(source, piece)


def _read_stretch(source: Source, piece: Piece) -> Iterator[Found]:
    publisher = piece.told.publisher
    if piece.reader == "parquet":
        groups = range(piece.start, piece.end)
        return read_parquet(source.stream, source.place, publisher, groups, piece.first)
    stream: BufferedReader = BufferedReader(_Stretch(source.stream, piece.start, piece.end))
    return read_jsonl(read_lines(stream, source.place, piece.first), source.place, publisher)


def _cut(path: Path, told: Told, size: int) -> Iterator[Piece]:
    whole = Piece(path.absolute(), shown(str(path)), told)
    try:
        with path.open("rb") as file:
            reader = None if is_zipped(file) else line_or_table_format(file, told)
            if reader == "jsonl" and path.stat().st_size > size:
                yield from _cut_lines(file, whole, size)
            elif reader == "parquet":
                yield from _cut_table(file, whole)
            else:
                yield whole
    except (OSError, pa.ArrowException):
        yield whole  # reading it tells what is wrong


def _cut_lines(file: BufferedReader, whole: Piece, size: int) -> Iterator[Piece]:
    start, first = 0, 1
    file.seek(0)
    while block := file.read(size):
        end, count = start + len(block), block.count(b"\n")
        while not block.endswith(b"\n") and (block := file.readline(_SKIP)):
            end, count = end + len(block), count + block.count(b"\n")
        yield replace(whole, reader="jsonl", start=start, end=end, first=first)
        start, first = end, first + count


def _cut_table(file: BufferedReader, whole: Piece) -> Iterator[Piece]:
    counts = row_groups(file)
    if len(counts) < 2:
        yield whole
        return
    first = 1
    for at, count in enumerate(counts):
        yield replace(whole, reader="parquet", start=at, end=at + 1, first=first)
        first += count


class _Stretch(io.RawIOBase):
    """The bytes `start:end` of a file, as a stream of their own."""

    def __init__(self, file: BufferedReader, start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # any writable buffer
        """Fill some of the buffer; return the number of bytes, 0 at the end."""
        found = self._file.read(min(len(buffer), self._left))
        buffer[: len(found)] = found
        self._left -= len(found)
        return len(found)
