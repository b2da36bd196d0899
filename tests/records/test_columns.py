"""A reading kept as a row of columns comes back equal, and what is no reading is told."""

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from communique.errors import BadInputError
from communique.records import Box, Naming, Origin, Reading, Stretch
from communique.records.columns import SCHEMA, from_row, to_batch
from communique.runs.extract import extract
from communique.runs.reading import read_release
from communique.runs.samples import sample_folder
from tests.made import make_reading, make_release

ORIGIN = Origin(
    raw=b"\x00\xff<p>",
    reader="html",
    url="https://example.org/a",
    headers=(("content-type", "text/html"), ("etag", "7")),
    stretches=(Stretch(0, 4, 9, 13),),
    boxes=(Box(0, 4, 1, 72.5, 700.0, 90.25, 712.0),),
)


def kept(reading: Reading) -> Any:
    """Return what comes back of a reading."""
    [row] = to_batch([reading], ("0.9", "small")).to_pylist()
    return from_row(row, "here")


def test_every_sample_comes_back_equal() -> None:
    for reading in extract([sample_folder()], read_release):
        assert isinstance(reading, Reading)
        assert kept(reading) == replace(reading, mentions=())


def test_everything_a_reading_can_hold_comes_back() -> None:
    naming = Naming("office", "Ana Röst", "person", "Minister", "minister|XA", 0, 4, "XA")
    reading = replace(make_reading(replace(make_release(), origin=ORIGIN)), namings=(naming,))
    back = kept(reading)
    assert back == reading
    assert back.release.origin == ORIGIN
    assert back.made_by == ("0.9", "small")


def test_what_was_kept_keeps_who_made_it() -> None:
    assert kept(replace(make_reading(), made_by=("0.5", "tiny"))).made_by == ("0.5", "tiny")


def test_a_refusal_comes_back_in_its_place() -> None:
    batch = to_batch([make_reading(), BadInputError("a.jsonl:3", "no date")], ("0.9", ""))
    assert batch.schema == SCHEMA
    _, refusal = (from_row(row, "here") for row in batch.to_pylist())
    assert isinstance(refusal, BadInputError)
    assert str(refusal) == "a.jsonl:3: no date"


@pytest.mark.parametrize(
    ("slot", "value"), [("kind", "rumour"), ("confidence", None), ("evidence", [{"start": 1}])]
)
def test_a_row_that_is_no_reading_is_told_by_its_slot(slot: str, value: object) -> None:
    [row] = to_batch([make_reading()], ("0.9", "")).to_pylist()
    row["entries"][1][slot] = value
    told = from_row(row, "x.parquet:row 7")
    assert isinstance(told, BadInputError)
    assert str(told).startswith(f"x.parquet:row 7: no reading of communique: entries.1.{slot}")


def test_an_exact_decimal_is_a_string() -> None:
    entries = SCHEMA.field("entries").type.value_type
    assert entries.field("amounts").type.value_type.field("value").type == pa.string()
    [row] = to_batch([make_reading()], ("0.9", "")).to_pylist()
    assert row["entries"][1]["amounts"][0]["value"] == "1500000"
