"""Digests of a saved query: what is new, changed and gone, each once, to whoever was told last and how."""

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.faces.digests import mail_of, news
from communique.query import Book, Filters, open_book
from communique.query.saved import Delivery, find_saved, save_query
from communique.runs.deliver import deliver
from tests.faces.conftest import Run
from tests.faces.web import hostile
from tests.made import BODY, make_reading, make_release, meeting
from tests.query.test_lives import corrected, written

BASE = "http://127.0.0.1:8470/"
NOW = "2024-06-01T10:00:00+00:00"


def mail(one: Delivery) -> EmailMessage:
    """Return a digest as a reader of mail that is not ours finds it."""
    read = message_from_bytes(mail_of(one, "desk@example.org", "ada@example.org"), policy=default)
    assert isinstance(read, EmailMessage)
    assert read.defects == []
    return read


def digest(book: Book, name: str = "tin", most: int | None = None, target: str = "out") -> Delivery | None:
    return news(book, find_saved(book, name), target, BASE, most, NOW)


def told(book: Book, name: str = "tin", most: int | None = None) -> list[tuple[str, str]]:
    """Return (turn, title) of what is told until nothing is left; all of it arrives."""
    sent = deliver(book.ledger, name, "out", lambda: digest(book, name, most), lambda one: None)
    return [(item["turn"], item["title"]) for one in sent for item in json.loads(one.body)["items"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one reading with a query."""
    path = written(tmp_path / "own.db", make_reading())
    book = open_book(path)
    save_query(book, "tin", "commitments", Filters(country="XA"))
    book.close()
    return path


def test_each_thing_is_told_once_and_again_when_it_changed(path: Path) -> None:
    book = open_book(path)
    smelter = "commitment (agreed): agreed to open a joint smelter by"
    assert told(book) == [("new", f"{smelter} June 30")]
    assert told(book) == []
    written(path, corrected())
    assert told(book) == [("changed", f"{smelter} July 15")]
    assert told(book) == []
    release = make_release(body=BODY.replace("agreed to open", "spoke of"))
    written(path, make_reading(release, meeting(release)))
    assert told(book) == [("gone", f"{smelter} July 15")]
    assert told(book) == []


def test_each_receiver_is_told_on_its_own(path: Path) -> None:
    book = open_book(path)
    assert len(told(book)) == 1
    other = digest(book, target="https://hooks.example.org/")
    assert other is not None
    assert json.loads(other.body)["counts"] == {"new": 1, "changed": 0, "gone": 0, "left": 0}


def test_what_does_not_arrive_is_kept_to_the_letter_and_nothing_is_lost(path: Path) -> None:
    book, sent = open_book(path), list[Delivery]()

    def down(one: Delivery) -> None:
        sent.append(one)
        raise CommuniqueError("down")

    for _ in range(2):
        with pytest.raises(CommuniqueError, match="down"):
            deliver(book.ledger, "tin", "out", lambda: digest(book), down)
        written(path, corrected())  # what comes in between waits for the next one
    deliver(book.ledger, "tin", "out", lambda: digest(book), sent.append)
    assert len({(one.id, one.body) for one in sent[:3]}) == 1
    assert [json.loads(one.body)["items"][0]["turn"] for one in sent] == ["new", "new", "new", "changed"]


@pytest.mark.parametrize("what", ["ledger", "meetings", "releases", "mechanisms", "actors"])
def test_every_list_is_told_whole_in_parts(path: Path, what: str) -> None:
    book = open_book(path)
    save_query(book, "all", what, Filters())
    whole = digest(book, "all")
    assert whole is not None
    items = json.loads(whole.body)["items"]
    assert items
    assert told(book, "all", 1) == [("new", item["title"]) for item in items]
    assert told(book, "all") == []


def test_a_mail_is_the_same_bytes_each_time_and_says_what_it_is(path: Path) -> None:
    one = digest(open_book(path))
    assert one is not None
    assert mail_of(one, "desk@example.org") == mail_of(one, "desk@example.org")
    read = mail(one)
    assert read["Message-ID"] == f"<{one.id}@communique>"
    assert (read["Subject"], read["To"]) == ("tin: 1 new", "ada@example.org")
    assert read["Date"].datetime.isoformat() == NOW
    text, html = (read.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]  # both are there
    for words in ("agreed to open a joint smelter by June 30", "xa-trade", f"{BASE}ledger?kind=commitment"):
        assert words in text
        assert words.replace("&", "&amp;") in html


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, ...]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, *(name for name, _ in attrs)))


def test_hostile_text_is_only_text_in_a_mail(tmp_path: Path) -> None:
    hostile.fill(tmp_path / "hostile.db")
    book = open_book(tmp_path / "hostile.db")
    for what in ("ledger", "releases", "actors"):
        save_query(book, f"all-{what}", what, Filters(min_confidence=0))
        one = digest(book, f"all-{what}")
        assert one is not None
        body = mail(one).get_body(("html",))
        assert body is not None
        assert {tag[0] for tag in Tags(body.get_content()).seen} == {
            *("html", "head", "meta", "title", "body", "h1", "h2", "a", "p", "ul", "li", "bdi", "br")
        }


@pytest.mark.parametrize("name", ["commitments", "ledger", "Tin", "a b", "-a", "", "a\r\nBcc: x"])
def test_a_name_is_one_that_can_stand_anywhere(path: Path, name: str) -> None:
    with pytest.raises(CommuniqueError, match="not a name"):
        save_query(open_book(path), name, "ledger", Filters())


def test_a_saved_query_is_fed_under_its_name(run: Run, here: Path, path: Path) -> None:
    ledger = ("--ledger", str(path))
    assert run("saved", "add", "korea", "commitments", "--country", "XA", *ledger).exit_code == 0
    by_name, by_list = (
        run("feed", *words, *ledger).stdout_bytes for words in (["korea"], ["commitments", "--country", "XA"])
    )
    assert by_name == by_list
    (row,) = [
        json.loads(line) for line in run("saved", "list", "--format", "jsonl", *ledger).stdout.splitlines()
    ][:1]
    assert (row["name"], row["what"], row["filters"]) == ("korea", "commitments", {"country": "XA"})
    assert "narrowed as it was saved" in str(run("feed", "korea", "--topic", "tin", *ledger).exception)
    assert run("saved", "remove", "korea", *ledger).exit_code == 0
    assert "no saved query" in str(run("feed", "korea", *ledger).exception)


def test_a_file_is_told_what_a_pipe_was_not(run: Run, here: Path, path: Path) -> None:
    ledger = ("--ledger", str(path))
    peeked = run("digest", "tin", "--peek", *ledger)
    assert peeked.stdout_bytes.startswith(b"From: communique <communique@localhost>")
    run("digest", "tin", "--out", "tin.eml", *ledger)
    read = message_from_bytes((here / "tin.eml").read_bytes(), policy=default)
    assert read["Subject"] == "tin: 1 new"
    again = run("digest", "tin", *ledger)
    assert (again.stdout_bytes, again.stderr) == (b"", "communique: tin: nothing new\n")


def test_who_is_caught_up_is_told_what_comes_after(run: Run, here: Path, path: Path) -> None:
    ledger = ("--ledger", str(path))
    run("digest", "tin", "--mail-to", "ada@example.org", "--caught-up", *ledger)
    to = ("--mail-to", "ada@example.org", "--smtp", "127.0.0.1:1", "--tls", "none")
    assert run("digest", "tin", *to, *ledger).stderr == "communique: tin: nothing new\n"
    written(path, corrected())
    assert "is not taken" in str(run("digest", "tin", *to, *ledger).exception)
