"""What each filter lets through."""

from datetime import date

import pytest

from communique.ledger import open_ledger
from communique.query import Book, Filters, list_actors, list_entries, list_releases, open_book
from communique.records import Reading
from tests.made import actor, make_entry, make_reading, make_release


@pytest.fixture
def book(place: str) -> Book:
    """The two entries of BODY, and a meeting of another ministry a month later."""
    other = make_release(
        "other",
        title="Visit",
        body="Kang Ho-jin met Mary Ng.",
        publisher="xc-foreign",
        published=date(2024, 5, 20),
        country="XC",
    )
    talks = make_entry(
        other,
        "meeting",
        "met Mary Ng",
        actors=(actor(other, "Kang Ho-jin"),),
        topics=("energy",),
        confidence=0.6,
    )
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(), Reading(other, (talks,), ())])
    ledger.close()
    return open_book(place)


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (Filters(), ["meeting", "meeting", "commitment"]),
        (Filters(actor="Dahl"), ["meeting"]),
        (Filters(actor="dahl ole"), ["meeting"]),
        (Filters(actor="rost"), ["meeting"]),
        (Filters(actor="Ho-jin Kang"), ["meeting"]),
        (Filters(actor="Ng"), []),
        (Filters(actor="Dah"), []),
        (Filters(actor="%"), ["meeting", "meeting", "commitment"]),
        (Filters(country="xb"), ["meeting"]),
        (Filters(country="XC"), ["meeting"]),
        (Filters(topic="energy"), ["meeting"]),
        (Filters(topic="ener"), []),
        (Filters(mechanism="dialogue tin"), ["meeting"]),
        (Filters(mechanism="zinc"), []),
        (Filters(publisher="xc-foreign"), ["meeting"]),
        (Filters(publisher="xc"), []),
        (Filters(status="open", as_of=date(2024, 6, 1)), ["commitment"]),
        (Filters(status="fulfilled"), []),
        (Filters(min_confidence=0.8), ["meeting"]),
        (Filters(since=date(2024, 6, 1)), ["commitment"]),
        (Filters(until=date(2024, 4, 22)), ["meeting"]),
        (Filters(since=date(2024, 5, 1), until=date(2024, 5, 31)), ["meeting"]),
    ],
    ids=str,
)
def test_entries(book: Book, filters: Filters, kinds: list[str]) -> None:
    assert [one.entry.kind for one in list_entries(book, None, filters)] == kinds


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(), ["Visit", "Ardia and Belmark hold 4th Tin Dialogue"]),
        (Filters(publisher="xc-foreign"), ["Visit"]),
        (Filters(country="xa"), ["Ardia and Belmark hold 4th Tin Dialogue"]),
        (Filters(since=date(2024, 5, 1)), ["Visit"]),
        (Filters(until=date(2024, 4, 1)), []),
    ],
    ids=str,
)
def test_releases(book: Book, filters: Filters, titles: list[str]) -> None:
    assert [one.release.title for one in list_releases(book, filters)] == titles


def test_actors(book: Book) -> None:
    first = list_actors(book)[0]
    assert (first.name, first.entries, first.country) == ("Ardia", 2, "XA")
    assert [one.name for one in list_actors(book, Filters(actor="ng"))] == []
    assert {one.name for one in list_actors(book, Filters(country="XA"))} == {"Ardia", "Ana Röst"}


def test_pages_follow_each_other(book: Book) -> None:
    whole = list_entries(book, None)
    assert [list_entries(book, None, limit=1, offset=at)[0] for at in range(3)] == whole
