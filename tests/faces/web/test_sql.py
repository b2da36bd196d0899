"""The page that asks in SQL: it answers, tells what is wrong, and runs only what its own form sends."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.query import Filters, list_entries, open_book
from tests.faces.conftest import HERE
from tests.faces.shelf import fill
from tests.faces.web.browser import chromium, opened, served

COUNT = "SELECT kind, count(*) AS n FROM entries GROUP BY kind ORDER BY kind"


def answered(client: TestClient, statement: str, **headers: str) -> str:
    """Return the page after the form was sent with a statement."""
    return client.get("/sql", params={"statement": statement, "run": "1"}, headers=headers).text


def test_the_answer_is_a_table_and_the_same_as_csv(client: TestClient) -> None:
    page = answered(client, COUNT)
    assert re.findall(r'<th scope="col">([^<]*)</th>', page) == ["kind", "n"]
    cells = re.findall(r"<td[^>]*><bdi>([^<]*)</bdi></td>", page)
    [link] = re.findall(r'href="(/sql\.csv[^"]*)"', page)
    answer = client.get(unescape(link))
    assert answer.headers["content-disposition"] == 'attachment; filename="sql.csv"'
    head, *rows = csv.reader(io.StringIO(answer.text))
    assert head == ["kind", "n"]
    assert [cell for row in rows for cell in row] == cells
    assert len(rows) > 3


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("SELECT * FROM ghosts", "no such table: ghosts"),
        ("DELETE FROM entries", "cannot modify"),
        ("ATTACH DATABASE '/tmp/x' AS x", "only the views"),
        ("SELECT 1; SELECT 2", "one statement at a time"),
        ("SELECT 'a' || x FROM (SELECT 'b", "unrecognized token"),
        (f"SELECT '{'x' * 20_000}'", "at most 20,000 characters"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_above_the_statement_kept(
    client: TestClient, statement: str, why: str
) -> None:
    answer = client.get("/sql", params={"statement": statement, "run": "1"})
    assert answer.status_code == 400
    [line] = re.findall(r'role="alert">([^<]*)</p>', answer.text)
    assert why in unescape(line)
    assert statement[:60] in unescape(answer.text)
    assert client.get("/sql.csv", params={"statement": statement}).status_code == 400


def test_a_statement_of_an_address_is_shown_and_not_run(client: TestClient) -> None:
    shown = client.get("/sql", params={"statement": COUNT}).text
    assert unescape(shown).count(COUNT) == 1
    assert "The answer" not in shown
    assert "The answer" not in answered(client, COUNT, **{"Sec-Fetch-Site": "cross-site"})
    assert "The answer" in answered(client, COUNT, **{"Sec-Fetch-Site": "same-origin"})
    elsewhere = client.get("/sql.csv", params={"statement": COUNT}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403


def test_what_is_cut_says_so_on_the_page_and_in_the_name_of_the_file(client: TestClient) -> None:
    many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000) SELECT x FROM n"
    assert "the first 1000 rows: there are more" in answered(client, many)
    answer = client.get("/sql.csv", params={"statement": many})
    assert answer.headers["content-disposition"].endswith('"sql-first-1000-rows.csv"')
    assert len(answer.text.splitlines()) == 1001


def test_no_cell_of_the_file_is_run_and_none_of_the_page_is_markup(client: TestClient) -> None:
    nasty = "SELECT '=cmd()' AS a, '<script>alert(1)</script>' AS b"
    assert "'=cmd()" in client.get("/sql.csv", params={"statement": nasty}).text
    assert "<script>alert" not in answered(client, nasty)


@pytest.mark.parametrize(
    "view",
    [
        "",
        "kind=meeting&country=XA",
        "actor=Ardia&other=Belmark&topic=steel&mechanism=dialogue&since=2024-01-01&unit=USD&reviewed=no",
        "as-of=2024-05-01&kind=commitment&attribute=agreed&publisher=xa-trade",
    ],
)
def test_the_ledger_page_opens_its_statement_which_selects_just_its_entries(
    client: TestClient, view: str
) -> None:
    ledger = client.get(f"/ledger?{view}").text
    [link] = re.findall(r'href="(/sql[^"]*)">Change and run it', ledger)
    filled = client.get(unescape(link)).text
    [statement] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", filled, re.DOTALL)
    answer = client.get("/sql.csv", params={"statement": unescape(statement)}).text
    found = [row["id"] for row in csv.DictReader(io.StringIO(answer))]
    rows = client.get(f"/ledger.jsonl?{view}").text.splitlines()
    listed = re.findall(r'^\{"id": "([^"]+)"', "\n".join(rows), re.MULTILINE)
    assert found == listed


def test_a_ledger_of_either_database_is_asked_alike(place: str) -> None:
    fill(place, rounds=3)
    book = open_book(place)
    client = TestClient(application(book), base_url=HERE)
    filled = client.get("/sql?kind=meeting&country=XA").text
    [statement] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", filled, re.DOTALL)
    answer = client.get("/sql.csv", params={"statement": unescape(statement)}).text
    found = [row["id"] for row in csv.DictReader(io.StringIO(answer))]
    assert found == [one.entry.id for one in list_entries(book, "meeting", Filters(country="XA"))]
    assert found
    book.close()


def test_a_browser_without_scripts_asks_too(shelf: Path) -> None:
    with (
        chromium() as browser,
        served(shelf) as base,
        opened(browser, base, java_script_enabled=False) as page,
    ):
        page.goto("/ledger?kind=meeting")
        page.get_by_text("SQL of this view").click()
        page.get_by_role("link", name="Change and run it").click()
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("region", name="The answer")).to_be_visible()
        page.goto(f"/sql?statement={quote(COUNT)}")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("tbody tr").first).to_contain_text("agreement")
