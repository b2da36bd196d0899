"""Totals count a thing once, add a sum once, and say what they left out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from communique.ledger import open_ledger
from communique.query import Book, Filters, Sum, each_entry, list_entries, open_book, totals
from communique.records import AmountSlot, Entry, Judgement, Reading, Release
from communique.runs.judge import Judge
from tests.made import BODY, commitment, make_entry, make_reading, make_release, span

TWO = "Ardia pledged USD 3 million and USD 4 million. "
ONCE = "Belmark agreed to pay, and promised, about USD 7 million. "


def money(release: Release, words: str, bound: str = "=") -> AmountSlot:
    """Return the amount of words like "USD 3 million"."""
    value = Decimal(words.split()[1]) * 10**6
    return AmountSlot(value, "USD", bound, *span(release, words))  # type: ignore[arg-type]  # one of the bounds


def pledge(release: Release, words: str, *amounts: AmountSlot) -> Entry:
    """Return an agreed commitment that rests on words."""
    return make_entry(release, "commitment", words, attribute="agreed", amounts=amounts)


@pytest.fixture
def book(place: str) -> Book:
    """A pledge told twice, one of two sums, and one sum that two pledges share."""
    again = make_release("again", body=f"{BODY} Tea was had.")
    other = make_release("other", body=TWO + ONCE)
    shared = money(other, "USD 7 million", "~")
    three, four = money(other, "USD 3 million"), money(other, "USD 4 million")
    pledges = (
        pledge(other, "pledged USD 3 million", three, four),
        pledge(other, "agreed to pay", shared),
        pledge(other, "promised, about USD 7 million", shared),
    )
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(), make_reading(again), Reading(other, pledges, ())])
    first, second = commitment(make_release()), commitment(again)
    ledger.record_judgement(
        Judgement("follow-up", first.id, "accepted", "rule:x", "", second.id, relation="restate", score=0.9)
    )
    ledger.close()
    return open_book(place)


def test_what_is_told_again_and_what_is_shared_adds_once(book: Book) -> None:
    told = totals(book, "commitment", Filters())
    assert (told.things, told.tellings) == (4, 5)
    assert told.sums == (
        Sum("commitment", "agreed", "USD", Decimal(8_500_000), entries=3, shared=1, several=1, bounded=1),
    )


def test_meetings_and_figures_add_no_money(book: Book) -> None:
    assert totals(book, "meeting", Filters()).sums == ()


def test_totals_are_those_of_the_view(book: Book) -> None:
    told = totals(book, "commitment", Filters(min_confidence=0.8))
    assert (told.things, told.sums[0].value) == (3, Decimal(7_000_000))


def test_each_entry_is_the_whole_list(book: Book) -> None:
    assert list(each_entry(book, None, Filters())) == list_entries(book, None, Filters())


def test_reviewed_is_what_a_person_decided_over(book: Book) -> None:
    key = commitment(make_release()).id
    Judge(book.ledger, "ada").accept(key)
    chosen = list_entries(book, None, Filters(reviewed="yes"))
    assert [one.entry.id for one in chosen] == [key]
    left = replace(Filters(), reviewed="no")
    assert key not in [one.entry.id for one in each_entry(book, None, left)]
