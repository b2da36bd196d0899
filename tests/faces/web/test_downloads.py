"""Downloads hold the whole view with exact values, read back with other people's libraries."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from starlette.testclient import TestClient

from communique.faces.flat import ENTRY_COLUMNS
from communique.query import Filters, list_entries, open_book
from tests.faces.conftest import Run

VIEW = "kind=meeting&country=XA"


@pytest.fixture(scope="module")
def expected(shelf: Path) -> list[str]:
    """Return the ids of the view."""
    rows = list_entries(open_book(shelf), "meeting", Filters(country="XA"))
    return [one.entry.id for one in rows]


def test_a_workbook_holds_the_view_with_days_as_days(client: TestClient, expected: list[str]) -> None:
    answer = client.get(f"/ledger.xlsx?{VIEW}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert head == ENTRY_COLUMNS
    assert [row[0] for row in rows] == expected
    published = rows[0][head.index("published")]
    assert published == datetime(2024, 4, 23)


def test_parquet_holds_the_view_with_types(client: TestClient, expected: list[str]) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(client.get(f"/ledger.parquet?{VIEW}").content))
    assert table.column("id").to_pylist() == expected
    types = {name: str(table.schema.field(name).type) for name in ("published", "ordinal", "confidence")}
    assert types == {"published": "date32[day]", "ordinal": "int64", "confidence": "double"}


def test_no_cell_of_a_workbook_is_run(attacked: TestClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(attacked.get("/ledger.xlsx?threshold=0").content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} & {"f"} == set()


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_an_empty_view_is_a_file_too(client: TestClient, form: str) -> None:
    answer = client.get(f"/ledger.{form}?topic=none-such")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="ledger.{form}"'


def test_the_page_says_what_its_totals_counted(client: TestClient) -> None:
    page = client.get("/ledger?kind=measure").text
    assert "each told once" in page
    assert "KRW 4.1 billion" in page.split("totals", 1)[1]
    assert client.get("/ledger?reviewed=maybe").status_code == 400


def test_money_is_told_in_dollars_beside_its_words(client: TestClient, run: Run) -> None:
    page = client.get("/ledger?kind=measure").text
    assert "≈ USD 3.01 million (2024 average)" in page
    assert "≈" not in client.get("/ledger?kind=commitment").text  # told in dollars
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/ledger.xlsx?kind=measure").content)).active
    assert sheet is not None
    head, row = list(sheet.iter_rows(values_only=True))
    told = dict(zip(head, row, strict=True))
    assert (told["values"], told["units"], told["converted"]) == ("4100000000", "KRW", "USD 3010000")
    assert str(told["converted_by"]).startswith("1363.53 a USD (2024 average, mean of the ECB")
    (entry,) = client.get("/ledger.json?kind=measure").json()["entries"]
    shown = client.get(f"/entries/{entry['id']}").text
    assert "at 1363.53 a dollar, mean of the ECB" in shown
    answer = client.get(f"/api/v1/entries/{entry['id']}").json()
    assert answer["amounts"][0]["converted"]["amount"] == "3010000"
    assert "KRW 4.1 billion ≈ USD 3.01 million (2024 average)" in run("show", entry["id"]).stdout
