"""An export holds everything, in the same columns whatever the ledger holds, and describes itself."""

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.query import Book, open_book
from communique.query.export import TABLE_FORMS, export
from communique.records import Judgement
from tests.made import BODY, make_reading, make_release


def book_of(place: str, filled: bool) -> Book:
    ledger = open_ledger(place, create=True)
    if filled:
        ledger.write([make_reading(make_release(body=f'{BODY} "Tin," said one,\nand left.'))])
        ledger.record_judgement(Judgement("correction", "ent-1", "reject", "ada", "not a promise"))
    ledger.close()
    return open_book(place)


def rows_of(folder: Path, form: str, name: str) -> list[dict[str, object]]:
    path = folder / f"{name}.{form}"
    if form == "parquet":
        return list(pyarrow.parquet.read_table(path).to_pylist())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) if form == "csv" else [json.loads(line) for line in file]


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_every_table_is_there_with_its_rows(tmp_path: Path, place: str, form: str) -> None:
    export(book_of(place, filled=True), form, tmp_path / "out")
    counts = {
        path.stem: len(rows_of(tmp_path / "out", form, path.stem))
        for path in (tmp_path / "out").glob(f"*.{form}")
    }
    assert counts == {
        "releases": 1,
        "entries": 2,
        "evidence": 2,
        "actors": 5,
        "amounts": 1,
        "unread": 1,
        "judgements": 1,
    }
    (amount,) = rows_of(tmp_path / "out", form, "amounts")
    assert amount["value"] == "1500000"
    (release,) = rows_of(tmp_path / "out", form, "releases")
    assert str(release["text"]).endswith('"Tin," said one,\nand left.')
    assert str(release["published"]) == "2024-04-23"


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("filled", [True, False])
def test_the_columns_are_those_of_the_data_package(
    tmp_path: Path, place: str, form: str, filled: bool
) -> None:
    export(book_of(place, filled), form, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) == 7
    for resource in package["resources"]:
        path = tmp_path / "out" / resource["path"]
        named = [field["name"] for field in resource["schema"]["fields"]]
        if form == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == named
        else:
            assert pyarrow.parquet.read_schema(path).names == named


def test_parquet_has_types(tmp_path: Path, place: str) -> None:
    export(book_of(place, filled=True), "parquet", tmp_path / "out")
    commitment = next(e for e in rows_of(tmp_path / "out", "parquet", "entries") if e["kind"] == "commitment")
    assert (commitment["when_end"], commitment["confidence"]) == (date(2024, 6, 30), 0.75)


def test_two_exports_are_alike(tmp_path: Path, place: str) -> None:
    book = book_of(place, filled=True)
    one, other = (export(book, "jsonl", tmp_path / name) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_what_cannot_be_is_told(tmp_path: Path, place: str) -> None:
    book = book_of(place, filled=True)
    with pytest.raises(LedgerError, match="one of jsonl, csv, parquet"):
        export(book, "docx", tmp_path / "out")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerError, match="cannot be written"):
        export(book, "csv", tmp_path / "file")
