"""The review page decides as `communique review` does: by forms that only its own pages can send."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import Book, Listed, cards, decisions, list_entries, open_book, show
from communique.records import Judgement, Reading
from tests.faces.conftest import HERE
from tests.faces.web.browser import chromium, opened, served
from tests.made import BODY, commitment, make_reading, make_release, meeting

PLEDGE = commitment(make_release())
Sent = dict[str, str]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A ledger with two doubtful entries, of two releases, and a link that is proposed between them."""
    ledger = open_ledger(tmp_path / "own.db", create=True)
    later = make_release("2", body=f"{BODY} Tea was had.")
    ledger.write([make_reading(), make_reading(later)])
    link = Judgement(
        "follow-up", PLEDGE.id, "proposed", "rule:x", "much the same", commitment(later).id,
        relation="fulfil", score=0.5, features=(("both say smelter", 0.5),),
    )  # fmt: skip
    ledger.record_judgement(link)
    ledger.close()
    book = open_book(tmp_path / "own.db")
    yield book
    book.close()


@pytest.fixture
def desk(book: Book) -> TestClient:
    """Return a client of a server on which ada decides; it stays where it is sent."""
    return TestClient(application(book, "ada"), base_url=HERE)


def form(page: str, act: str) -> Sent:
    """Return the hidden fields of the form of a page that does `act`."""
    found = [part for part in page.split("<form") if f'name="act" value="{act}"' in part]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[0].split("</form>")[0])
    return {name: unescape(value) for name, value in fields}


def test_a_pledge_that_a_new_version_dropped_is_asked_of_once(desk: TestClient, book: Book) -> None:
    book.ledger.write([Reading(make_release(body="Tea was had."), (), (), ())])
    shown = desk.get("/review?sort=dropped").text
    assert "Undertaking dropped by a new version" in shown
    assert "agreed to open a joint smelter" in shown
    asked = form(shown, "note")
    assert desk.post("/review", data={**asked, "id": "ent-none"}).status_code == 400
    told = desk.post("/review", data=asked)
    assert not [one for one in cards(book) if one.sort == "dropped"]
    back = desk.post("/review", data=form(told.text, "undo"))
    assert back.url.params["card"] == asked["card"]


def test_accepting_leads_to_the_next_card_and_undoing_back(desk: TestClient, book: Book) -> None:
    first = desk.get("/review?sort=entry").text
    told = desk.post("/review", data=form(first, "accept"))
    assert told.url.params["card"] == f"entry-{form(desk.get('/review?sort=entry').text, 'accept')['id']}"
    [made] = decisions(book, persons_only=True)
    assert (made.judgement.who, made.judgement.decision) == ("ada", "accept")
    back = desk.post("/review", data=form(told.text, "undo"))
    assert back.url.params["card"] == f"entry-{made.judgement.subject}"
    assert len([card for card in cards(book) if card.sort == "entry"]) == 2


def test_rejecting_needs_a_reason_and_says_what_is_missing(desk: TestClient, book: Book) -> None:
    sent = form(desk.get("/review?sort=entry").text, "reject")
    told = desk.post("/review", data=sent)
    assert told.status_code == 400
    assert "reject ends something: say why" in told.text
    assert decisions(book, persons_only=True) == []
    desk.post("/review", data={**sent, "why": "a wish, no promise"})
    assert sent["id"] not in [one.entry.id for one in list_entries(book, "commitment")]


def test_a_value_is_fixed_as_it_is_written(desk: TestClient, book: Book) -> None:
    sent = form(desk.get("/review?sort=entry").text, "fix")
    desk.post("/review", data={**sent, "slot": "force", "value": "proposed"})
    fixed = show(book, sent["id"])
    assert isinstance(fixed, Listed)
    assert fixed.entry.attribute == "proposed"
    wrong = desk.post("/review", data={**sent, "slot": "when", "value": "soon"})
    assert "write it as 2024-06-30" in wrong.text


def test_a_link_shows_the_old_words_before_the_new_and_is_decided(desk: TestClient, book: Book) -> None:
    page = desk.get("/review?sort=link").text
    assert "Does the new passage fulfil the old undertaking?" in page
    assert "Score 0.50: both say smelter +0.50." in page
    assert page.index("the old undertaking ·") < page.index("the new passage ·")
    assert "say why" in desk.post("/review", data=form(page, "deny")).text
    told = desk.post("/review", data=form(page, "confirm"))
    assert "accepted" in told.text
    assert [card.sort for card in cards(book)] == ["entry", "entry"]


def test_a_decision_that_lost_its_words_is_shown_with_them(desk: TestClient, book: Book) -> None:
    desk.post("/review", data=form(desk.get(f"/review?card=entry-{PLEDGE.id}").text, "accept"))
    changed = make_release(body=BODY.replace("joint smelter", "new smelter"))
    book.ledger.write([Reading(changed, (meeting(changed),), ())])
    page = desk.get("/review?sort=orphan").text
    assert "agreed to open a joint smelter" in page
    desk.post("/review", data=form(page, "undo"))
    assert "orphan" not in [card.sort for card in cards(book)]


@pytest.mark.parametrize(
    ("change", "headers", "code"),
    [
        ({"token": "guessed"}, {}, 403),
        ({"token": ""}, {}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, {"Content-Type": "text/plain"}, 415),
        ({"why": "x" * 270_000}, {}, 413),
        ({"act": "burn"}, {}, 400),
        ({"act": "deny", "number": "-1"}, {}, 400),
        ({"id": "ent-0"}, {}, 400),
    ],
)
def test_what_is_not_sent_by_our_page_decides_nothing(
    desk: TestClient, book: Book, change: Sent, headers: Sent, code: int
) -> None:
    sent = {**form(desk.get("/review?sort=entry").text, "accept"), **change}
    assert desk.post("/review", data=sent, headers=headers).status_code == code
    assert decisions(book, persons_only=True) == []


def test_a_form_of_an_earlier_run_is_refused_and_a_server_without_a_person_reads_only(book: Book) -> None:
    before, after = (TestClient(application(book, "ada"), base_url=HERE) for _ in range(2))
    sent = form(before.get("/review?sort=entry").text, "accept")
    assert after.post("/review", data=sent).status_code == 403
    nobody = TestClient(application(book), base_url=HERE)
    page = nobody.get("/review").text
    assert 'method="post"' not in page
    assert nobody.post("/review", data=sent).status_code == 403


def test_a_page_with_a_form_is_not_kept(desk: TestClient) -> None:
    assert desk.get("/review").headers["cache-control"] == "no-store"
    assert "etag" not in desk.get("/review").headers


def test_an_empty_queue_says_so(tmp_path: Path) -> None:
    open_ledger(tmp_path / "empty.db", create=True).close()
    page = TestClient(application(open_book(tmp_path / "empty.db"), "ada"), base_url=HERE).get("/review")
    assert "Nothing waits for a person" in page.text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser of this module."""
    with chromium() as found:
        yield found


def test_one_key_decides_asks_for_the_reason_and_undoes(browser: Browser, book: Book, tmp_path: Path) -> None:
    with served(tmp_path / "own.db", "ada") as base, opened(browser, base) as page:
        page.goto("/review?sort=entry")
        page.keyboard.press("a")
        expect(page.get_by_text("of 1")).to_be_visible()
        page.keyboard.press("u")
        expect(page.get_by_text("of 2")).to_be_visible()
        page.keyboard.press("r")
        page.keyboard.type("a wish")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("(a wish)")
        page.keyboard.press("f")
        page.get_by_label("value of").select_option("when")
        expect(page.get_by_label("should be")).to_have_value("by 2024-06-30")
    assert decisions(book, persons_only=True)[0].judgement.decision == "accept"


def test_it_decides_without_scripts(browser: Browser, book: Book, tmp_path: Path) -> None:
    with (
        served(tmp_path / "own.db", "ada") as base,
        opened(browser, base, java_script_enabled=False) as page,
    ):
        page.goto("/review?sort=link")
        page.get_by_label("why not").fill("another smelter")
        page.get_by_role("button", name="no n").click()
        expect(page.get_by_text("Nothing waits for a person")).to_be_visible()
    assert decisions(book, persons_only=True)[0].judgement.why == "another smelter"
