"""What two parties share is what both take part in, under any name of theirs, each thing once."""

from datetime import date
from pathlib import Path

import pytest

from communique.query import Book, frequent_pairs, open_book, relation
from tests.faces.shelf import STEEL, TODAY, fill


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return the shelf with five rounds of the series, opened for reading."""
    path: Path = tmp_path_factory.mktemp("relation") / "shelf.db"
    fill(path, rounds=5)
    return open_book(path)


def test_two_parties_share_what_both_take_part_in(book: Book) -> None:
    told = relation(book, ["Ardia", "Belmark"], TODAY)
    kinds = {one.entry.kind for one in told.entries}
    assert kinds == {"meeting", "agreement"}
    assert next(one.name for one in told.series) == STEEL
    assert [side.country for side in told.sides] == ["XA", "XB"]


def test_a_meeting_day_counts_once_and_only_when_past(book: Book) -> None:
    days = relation(book, ["Ardia", "Belmark"], TODAY).meeting_days
    assert days == sorted(set(days))
    assert days[-1] == date(2024, 4, 22)
    assert relation(book, ["Ardia", "Belmark"], date(2024, 3, 15)).meeting_days[-1] < date(2024, 3, 15)


def test_who_met_whom_counts_days_not_releases(book: Book) -> None:
    met = relation(book, ["Ardia", "Ole Dahl"], TODAY).met
    assert [(one.names, one.days) for one in met] == [(("Ana Röst", "Ole Dahl"), 5)]


def test_what_is_open_is_of_the_side_that_undertook_it(book: Book) -> None:
    told = relation(book, ["Ardia"], TODAY)
    assert [one.entry.summary for one in told.open_by(told.sides[0])] == [
        "agreed to open a joint smelter by June 30"
    ]
    belmark = relation(book, ["Belmark"], TODAY)
    assert belmark.open_by(belmark.sides[0]) == []


def test_the_order_of_the_parties_does_not_matter(book: Book) -> None:
    one, other = relation(book, ["Ardia", "Belmark"], TODAY), relation(book, ["Belmark", "Ardia"], TODAY)
    assert one.entries == other.entries
    assert one.sides == tuple(reversed(other.sides))


def test_parties_that_share_nothing(book: Book) -> None:
    told = relation(book, ["Ardia", "Nowhere"], TODAY)
    assert (told.entries, told.series, told.met, told.meeting_days) == ((), (), (), [])


def test_frequent_pairs_are_countries_told_of_together(book: Book) -> None:
    assert frequent_pairs(book, as_of=TODAY) == [("Ardia", "Belmark", 6)]
