"""What the door lets in and what it keeps out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import LedgerError
from communique.ledger.door import check_reading
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Reading,
    Unread,
    WhereSlot,
)
from tests.made import commitment, make_entry, make_reading, make_release, meeting

RELEASE = make_release()
LONG = len(RELEASE.text)


def with_slots(**slots: Any) -> Entry:
    return replace(commitment(RELEASE), **slots)


def test_a_true_reading_enters() -> None:
    check_reading(make_reading(RELEASE))


@given(st.integers(-3, LONG + 3), st.integers(-3, LONG + 3), st.booleans())
def test_a_span_enters_only_with_its_own_words(start: int, end: int, shifted: bool) -> None:
    words = RELEASE.text[max(0, start + shifted) : max(0, end + shifted)]
    reading = make_reading(RELEASE, with_slots(evidence=(Evidence(start, end, words),)))
    true = 0 <= start < end <= LONG and words == RELEASE.text[start:end]
    try:
        check_reading(reading)
    except LedgerError as error:
        assert not true
        assert f"{start}-{end}" in str(error)
        assert RELEASE.id in str(error)
    else:
        assert true


ACTOR = ActorSlot("by", "Ardia", "country", 0, 5)
WHEN = commitment(RELEASE).when
assert WHEN is not None

KEPT_OUT: dict[str, Entry] = {
    "a kind of no contract": with_slots(kind="rumour"),
    "no evidence": with_slots(evidence=()),
    "an attribute of another kind": with_slots(attribute="signed"),
    "no attribute where the kind has one": with_slots(attribute=None),
    "an attribute where the kind has none": replace(meeting(RELEASE), attribute="agreed"),
    "confidence over one": with_slots(confidence=1.2),
    "confidence that is no number": with_slots(confidence=float("nan")),
    "an actor beyond the text": with_slots(actors=(replace(ACTOR, end=LONG + 1),)),
    "an actor without a name": with_slots(actors=(replace(ACTOR, name=" "),)),
    "an actor of no role": with_slots(actors=(replace(ACTOR, role="villain"),)),
    "an actor of no type": with_slots(actors=(replace(ACTOR, type="planet"),)),
    "a country by name": with_slots(actors=(replace(ACTOR, country="Ardia"),)),
    "days the wrong way round": with_slots(when=replace(WHEN, last=date(2024, 1, 1))),
    "a date quoted with other words": with_slots(when=replace(WHEN, quote="by July 30")),
    "a date with no bound": with_slots(when=replace(WHEN, bound="before")),
    "a date in words": with_slots(when=replace(WHEN, edtf="end of June")),
    "an amount that is no number": with_slots(amounts=(AmountSlot(Decimal("NaN"), "USD", "=", 0, 5),)),
    "an amount as a float": with_slots(amounts=(AmountSlot(1.5, "USD", "=", 0, 5),)),  # type: ignore[arg-type] # what the door is for
    "an amount without unit": with_slots(amounts=(AmountSlot(Decimal(1), "", "=", 0, 5),)),
    "an amount with a padded unit": with_slots(amounts=(AmountSlot(Decimal(1), "USD ", "=", 0, 5),)),
    "an amount of no bound": with_slots(amounts=(AmountSlot(Decimal(1), "USD", "=<", 0, 5),)),  # type: ignore[arg-type] # what the door is for
    "an amount without words": with_slots(amounts=(AmountSlot(Decimal(1), "USD", "=", 5, 5),)),
    "a place outside the text": with_slots(where=WhereSlot("Vessby", None, -1, 5)),
    "a place in a country of three letters": with_slots(where=WhereSlot("Vessby", "XAA", 0, 5)),
    "a series without a name": with_slots(mechanism=MechanismSlot("", 4, 0, 5)),
    "a zeroth edition": with_slots(mechanism=MechanismSlot("Tin Dialogue", 0, 0, 5)),
    "a topic twice": with_slots(topics=("trade", "trade")),
}


@pytest.mark.parametrize("entry", KEPT_OUT.values(), ids=KEPT_OUT.keys())
def test_an_entry_is_kept_out_and_named(entry: Entry) -> None:
    with pytest.raises(LedgerError) as told:
        check_reading(make_reading(RELEASE, entry))
    assert str(told.value).startswith(f"{RELEASE.id}: {entry.id}: ")


UNTRUE: dict[str, Callable[[], Reading]] = {
    "an entry twice": lambda: make_reading(RELEASE, commitment(RELEASE), commitment(RELEASE)),
    "an unread sentence beyond the text": lambda: Reading(RELEASE, (), (Unread(0, LONG + 1, "amount"),)),
    "a text that does not open with its title": lambda: Reading(replace(RELEASE, title="Other"), (), ()),
    "a text of another normal form": lambda: Reading(make_release(body="Ro\u0308st"), (), ()),
    "a text with carriage returns": lambda: Reading(make_release(body="one\r\ntwo"), (), ()),
    "a text with a NUL": lambda: Reading(make_release(body="one\0two"), (), ()),
    "a text with half a character": lambda: Reading(make_release(body="one\ud800two"), (), ()),
    "a release without a title": lambda: Reading(make_release(title=""), (), ()),
    "a release of a country in words": lambda: Reading(make_release(country="Ardia"), (), ()),
}


@pytest.mark.parametrize("untrue", UNTRUE.values(), ids=UNTRUE.keys())
def test_a_reading_is_kept_out_and_named(untrue: Callable[[], Reading]) -> None:
    reading = untrue()
    with pytest.raises(LedgerError, match=reading.release.id):
        check_reading(reading)


def test_every_kind_enters_with_each_of_its_attributes() -> None:
    words = "agreed to open a joint smelter"
    for kind, attribute in [("figure", "target"), ("measure", "in_force"), ("milestone", "launched")]:
        check_reading(make_reading(RELEASE, make_entry(RELEASE, kind, words, attribute=attribute)))
