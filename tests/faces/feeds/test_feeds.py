"""Feeds and calendars, read back by readers that are not ours: what the ledger says, and the same again."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique.errors import CommuniqueError
from communique.faces.feeds import FORMS, WHATS, render
from communique.faces.feeds.event import Event
from communique.faces.feeds.ical import ical
from communique.query import Filters, open_book
from communique.records import Reading
from tests.faces.conftest import Run
from tests.faces.shelf import STEEL
from tests.faces.web import hostile
from tests.made import BODY, commitment, make_entry, make_reading, make_release, meeting, when
from tests.query.test_lives import corrected, written

BASE = "http://127.0.0.1:8470/"


def feed(path: Path, what: str, form: str, **filters: Any) -> bytes:
    """Return a list of a ledger in a form."""
    book = open_book(path)
    data = render(book, what, form, Filters(**filters), BASE)
    book.close()
    return data


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def undertaking(words: str, first: date, last: date, bound: Any = "=", force: str = "agreed") -> Reading:
    release = make_release(body=f"Ardia {force} to open a joint smelter {words}.")
    said = f"{force} to open a joint smelter {words}"
    days = when(release, words, first, last, bound)
    return Reading(release, (make_entry(release, "commitment", said, attribute=force, when=days),), ())


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes readings, each in a revision of its own, to a new ledger."""
    return lambda *readings: written(tmp_path / "own.db", *readings)


@pytest.mark.parametrize("what", WHATS)
def test_a_reader_of_atom_finds_the_list(shelf: Path, what: str) -> None:
    found = feedparser.parse(feed(shelf, what, "atom"))
    assert not found.bozo
    assert found.entries
    ids = [entry.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
    assert found.feed.updated == max(entry.updated for entry in found.entries)
    for entry in found.entries:
        assert entry.title
        assert entry.link.startswith(BASE)


def test_an_item_has_its_words_and_its_source(shelf: Path) -> None:
    (entry,) = feedparser.parse(feed(shelf, "agreements", "atom")).entries
    assert entry.title == "agreement (signed): signed the Vessby Memorandum on Tin on May 3"
    assert "xc-works, “Kang Ho-jin on the year's works”, 2024-05-04" in entry.content[0].value
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://works.example/1"]
    assert {tag.term for tag in entry.tags} == {"agreement", "signed"}


def test_json_feed_holds_what_atom_holds(shelf: Path) -> None:
    found = json.loads(feed(shelf, "commitments", "json"))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    atom = feedparser.parse(feed(shelf, "commitments", "atom")).entries
    assert [item["id"] for item in found["items"]] == [entry.id for entry in atom]
    assert [item["date_modified"] for item in found["items"]] == [entry.updated for entry in atom]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", ["ledger", "mechanisms"])
def test_with_nothing_new_a_feed_is_the_same_bytes(shelf: Path, what: str, form: str) -> None:
    assert feed(shelf, what, form) == feed(shelf, what, form)


def test_a_correction_updates_the_item_and_makes_no_new_one(made: Callable[..., Path]) -> None:
    path = made(make_reading())
    (before,) = feedparser.parse(feed(path, "commitments", "atom")).entries
    (planned,) = events(feed(path, "commitments", "ical"))
    made(corrected())
    (after,) = feedparser.parse(feed(path, "commitments", "atom")).entries
    (moved,) = events(feed(path, "commitments", "ical"))
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated
    assert moved["UID"] == planned["UID"]
    assert moved["SEQUENCE"] > planned["SEQUENCE"]
    assert moved["DTSTAMP"].dt >= planned["DTSTAMP"].dt  # in whole seconds
    assert (planned["DTSTART"].dt, moved["DTSTART"].dt) == (date(2024, 6, 30), date(2024, 7, 15))


def test_what_is_told_no_longer_is_cancelled(made: Callable[..., Path]) -> None:
    release = make_release(body=BODY.replace("agreed to open", "spoke of"))
    path = made(make_reading(), make_reading(release, meeting(release)))
    (gone,) = events(feed(path, "commitments", "ical"))
    assert gone["UID"] == f"{commitment(make_release()).id}@communique"
    assert gone["STATUS"] == "CANCELLED"
    assert feedparser.parse(feed(path, "commitments", "atom")).entries == []


@pytest.mark.parametrize(
    ("words", "first", "last", "bound", "start"),
    [
        ("in the latter half of 2024", date(2024, 7, 1), date(2024, 12, 31), "=", date(2024, 7, 1)),
        ("by the end of 2024", date(2024, 1, 1), date(2024, 12, 31), "by", date(2024, 12, 31)),
    ],
)
def test_a_vague_day_is_a_span_and_a_bound_its_end(
    made: Callable[..., Path], words: str, first: date, last: date, bound: str, start: date
) -> None:
    (event,) = events(feed(made(undertaking(words, first, last, bound)), "commitments", "ical"))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, date(2025, 1, 1))


@pytest.mark.parametrize(
    ("force", "bound", "standing"),
    [
        ("agreed", "=", "CONFIRMED"),
        ("agreed", "about", "TENTATIVE"),
        ("requested", "=", "TENTATIVE"),
        ("proposed", "=", "TENTATIVE"),
    ],
)
def test_what_is_inferred_or_only_asked_is_tentative(
    made: Callable[..., Path], force: str, bound: str, standing: str
) -> None:
    day = date(2024, 9, 1)
    (event,) = events(feed(made(undertaking("on September 1", day, day, bound, force)), "ledger", "ical"))
    assert event["STATUS"] == standing


def test_a_series_lets_its_next_edition_be_expected(shelf: Path) -> None:
    (event,) = events(feed(shelf, "mechanisms", "ical"))
    assert event["SUMMARY"] == f"{STEEL}: next edition expected"
    assert (event["STATUS"], event["DTSTART"].dt) == ("TENTATIVE", date(2024, 8, 30))


def test_lists_without_days_have_no_calendar(shelf: Path) -> None:
    with pytest.raises(CommuniqueError, match="no calendar"):
        feed(shelf, "actors", "ical")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_hostile_text_is_only_text(tmp_path: Path, form: str) -> None:
    path = tmp_path / "hostile.db"
    hostile.fill(path)
    data = feed(path, "ledger", form)
    if form == "json":
        assert json.loads(data)["items"]
    else:
        assert not feedparser.parse(data).bozo


@given(st.text(), st.text(), st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_any_words_come_back_from_a_calendar(title: str, text: str, day: date) -> None:
    at = "2024-06-01T00:00:00.000001+00:00"
    one = Event("ent-1", 3, at, at, day, day, title, text, "CONFIRMED", BASE)
    data = ical("any", [one])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = events(data)
    assert event["DTSTART"].dt == day
    assert event["SEQUENCE"] == 3
    plain = [sign for sign in title if sign.isalnum() and sign.isascii()]
    assert [sign for sign in str(event["SUMMARY"]) if sign.isalnum() and sign.isascii()] == plain


def test_the_command_writes_what_the_site_answers(run: Run, client: TestClient) -> None:
    written = run("feed", "commitments", "--country", "XA", "--base", "http://127.0.0.1")
    answer = client.get("/commitments.atom?country=XA")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.content == written.stdout_bytes
    assert client.get("/ledger.atom?kind=commitment").status_code == 200


@pytest.mark.parametrize("suffix", ["atom", "jsonfeed", "ics"])
def test_the_ledger_page_leads_to_its_feeds(client: TestClient, suffix: str) -> None:
    assert f"/ledger.{suffix}?kind=meeting" in client.get("/ledger?kind=meeting").text
    assert client.get(f"/ledger.{suffix}?kind=meeting").status_code == 200


def test_a_calendar_without_days_is_not_found(client: TestClient) -> None:
    assert client.get("/actors.ics").status_code == 404
    assert client.get("/commitments.atom?since=soon").status_code == 400
