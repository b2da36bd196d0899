"""Charts count each thing once, and mix neither countries nor currencies nor units."""

from datetime import date
from decimal import Decimal

import pytest

from communique.ledger import open_ledger
from communique.query import Book, Filters, MonthMet, Pledged, against, meetings, open_book, pledges
from communique.records import AmountSlot, Entry, Judgement, Reading, Release
from tests.made import actor, make_entry, make_reading, make_release, meeting, span, when

WORDS = (
    "Ardia and Belmark pledged USD 3 million. Belmark pledged KRW 9 million. Ardia gave USD 5 million. "
    "Ardia aims at 200 MW by 2030. Ardia has built 150 MW. It spent USD 8 million."
)


@pytest.fixture
def works() -> Release:
    """A release of pledges, an aim and results."""
    return make_release("works", body=WORDS, published=date(2023, 2, 1))


def money(release: Release, words: str, unit: str | None = None) -> AmountSlot:
    """Return the amount of words like "USD 3 million" or "200 MW"."""
    first, second = words.split()[:2]
    value = Decimal(second) * 10**6 if second.isdecimal() else Decimal(first)
    return AmountSlot(value, unit or (first if second.isdecimal() else second), "=", *span(release, words))


def figure(release: Release, words: str, nature: str, amount: str) -> Entry:
    """Return a figure that rests on words."""
    return make_entry(release, "figure", words, attribute=nature, amounts=(money(release, amount),))


@pytest.fixture
def book(place: str, works: Release) -> Book:
    """A ledger with two meetings of two countries, the pledges, and links from the aim to both results."""
    both = (
        actor(works, "Ardia", "by", "country", country="XA"),
        actor(works, "Belmark", "by", "country", country="XB"),
    )
    aim = figure(works, "Ardia aims at 200 MW by 2030", "target", "200 MW")
    built = figure(works, "Ardia has built 150 MW", "result", "150 MW")
    spent = figure(works, "It spent USD 8 million", "result", "USD 8 million")
    entries = (
        make_entry(
            works, "commitment", "Ardia and Belmark pledged USD 3 million", attribute="agreed", actors=both,
            amounts=(money(works, "USD 3 million"),),
        ),
        make_entry(
            works, "commitment", "Belmark pledged KRW 9 million", attribute="agreed", actors=both[1:],
            amounts=(money(works, "KRW 9 million"),),
        ),
        make_entry(
            works, "agreement", "Ardia gave USD 5 million", attribute="delivered", actors=both[:1],
            amounts=(money(works, "USD 5 million"),),
        ),
        aim, built, spent,
    )  # fmt: skip
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(), Reading(works, entries, ())])
    for later in (built, spent):
        ledger.record_judgement(
            Judgement("follow-up", aim.id, "proposed", "rule:x", "", later.id, relation="advance", score=0.5)
        )
    ledger.close()
    return open_book(place)


def test_a_pledge_of_two_countries_is_of_both_together_and_what_was_given_is_none(book: Book) -> None:
    told = pledges(book, Filters(publisher="xa-trade", until=date(2023, 12, 31)))
    assert told.cells == (
        Pledged("XB", 2023, "KRW", Decimal(9_000_000), 1),
        Pledged("XA + XB", 2023, "USD", Decimal(3_000_000), 1),
    )
    assert told.several == 0


def test_a_result_stands_against_an_aim_of_its_unit_only(book: Book) -> None:
    [one] = against(book, Filters())
    assert (one.unit, one.aimed, one.reached, one.share, one.sure) == ("MW", 200, 150, 0.75, False)


def test_meetings_are_by_pair_and_month(book: Book) -> None:
    assert meetings(book, Filters()).cells == (MonthMet(("XA", "XB"), "2024-04", 1),)


def test_a_meeting_of_many_is_of_no_pair_and_one_to_come_is_none(place: str) -> None:
    release = make_release()
    many = tuple(actor(release, "Ardia", type="country", country=f"X{letter}") for letter in "ABCDEFG")
    ahead = when(release, "June 30", date(2999, 6, 30))
    first = meeting(release)
    ledger = open_ledger(place, create=True)
    talks = make_entry(release, "meeting", "4th Tin Dialogue", actors=many)
    later = make_entry(release, "meeting", "June 30", actors=first.actors, when=ahead)
    ledger.write([Reading(release, (talks, later), ())])
    ledger.close()
    told = meetings(open_book(place), Filters())
    assert (told.cells, told.large) == ((), 1)
