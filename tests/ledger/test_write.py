"""Writing: once each, again is nothing, what changed ends and begins, nothing is overwritten."""

from dataclasses import replace

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger import Ledger, open_ledger
from communique.ledger.schema import entry, judgement, release_version, revision
from communique.query import Filters, list_entries, list_releases, open_book
from communique.records.judgement import Judgement
from tests.conftest import New
from tests.made import BODY, commitment, make_reading, make_release, many, meeting


def rows(ledger: Ledger, table: sa.Table) -> int:
    with ledger.database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_writing_again_makes_no_revision(place: str) -> None:
    ledger = open_ledger(place, create=True)
    assert dict(ledger.write([make_reading()]).counts) == {"new": 1}
    assert dict(ledger.write([make_reading()]).counts) == {"same": 1}
    assert rows(ledger, revision) == 1


def test_what_goes_in_comes_out_equal(place: str) -> None:
    ledger = open_ledger(place, create=True)
    reading = make_reading()
    ledger.write([reading])
    found = list_entries(open_book(place), None, Filters(min_confidence=0))
    assert {one.entry for one in found} == set(reading.entries)
    assert {one.release for one in found} == {reading.release}


def test_changed_text_is_a_new_version_and_the_old_one_stays(place: str) -> None:
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading()])
    corrected = make_release(body=BODY.replace("1.50", "1.80"))
    promise = replace(commitment(make_release()), amounts=())
    assert dict(ledger.write([make_reading(corrected, promise)]).counts) == {"changed": 1}
    assert rows(ledger, release_version) == 2
    assert [r.release.text for r in list_releases(open_book(place))] == [corrected.text]
    # A → B → A is three versions
    assert dict(ledger.write([make_reading()]).counts) == {"changed": 1}
    assert rows(ledger, release_version) == 3


def test_reading_again_ends_only_what_changed(place: str) -> None:
    ledger = open_ledger(place, create=True)
    release = make_release()
    ledger.write([make_reading(release)])
    weaker = replace(commitment(release), attribute="intended")
    assert dict(ledger.write([make_reading(release, meeting(release), weaker)]).counts) == {"changed": 1}
    assert rows(ledger, entry) == 3
    living = list_entries(open_book(place), "commitment")
    assert [one.entry.attribute for one in living] == ["intended"]


def test_judgement_is_a_row_of_its_own(place: str) -> None:
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading()])
    number = ledger.record_judgement(Judgement("correction", "ent-1", "reject", "ada", "not a promise"))
    ledger.record_judgement(Judgement("correction", "ent-1", "accept", "ada", "it is one"))
    assert number == 1
    assert rows(ledger, judgement) == 2
    assert len(list_entries(open_book(place), None)) == 2


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_order_and_batches_do_not_matter(new_place: New, order: list[int], cut: int) -> None:
    place = new_place()
    readings = [make_reading(release) for release in many(6)]
    shuffled = [readings[i] for i in order]
    ledger = open_ledger(place, create=True)
    ledger.write(shuffled[:cut])
    ledger.write(shuffled[cut:])
    found = {one.entry.id for one in list_entries(open_book(place), None)}
    assert found == {e.id for reading in readings for e in reading.entries}
