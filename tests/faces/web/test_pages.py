"""Every page answers, as a page and as JSON, with what the query says."""

import csv
import io
import json
import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.query import Filters, count_entries, list_entries, list_releases, open_book

PAGES = ("/", "/ledger", "/releases", "/actors", "/mechanisms", "/search", "/search?q=steel+dialogue")


def first(client: TestClient, address: str, key: str) -> str:
    """Return the id of the first row of a list."""
    rows = client.get(address, headers={"Accept": "application/json"}).json()[key]
    return str(rows[0]["id"])


def words(page: str) -> str:
    """Return the text of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert answer.text.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("address", "key", "path"),
    [
        ("/ledger", "entries", "/entries/"),
        ("/releases", "releases", "/releases/"),
        ("/actors", "actors", "/actors/"),
        ("/mechanisms", "mechanisms", "/mechanisms/"),
    ],
)
def test_a_thing_has_a_permalink_with_json_beside_it(
    client: TestClient, address: str, key: str, path: str
) -> None:
    one = first(client, address, key)
    page = client.get(path + one)
    assert page.headers["content-type"].startswith("text/html")
    ld = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)[0])
    assert ld["@id"].endswith(path + one)
    assert client.get(f"{path}{one}.json").json()["id"] == one
    assert client.get(path + one, headers={"Accept": "application/json"}).json()["id"] == one


def test_the_reader_shows_the_text_whole_and_in_order(client: TestClient, shelf: Path) -> None:
    for one in list_releases(open_book(shelf)):
        page = client.get(f"/releases/{one.release.id}").text
        article = re.sub(r'<a class="(?:ref|why)".*?</a>', "", page.split("<article", 1)[1], flags=re.S)
        body = article.split("</header>")[0].split("<h1", 1)[1] + article.split("</header>")[1]
        shown = unescape(re.sub(r"<[^>]+>", "", "<h1" + body.split("</article>")[0]))
        assert shown.split() == one.release.text.split()


def test_the_reader_names_unread_sentences_and_numbers_entries(client: TestClient) -> None:
    entry = client.get("/ledger.json?kind=commitment").json()["entries"][0]
    page = client.get(f"/releases/{entry['release']['id']}").text
    assert "amount without entry" in page
    assert page.count('class="ref"') == page.count('<article class="card')
    assert f'id="{entry["id"]}"' in page


def test_an_amount_of_an_entry_leads_to_its_words(client: TestClient) -> None:
    entry = client.get("/ledger.json?kind=commitment").json()["entries"][0]
    page = client.get(f"/releases/{entry['release']['id']}").text
    at = entry["amounts"][0]["start"]
    assert re.search(rf'<span class="w" id="w{at}"[^>]*>(<span[^>]*>)*USD 1.50 million', page)
    assert f'href="#w{at}"' in page


def test_a_facet_counts_what_choosing_it_shows(client: TestClient) -> None:
    page = client.get("/ledger").text
    links = re.findall(r'<a href="([^"]+)"><bdi>[^<]*</bdi><span class="count">(\d+)</span>', page)
    assert len(links) > 10
    for address, number in links:
        assert client.get(unescape(address).replace("/ledger", "/ledger.json")).json()["total"] == int(number)


def test_a_search_hit_shows_its_passage(client: TestClient) -> None:
    page = client.get("/search?q=hydrogen").text
    assert re.search(r"<mark>hydrogen</mark>", page)
    assert "Nothing found" in client.get("/search?q=hydrogen+unicorn").text


def test_the_statement_selects_the_rows_of_the_view(client: TestClient, shelf: Path) -> None:
    address = "kind=meeting&country=XB&since=2010-01-01&until=2020-12-31&actor=ole+dahl"
    page = client.get(f"/ledger?{address}").text
    statement = unescape(re.findall(r"<pre[^>]*><code>(.*?)</code>", page, re.S)[0])
    told = client.get(f"/ledger.json?{address}").json()
    with sqlite3.connect(shelf) as connection:
        rows = connection.execute(statement).fetchall()
    assert 0 < len(rows) == told["total"]
    assert [row[0] for row in rows][: len(told["entries"])] == [one["id"] for one in told["entries"]]
    assert "no SQL tells it" in client.get("/ledger?status=open").text


def test_downloads_hold_the_whole_view(client: TestClient, shelf: Path) -> None:
    book = open_book(shelf)
    expected = [one.entry.id for one in list_entries(book, "meeting", Filters(country="XA"))]
    lines = client.get("/ledger.jsonl?kind=meeting&country=XA").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == expected
    rows = list(csv.DictReader(io.StringIO(client.get("/ledger.csv?kind=meeting&country=XA").text)))
    assert [row["id"] for row in rows] == expected
    assert len(expected) == count_entries(book, "meeting", Filters(country="XA"))


def test_pages_of_a_list_hold_every_row_once(client: TestClient) -> None:
    everything = client.get("/ledger.jsonl?threshold=0").text.splitlines()
    found: list[str] = []
    address: str | None = "/ledger?threshold=0"
    while address:
        page = client.get(address).text
        found += re.findall(r'href="/entries/(ent-\w+)"', page)
        following = re.findall(r'rel="next" href="([^"]+)"', page)
        address = unescape(following[0]) if following else None
    assert found == [json.loads(line)["id"] for line in everything]


def test_links_keep_the_day_a_page_is_read_as_of(client: TestClient) -> None:
    page = client.get("/?as-of=2024-05-01").text
    inside = [link for link in re.findall(r'href="(/[^"]*)"', page) if not link.startswith("/static/")]
    leaving = [link for link in inside if "as-of=2024-05-01" not in link]
    assert leaving == ["/"]
    assert "2024-05-04" not in page


@pytest.mark.parametrize(
    ("address", "code", "line"),
    [
        ("/ledger?kind=party", 400, "kind=party: one of meeting"),
        ("/ledger?since=May", 400, "since=May: not a day; write it as 2024-06-30"),
        ("/ledger?status=done", 400, "status=done: one of open"),
        ("/ledger?threshold=2", 400, "threshold=2: a share from 0 to 1"),
        ("/ledger?page=0", 400, "page=0: a number from 1 on"),
        ("/releases/rel-0000", 404, "rel-0000: nothing has this id"),
        ("/entries/rel-0000", 404, "rel-0000: nothing has this id"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_an_error_is_one_line(client: TestClient, address: str, code: int, line: str) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    assert line in words(answer.text)
    told = client.get(address, headers={"Accept": "application/json"})
    assert (told.status_code, line in told.json()["error"]) == (code, True)
