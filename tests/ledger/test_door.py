"""What fails the door cannot enter: spans, days, units and attributes are checked against the text."""

from dataclasses import replace
from decimal import Decimal

import pytest

from communique.ledger import open_ledger
from communique.ledger.door import faults
from communique.records import AmountSlot, Entry, Evidence
from tests.made import commitment, make_reading, make_release, meeting

RELEASE = make_release()
PROMISE = commitment(RELEASE)
TALKS = meeting(RELEASE)


def with_quote(words: str) -> Entry:
    first = PROMISE.evidence[0]
    return replace(PROMISE, evidence=(Evidence(first.start, first.end, words),))


def with_amount(**change: object) -> Entry:
    slot: AmountSlot = replace(PROMISE.amounts[0], **change)  # type: ignore[arg-type]  # wrong values on purpose
    return replace(PROMISE, amounts=(slot,))


FALSE = {
    "a quote of other words": with_quote("agreed to close a joint smelter"),
    "a span past the end": with_amount(end=10_000),
    "an amount that is not exact": with_amount(value=Decimal("NaN")),
    "a bound of no contract": with_amount(bound="exactly"),
    "a force of no commitment": replace(PROMISE, attribute="signed"),
    "a commitment without force": replace(PROMISE, attribute=None),
    "no evidence": replace(PROMISE, evidence=()),
    "a confidence above one": replace(PROMISE, confidence=1.2),
}


@pytest.mark.parametrize("entry", FALSE.values(), ids=FALSE.keys())
def test_false_entry_is_refused_by_name_and_the_rest_goes_in(place: str, entry: Entry) -> None:
    other = make_release("2")
    ledger = open_ledger(place, create=True)
    receipt = ledger.write([make_reading(RELEASE, entry), make_reading(other)])
    assert dict(receipt.counts) == {"new": 1}
    assert len(receipt.refused) == 1
    assert RELEASE.id in receipt.refused[0]
    assert entry.id in receipt.refused[0]


def test_true_entries_have_no_fault() -> None:
    assert list(faults(make_reading(RELEASE, TALKS, PROMISE))) == []
