"""The API says what the query says, a page at a time, each value with its span."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import Filters, list_entries, open_book
from communique.query.contract import entry_row
from tests.made import make_reading, make_release

API = "/api/v1"


def walk(client: TestClient, address: str) -> list[dict[str, Any]]:
    """Return all items of a list, page by page."""
    found: list[dict[str, Any]] = []
    page = client.get(address).json()
    while True:
        found += page["items"]
        if "cursor" not in page:
            return found
        page = client.get(f"{address}&cursor={page['cursor']}").json()


@pytest.mark.parametrize("what", ["entries", "releases", "actors", "mechanisms"])
def test_pages_hold_every_item_once(client: TestClient, what: str) -> None:
    whole = client.get(f"{API}/{what}?limit=200").json()
    paged = walk(client, f"{API}/{what}?limit=3")
    assert "cursor" not in whole
    assert paged == whole["items"]
    assert len({one["id"] for one in paged}) == len(paged) > 1


def test_entries_are_those_of_the_query_under_the_same_filters(client: TestClient, shelf: Path) -> None:
    asked = "kind=meeting&country=XB&actor=dahl&other=ana&since=2015-01-01&threshold=0.2&as-of=2024-05-31"
    told = walk(client, f"{API}/entries?limit=10&{asked}")
    filters = Filters(
        country="XB",
        actor="dahl",
        other="ana",
        since=date(2015, 1, 1),
        min_confidence=0.2,
        as_of=date(2024, 5, 31),
    )
    rows = list_entries(open_book(shelf), "meeting", filters)
    assert told == [entry_row(one) for one in rows]


def test_every_value_has_the_words_it_came_from(client: TestClient) -> None:
    for release in walk(client, f"{API}/releases?limit=200"):
        whole = client.get(f"{API}/releases/{release['id']}").json()
        text = whole["text"]
        for entry in whole["entries"]:
            for part in entry["evidence"]:
                assert text[part["start"] : part["end"]] == part["quote"]
            when = entry.get("when")
            if when:
                assert text[when["at"]["start"] : when["at"]["end"]] == when["quote"]
            for slot in (*entry.get("actors", []), *entry.get("amounts", [])):
                assert 0 <= slot["start"] < slot["end"] <= len(text)


def test_a_page_goes_on_where_it_was_though_entries_come(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    ledger = open_ledger(path, create=True)
    ledger.write([make_reading(make_release(str(number))) for number in range(3)])
    client = TestClient(application(open_book(path)), base_url="http://127.0.0.1")
    whole = [one["id"] for one in walk(client, f"{API}/entries?limit=200")]
    first = client.get(f"{API}/entries?limit=2").json()
    ledger.write([make_reading(make_release("9"))])
    rest = client.get(f"{API}/entries?limit=200&cursor={first['cursor']}").json()
    seen = [one["id"] for one in (*first["items"], *rest["items"])]
    assert [one for one in seen if one in whole] == whole
    ledger.close()


def test_search_and_due(client: TestClient) -> None:
    hit = client.get(f"{API}/search?q=smelter").json()["items"][0]
    assert "smelter" in hit["passage"]
    told = client.get(f"{API}/due?days=60&as-of=2024-06-01").json()
    assert [one["status"] for one in told["coming"]] == ["open"]
    assert client.get(f"{API}/due?as-of=9999-12-31").status_code == 200


def test_one_thing_by_the_beginning_of_its_id(client: TestClient) -> None:
    one = client.get(f"{API}/actors?actor=ana").json()["items"][0]
    told = client.get(f"{API}/actors/{one['id'][:12]}").json()
    assert told["name"] == "Ana Röst"
    assert len(told["of"]) == one["entries"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/entries/ent-0123", 404, "ent-0123: nothing has this id"),
        ("/entries/rel-0123", 404, "rel-0123: nothing has this id"),
        ("/entries?limit=0", 400, "limit: Input should be greater than or equal to 1"),
        ("/entries?kind=party", 400, "kind: Input should be 'meeting'"),
        ("/entries?cursor=e30", 400, "cursor: not one that this list gave"),
        ("/entries?cursor=WzEsMl0", 400, "cursor: not one that this list gave"),
        ("/releases?cursor=WyJNYXkiLCJ4Il0", 400, "cursor: not one that this list gave"),
        ("/nothing", 404, "Not Found"),
    ],
)
def test_what_goes_wrong_is_a_problem_in_one_line(
    client: TestClient, address: str, status: int, detail: str
) -> None:
    answer = client.get(API + address)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == answer.json()["status"] == status
    assert answer.json()["detail"].startswith(detail)


def test_a_copy_of_an_answer_is_fresh(client: TestClient) -> None:
    tag = client.get(f"{API}/entries").headers["etag"]
    assert client.get(f"{API}/entries", headers={"If-None-Match": tag}).status_code == 304


def test_an_address_with_a_line_break_is_a_problem_too(client: TestClient) -> None:
    answer = client.get(f"{API}/entries/ent-1%0Aa")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("day", ["0", "-2.2e-16", "20240630", "2024-6-3", "2024-02-30"])
def test_a_day_is_written_in_one_way(client: TestClient, day: str) -> None:
    assert client.get(f"{API}/entries?as-of={day}").status_code == 400
