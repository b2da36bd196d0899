"""Parquet tables of releases are read as JSON lines are."""

import io
import json
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.sources.conftest import Read

ROWS = [
    {"title": "Talks close", "published": "2024-05-03", "text": "They closed in Vessby.", "id": "7"},
    {"title": "No day", "published": None, "text": "They opened.", "id": "8"},
    {"title": "Talks open", "published": "2024-05-04", "text": "They opened.", "id": None},
]


def table(rows: list[dict[str, Any]] | pa.Table) -> bytes:
    """Return the bytes of a Parquet file of these rows, two in a row group."""
    file = io.BytesIO()
    pq.write_table(rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows), file, row_group_size=2)
    return file.getvalue()


def test_a_table_says_what_json_lines_say(read: Read) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    releases, [error] = read(table(ROWS))
    assert releases == read(lines)[0]
    assert error.where.endswith("news:row 2")
    assert "no date" in error.why


@pytest.mark.parametrize("day", [date(2024, 5, 3), datetime(2024, 5, 3, 12, 30)])
def test_a_day_may_be_typed(read: Read, day: date) -> None:
    [release], [] = read(table([ROWS[0] | {"published": day, "views": 12.5}]))
    assert release == read(json.dumps(ROWS[0]))[0][0]


def test_a_column_of_numbers_is_no_text(read: Read) -> None:
    releases, [error] = read(table([ROWS[0] | {"text": 5.5}]))
    assert releases == []
    assert error.why == "'text' is not a string"


def test_a_table_of_something_else_is_told(read: Read) -> None:
    releases, [error] = read(table([{"title": "x", "body": "y"}]))
    assert releases == []
    assert error.why == "a Parquet table without the column 'published'"


def test_an_empty_table_is_told(read: Read) -> None:
    releases, [error] = read(table(pa.Table.from_pylist(ROWS).slice(0, 0)))
    assert releases == []
    assert "empty" in error.why


def test_a_file_that_breaks_off_is_told(read: Read) -> None:
    releases, [error] = read(table(ROWS)[:-20])
    assert releases == []
    assert "cannot be read on from here" in error.why
    assert "\n" not in str(error)


def test_text_that_is_no_utf8_costs_its_row_alone(read: Read) -> None:
    rows = pa.Table.from_pylist([ROWS[0], ROWS[2]])
    broken = pa.array([b"\xff\xfe they", b"They opened."]).view(pa.string())
    [release], [error] = read(table(rows.set_column(2, "text", broken)))
    assert release.title == "Talks open"
    assert error.where.endswith("news:row 1")
