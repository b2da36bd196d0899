"""Since a person last looked: what came, what changed, and which undertakings stand otherwise."""

from datetime import date, timedelta

import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.query import Book, open_book
from communique.query.looked import looked, now_of
from communique.records import Judgement
from communique.runs.judge import Judge
from tests.made import BODY, commitment, make_reading, make_release

PLEDGE = commitment(make_release()).id


@pytest.fixture
def book(place: str) -> Book:
    """A ledger of one reading."""
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading()])
    ledger.close()
    return open_book(place)


def test_nothing_is_new_at_once(book: Book) -> None:
    told = looked(book, str(now_of(book)))
    assert (told.counts, told.changed, told.turned, told.more) == ({}, (), (), False)


def test_what_came_and_was_decided_is_counted_and_what_a_rule_did_is_not(book: Book) -> None:
    before = now_of(book)
    book.ledger.write([make_reading(make_release("2", body=f"{BODY} Tea was had."))])
    book.ledger.record_judgement(Judgement("follow-up", PLEDGE, "proposed", "rule:x", "", "ent-gone"))
    Judge(book.ledger, "ada").reject(PLEDGE, "a wish")
    told = looked(book, str(before))
    assert told.counts == {
        ("release", "new"): 1,
        ("entry", "new"): 2,
        ("entry", "ended"): 1,
        ("decision", "new"): 1,
    }
    assert [(one.turn, one.id) for one in told.changed] == [("ended", PLEDGE)]


def test_an_undertaking_whose_day_passed_stands_otherwise(book: Book) -> None:
    before = now_of(book)
    day = date(2024, 6, 30)
    told = looked(book, f"{before.revision}@{day - timedelta(days=9)}")
    [one] = [turned for turned in told.turned if turned.one.entry.id == PLEDGE]
    assert one.before == "open"
    assert one.after != "open"


def test_a_point_that_is_none_is_told(book: Book) -> None:
    with pytest.raises(LedgerError, match="not a day"):
        looked(book, "yesterday")
