"""One state a revision: what comes twice counts once, and every earlier state can be read again."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger import Ledger, open_ledger
from communique.ledger.rows import entries_of
from communique.ledger.schema import entry, revision
from communique.query import doctor, list_entries, list_releases, open_book
from communique.query.book import Moment
from communique.records import Entry, Reading
from communique.runs.ingest import ingest
from tests.conftest import New
from tests.made import BODY, PUBLISHED, actor, make_entry, make_reading, make_release, many


def test_a_release_twice_in_a_write_counts_once(place: str) -> None:
    ledger = open_ledger(place, create=True)
    reading = make_reading()
    assert dict(ledger.write([reading, reading]).counts) == {"new": 1}
    receipt = ledger.write([reading, replace(reading, entries=())])
    assert dict(receipt.counts) == {"same": 1}
    assert reading.release.id in receipt.refused[0]
    assert doctor(open_book(place)) == []


def test_an_input_that_holds_two_texts_of_a_release_keeps_the_first_each_time(place: str) -> None:
    first, other = (make_reading(make_release("twice", body=body)) for body in (BODY, f"{BODY} Corrected."))
    apart = [make_reading(release) for release in many(60)]
    for counts in ({"new": 61}, {"same": 61}):
        report = ingest([first, *apart, other, first], place)
        assert dict(report.counts) == counts
        assert [first.release.id in line for line in report.refused] == [True]
    assert first.release in [listed.release for listed in list_releases(open_book(place))]
    assert doctor(open_book(place)) == []


def test_a_write_that_fails_leaves_nothing(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(make_release("0"))])
    monkeypatch.setattr("communique.ledger.write.Writer.finish", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.write([make_reading(make_release("1"))])
    assert len(list_releases(open_book(place))) == 1


def some_entry(number: int, confidence: float) -> Entry:
    release = make_release()
    words = ("agreed to open", "met Secretary", "joint smelter", "12 tariff lines")[number]
    parties = (actor(release, "Ardia", "by", "country"),)
    return make_entry(release, "commitment", words, attribute="agreed", confidence=confidence, actors=parties)


def state_at(ledger: Ledger, number: int) -> set[Entry]:
    with ledger.database.reading() as connection:
        moment = Moment(connection, number, PUBLISHED, past=True)
        known = sa.and_(
            entry.c.from_revision <= number,
            sa.or_(entry.c.to_revision.is_(None), entry.c.to_revision > number),
        )
        return set(entries_of(connection, moment.rows(sa.select(entry).where(known))))


STATES = st.dictionaries(st.integers(0, 3), st.sampled_from([0.25, 0.5, 1.0]), max_size=4)


@settings(max_examples=20, deadline=None)
@given(history=st.lists(STATES, min_size=1, max_size=6))
def test_every_state_can_be_read_again(new_place: New, history: list[dict[int, float]]) -> None:
    place = new_place()
    ledger = open_ledger(place, create=True)
    told = []
    for state in history:
        reading = Reading(make_release(), tuple(some_entry(*item) for item in state.items()), ())
        ledger.write([reading])
        with ledger.database.reading() as connection:
            told.append((connection.scalar(sa.select(sa.func.max(revision.c.number))), set(reading.entries)))
    assert all(state_at(ledger, number) == entries for number, entries in told)
    assert len(list_entries(open_book(place), "commitment")) == sum(c >= 0.5 for c in history[-1].values())
    assert doctor(open_book(place)) == []
