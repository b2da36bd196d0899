"""Reads Parquet: tables of releases with the columns of JSON lines, or of readings made before."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BufferedReader
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from communique.errors import BadInputError
from communique.records import Reading, Release
from communique.records.columns import SCHEMA, from_row, is_of_readings
from communique.sources.jsonl import read_record

Item = Release | Reading | BadInputError
_AT_ONCE = 32  # rows held at a time: each may carry the raw bytes of a document
_RELEASE = ("id", "publisher", "title", "published", "text", "url", "lang")
_NEEDED = {"title", "published", "text"}


def read_parquet(
    stream: BufferedReader, place: str, publisher: str | None, groups: range | None = None, first: int = 1
) -> Iterator[Item]:
    """Yield what each row holds, in order; `publisher` is that of releases which name none.

    `groups` are the row groups to read, all if not given, and `first` is the number of their first row.
    Readings come as they were written, and refusals kept with them.
    """
    number = first
    try:
        file = pq.ParquetFile(stream, pre_buffer=False)
        columns = _columns(file.schema_arrow.names, place)
        rows = range(file.num_row_groups) if groups is None else groups
        for batch in file.iter_batches(_AT_ONCE, list(rows), columns):
            for at in range(batch.num_rows):
                yield from _items(batch, at, f"{place}:row {number}", publisher)
                number += 1
    except BadInputError as error:
        yield error
    except (pa.ArrowException, OSError) as error:
        yield BadInputError(f"{place}:row {number}", f"cannot be read on from here: {_line(error)}")


def row_groups(stream: BufferedReader) -> list[int]:
    """Return how many rows each row group of a file has; raise OSError or ArrowException for a broken one."""
    found = pq.ParquetFile(stream).metadata
    return [found.row_group(at).num_rows for at in range(found.num_row_groups)]


def _columns(names: list[str], place: str) -> list[str]:
    """Return the columns to read; raise BadInputError where they hold neither releases nor readings."""
    if is_of_readings(names):
        return [name for name in names if name in SCHEMA.names]
    missing = sorted(_NEEDED - set(names))
    if missing:
        raise BadInputError(place, f"a Parquet table without the column {missing[0]!r}")
    return [name for name in names if name in _RELEASE]


def _items(batch: pa.RecordBatch, at: int, place: str, publisher: str | None) -> Iterator[Item]:
    try:
        row = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
    except ValueError as error:  # text that is no UTF-8, a day beyond what Python has
        yield BadInputError(place, _line(error))
        return
    if is_of_readings(list(row)):
        yield from_row(row, place)
    else:
        yield from read_record(_as_json(row), place, publisher)


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its days written as JSON lines have them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
