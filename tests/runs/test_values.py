"""What a slot holds is written as it is read back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import AmountSlot, Entry, WhenSlot
from communique.records.kinds import AmountBound, TimeBound
from communique.runs.values import SLOTS, read_slot, written
from tests.made import commitment, make_release, meeting

RELEASE = make_release()


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("entry", [meeting(RELEASE), commitment(RELEASE)], ids=lambda one: one.kind)
def test_what_is_written_reads_back(entry: Entry, slot: str) -> None:
    if slot == "attribute" and not entry.attribute:
        return  # meetings have none
    name, value = read_slot(slot, written(slot, entry), entry, RELEASE, None)
    own = (entry.kind, entry.attribute) if slot == "kind" else getattr(entry, name)
    assert said(value) == said(own)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 900), st.sampled_from(get_args(TimeBound))
)
def test_days_read_back(first: date, length: int, bound: TimeBound) -> None:
    last = first + timedelta(days=length)
    entry = commitment(RELEASE)
    own = WhenSlot(first, last, bound, "", "by June 30", entry.evidence[0].start, entry.evidence[0].end)
    entry = replace(entry, when=own)
    read = read_slot("when", written("when", entry), entry, RELEASE, None)[1]
    assert (read.first, read.last, read.bound) == (first, last, bound)


@given(
    st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False),
    st.sampled_from(["USD", "%", "firm", "km2"]),
    st.sampled_from(get_args(AmountBound)),
)
def test_amounts_read_back(value: Decimal, unit: str, bound: AmountBound) -> None:
    own = AmountSlot(value, unit, bound, 0, 1)
    entry = replace(commitment(RELEASE), amounts=(own, own))
    read = read_slot("amounts", written("amounts", entry), entry, RELEASE, None)[1]
    assert said(read) == said((own, own))


def said(value: object) -> object:
    """Return what a value says, without where it stands."""
    if isinstance(value, tuple):
        return tuple(said(one) for one in value)
    fields = ("role", "name", "country", "ordinal", "first", "last", "bound", "value", "unit")
    found = {name: getattr(value, name) for name in fields if hasattr(value, name)}
    return found or value
