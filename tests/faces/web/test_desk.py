"""The desk tells what is new since a browser last looked, and whether a watched list does ill."""

import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.ledger.progress import PollState
from communique.query import Book, open_book
from tests.faces.conftest import HERE
from tests.made import BODY, make_reading, make_release


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A ledger of one reading."""
    ledger = open_ledger(tmp_path / "own.db", create=True)
    ledger.write([make_reading()])
    ledger.close()
    return open_book(tmp_path / "own.db")


@pytest.fixture
def desk(book: Book) -> TestClient:
    """Return a client that keeps cookies, as a browser does."""
    return TestClient(application(book), base_url=HERE)


def sent(page: str) -> dict[str, str]:
    """Return the fields of the form that marks the desk as seen."""
    form = page.split('action="/seen"')[1].split("</form>")[0]
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))


def test_what_came_since_is_told_once_it_was_marked(desk: TestClient, book: Book) -> None:
    first = desk.get("/").text
    assert "From the next time on" in first
    assert "Nothing new was read" in desk.post("/seen", data=sent(first)).text
    book.ledger.write([make_reading(make_release("2", body=f"{BODY} Tea was had."))])
    told = desk.get("/").text
    assert "1 new release, 2 new entries." in told
    assert "Nothing new was read" in desk.post("/seen", data=sent(told)).text


@pytest.mark.parametrize("kept", ["", "x", "99999@2024-01-01", "1@2024-99-99", "1"])
def test_a_cookie_that_says_nothing_is_as_none(desk: TestClient, kept: str) -> None:
    page = desk.get("/", headers={"Cookie": f"looked={kept}"})
    assert page.status_code == 200
    assert "From the next time on" in page.text


def test_only_our_page_marks_it_as_seen(desk: TestClient) -> None:
    form = sent(desk.get("/").text)
    assert desk.post("/seen", data={**form, "token": "guessed"}).status_code == 403
    assert desk.post("/seen", data={**form, "now": "soon"}).status_code == 400


def test_what_does_not_hang_on_the_ledger_alone_is_never_kept(desk: TestClient) -> None:
    for address in ("/", "/health", "/health.json"):
        assert desk.get(address).headers["cache-control"] == "no-store"


def test_a_list_that_does_ill_is_told_on_the_desk(desk: TestClient, book: Book) -> None:
    assert "a look</a>" not in desk.get("/").text
    now = time.time()
    book.ledger.progress.save(
        PollState("https://zz.example/list", "zz", 900, 86_400, 10, failures=3, due=now, begun=now)
    )
    assert "1 watched list needs a look" in desk.get("/").text
