"""Saved queries and deliveries, on every database: nothing is known to a target before it arrived."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from communique.errors import LedgerError
from communique.ledger import Ledger, open_ledger
from communique.ledger.saved import Delivery, SavedRow, Told

ROW = SavedRow("tin", "commitments", {"country": "XA", "actor": "Röst"})
FIRST, SECOND = Told("ent-1", "ent-1", "a", "one"), Told("ent-2", "ent-2", "b", "two")
ONE = Delivery("dig-1", "tin", "out", "2024-06-01", "{}", {"ent-1": FIRST, "ent-2": SECOND})


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    ledger = open_ledger(place, create=True)
    ledger.saved.add(ROW)
    yield ledger
    ledger.close()


def test_a_query_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    (row,) = ledger.saved.all()
    assert replace(row, at="") == ROW
    with pytest.raises(LedgerError, match="saved already"):
        ledger.saved.add(ROW)


def test_a_target_knows_what_arrived_and_nothing_before(ledger: Ledger) -> None:
    assert ledger.saved.prepare(ONE) == ONE
    ledger.saved.failed(ONE, "down")
    assert ledger.saved.told("tin", "out") == []
    waiting = ledger.saved.pending("tin", "out")
    assert waiting == replace(ONE, tries=1, why="down")
    ledger.saved.arrived(ONE)
    assert {*ledger.saved.told("tin", "out")} == {FIRST, SECOND}
    assert ledger.saved.told("tin", "mailto:ada@example.org") == []
    assert ledger.saved.pending("tin", "out") is None


def test_another_digest_waits_for_the_one_under_way(ledger: Ledger) -> None:
    ledger.saved.prepare(ONE)
    assert ledger.saved.prepare(replace(ONE, id="dig-2")) == ONE
    other = replace(ONE, id="dig-3", target="https://hooks.example.org/")
    assert ledger.saved.prepare(other) == other


def test_what_arrives_twice_is_learnt_once(ledger: Ledger) -> None:
    ledger.saved.prepare(ONE)
    ledger.saved.arrived(ONE)
    moved = replace(FIRST, id="ent-3", mark="c")
    later = replace(ONE, id="dig-2", tells={"ent-1": moved, "ent-2": None})
    ledger.saved.prepare(later)
    ledger.saved.arrived(later)
    ledger.saved.arrived(ONE)  # told late that the first one had arrived
    assert ledger.saved.told("tin", "out") == [moved]
    assert [(one.id, one.sent is not None, one.body) for one in ledger.saved.deliveries("tin")] == [
        ("dig-1", True, ""),
        ("dig-2", True, ""),
    ]


def test_a_query_is_forgotten_with_all_that_was_told(ledger: Ledger) -> None:
    ledger.saved.prepare(ONE)
    ledger.saved.arrived(ONE)
    ledger.saved.remove("tin")
    ledger.saved.add(ROW)
    assert (ledger.saved.told("tin", "out"), ledger.saved.deliveries("tin")) == ([], [])
    with pytest.raises(LedgerError, match="no saved query"):
        ledger.saved.remove("ore")
