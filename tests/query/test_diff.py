"""What differs between releases, versions and editions, and what cannot be compared."""

from datetime import date

import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.query import Book, diff, open_book
from communique.records import Entry, MechanismSlot, Reading, Release
from tests.made import make_entry, make_release, span, when

_BODY = "Ana Röst met Ole Dahl. Both agreed to open a joint smelter by {month} 30.{more}"


def edition(number: int, month: int, key: str = "", more: str = "") -> Reading:
    """Return a release of the Tin Dialogue with its meeting and one commitment due in a month."""
    name = date(2024, month, 1).strftime("%B")
    release = make_release(
        key or f"tin {number}",
        f"The {number}th Tin Dialogue is held",
        _BODY.format(month=name, more=more),
        published=date(2024, number, 3),
    )
    return Reading(release, (_held(release, number), _pledge(release, name, month)), ())


def _held(release: Release, number: int) -> Entry:
    mechanism = MechanismSlot("Tin Dialogue", number, *span(release, f"{number}th Tin Dialogue"))
    return make_entry(release, "meeting", "met Ole Dahl", mechanism=mechanism)


def _pledge(release: Release, name: str, month: int) -> Entry:
    due = when(release, f"by {name} 30", date(2024, month, 30), bound="by")
    return make_entry(
        release, "commitment", f"agreed to open a joint smelter by {name} 30", attribute="agreed", when=due
    )


FOURTH, FIFTH, LATER = edition(4, 6), edition(5, 7), edition(4, 8, more=" Tea was had.")


@pytest.fixture
def book(place: str) -> Book:
    """The fourth edition in two versions and by a second release without undertakings, and the fifth."""
    ledger = open_ledger(place, create=True)
    for reading in (FOURTH, LATER, FIFTH):
        ledger.write([reading])
    aside = edition(4, 6, "aside")
    ledger.write([Reading(aside.release, aside.entries[:1], ())])
    ledger.close()
    return open_book(place)


def test_editions_are_compared_by_the_release_that_tells_most(book: Book) -> None:
    found = diff(book, "tin dialogue#4", "Tin Dialogue #5")
    assert (found.old.release, found.new.release) == (LATER.release, FIFTH.release)
    assert found.old.also == (edition(4, 6, "aside").release.id,)
    (pledge,) = found.undertakings
    assert (pledge.what, pledge.changes[0].old, pledge.changes[0].new) == (
        "moved",
        "by 2024-08-30/2024-08-30",
        "by 2024-07-30/2024-07-30",
    )


def test_versions_of_a_release_are_compared(book: Book) -> None:
    key = FOURTH.release.id
    found = diff(book, f"{key[:12]}@1", f"{key}@2")
    old, new = FOURTH.release.text, LATER.release.text
    assert [(old[h.old.start : h.old.end], new[h.new.start : h.new.end]) for h in found.words] == [
        ("June", "August"),
        ("", "Tea was had."),
    ]
    assert [one.what for one in found.undertakings] == ["moved"]
    assert found.new.entries == diff(book, key, key).new.entries
    assert diff(book, key, key).words == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("rel-ffff", "nothing has this id"),
        ("rel-", "more than one release"),
        (f"{FOURTH.release.id}@3", "no such version; .* has 2"),
        ("ent-1", "no id of a release"),
        ("Tin Dialogue", "no edition of a mechanism"),
        ("Tin Dialogue#9", "no release tells of this edition"),
        ("Zinc Dialogue#4", "no release tells of this edition"),
    ],
)
def test_what_cannot_be_compared_is_told(book: Book, name: str, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        diff(book, name, FIFTH.release.id)


def test_two_mechanisms_with_the_same_words_are_told(book: Book) -> None:
    release = make_release("zinc", "The 4th Zinc and Tin Dialogue is held")
    both = MechanismSlot("Zinc and Tin Dialogue", 4, *span(release, "4th Zinc and Tin Dialogue"))
    book.ledger.write([Reading(release, (make_entry(release, "meeting", "Ole Dahl", mechanism=both),), ())])
    with pytest.raises(LedgerError, match="more than one mechanism"):
        diff(book, "dialogue#4", "dialogue#4")
    assert diff(book, "Tin Dialogue#4", "Tin Dialogue#5").old.release == LATER.release
