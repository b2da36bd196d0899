"""The charts page draws what its tables and files say."""

import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique.faces.web.drawn import bars, squares
from communique.query import MonthMet, Pledged

CODES = st.sampled_from(["KR", "JP", "KR + JP", "", "CA", "US", "DE", "FR", "IN"])


def test_every_square_and_bar_says_its_value(client: TestClient) -> None:
    page = client.get("/charts").text
    rows = list(csv.DictReader(io.StringIO(client.get("/charts/meetings.csv").text)))
    drawn = re.findall(r"<title>(XA and XB, [^<]+)</title>", page)
    told = [f"XA and XB, {row['month']}: {row['meetings']} meeting" for row in rows]
    assert drawn
    assert set(drawn) <= set(told)
    assert "No result is linked to a target" in page


def test_the_json_has_all_three_tables(client: TestClient) -> None:
    told = client.get("/charts.json").json()
    assert set(told) == {"pledges", "targets", "meetings"}
    assert told["meetings"][0].keys() == {"country", "with", "month", "meetings"}


@pytest.mark.parametrize("name", ["pledges", "targets", "meetings"])
def test_every_chart_has_its_file(client: TestClient, name: str) -> None:
    answer = client.get(f"/charts/{name}.csv?since=2999-01-01")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    assert len(answer.text.splitlines()) == 1
    assert client.get("/charts/other.csv").status_code == 404


def test_no_data_says_so(client: TestClient) -> None:
    page = client.get("/charts?since=2999-01-01").text
    assert "No pledge of a sum of money" in page
    assert "No meeting of two countries" in page


@given(st.lists(st.tuples(CODES, st.integers(2019, 2024), st.integers(1, 10**12)), min_size=1, max_size=40))
def test_bars_stay_in_the_drawing_and_are_as_high_as_their_sums(told: list[tuple[str, int, int]]) -> None:
    cells = [Pledged(country, year, "USD", Decimal(value), 1) for country, year, value in told]
    drawn = bars(cells)
    assert len(drawn.parts) == len(cells)
    assert all(one.x >= 0 and one.x + one.width <= drawn.width for one in drawn.parts)
    assert all(one.y >= 0 and one.y + one.height <= drawn.height for one in drawn.parts)
    sums = {year: sum(value for _, at, value in told if at == year) for year in {at for _, at, _ in told}}
    highest = max(sums, key=lambda year: sums[year])
    assert sum(one.height for one in drawn.parts if f" {highest}: " in one.title) == pytest.approx(120, abs=1)


@given(
    st.lists(
        st.tuples(CODES, st.integers(2015, 2024), st.integers(1, 12), st.integers(1, 9)),
        min_size=1,
        max_size=40,
    )
)
def test_squares_stay_in_the_drawing(told: list[tuple[str, int, int, int]]) -> None:
    drawn = squares([MonthMet(("AA", code), f"{y}-{m:02}", number) for code, y, m, number in told])
    assert all(one.x >= 0 and one.x + one.width <= drawn.width for one in drawn.parts)
    assert all(one.y >= 0 and one.y + one.height <= drawn.height for one in drawn.parts)
    assert {one.rank for one in drawn.parts} <= {1, 2, 3, 4}
