"""What a write adds, ends and leaves alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger import Ledger, Versions, schema
from communique.ledger.location import locate
from communique.ledger.reading import readings
from communique.records import Entry, Judgement, Reading
from tests.ledger.conftest import Clock
from tests.made import BODY, actor, commitment, make_entry, make_reading, make_release, many, meeting


def standing(ledger: Ledger, as_of: date | None = None) -> list[Reading]:
    with ledger.reading(as_of) as snapshot:
        return list(readings(snapshot))


def count(ledger: Ledger, table: sa.Table) -> int:
    with ledger.reading() as snapshot:
        return int(snapshot.connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    written = [make_reading(release) for release in many(3)]
    receipt = ledger.write(written)
    assert (receipt.new, receipt.changed, receipt.same, receipt.revision) == (3, 0, 0, 1)
    assert sorted(standing(ledger), key=lambda r: r.release.id) == sorted(written, key=lambda r: r.release.id)


def test_the_same_again_is_nothing_new(ledger: Ledger) -> None:
    batch = [make_reading(release) for release in many(3)]
    ledger.write(batch)
    receipt = ledger.write(batch)
    assert (receipt.new, receipt.changed, receipt.same, receipt.revision) == (0, 0, 3, None)
    assert count(ledger, schema.revision) == 1


def test_other_entries_end_only_what_changed(ledger: Ledger) -> None:
    release = make_release()
    ledger.write([make_reading(release, meeting(release), commitment(release))])
    firmer = replace(commitment(release), attribute="intended")
    receipt = ledger.write([make_reading(release, meeting(release), firmer)])
    assert (receipt.new, receipt.changed, receipt.same, receipt.revision) == (0, 1, 0, 2)
    assert standing(ledger)[0].entries == (meeting(release), firmer)
    assert count(ledger, schema.entry) == 3
    assert count(ledger, schema.release_version) == 1


def test_an_entry_that_is_not_read_again_ends(ledger: Ledger) -> None:
    release = make_release()
    ledger.write([make_reading(release)])
    ledger.write([Reading(release, (meeting(release),), ())])
    assert standing(ledger) == [Reading(release, (meeting(release),), ())]


def test_another_text_is_a_new_version(ledger: Ledger, clock: Clock) -> None:
    before, after = make_release(), make_release(body=BODY.replace("1.50", "2.50"))
    assert before.id == after.id
    ledger.write([make_reading(before)])
    clock.pass_days(1)
    corrected = make_reading(after, meeting(after))
    assert ledger.write([corrected]).changed == 1
    assert standing(ledger) == [corrected]
    assert standing(ledger, date(2024, 5, 1)) == [make_reading(before)]


def test_a_text_that_flips_back_stands_again(ledger: Ledger) -> None:
    one, two = make_reading(make_release()), make_reading(make_release(body=BODY + " Corrected."))
    for reading in (one, two, one):
        ledger.write([reading])
    assert standing(ledger) == [one]
    assert count(ledger, schema.release_version) == 3


def test_a_changed_head_is_a_new_version(ledger: Ledger) -> None:
    release = make_release()
    ledger.write([make_reading(release)])
    moved = replace(release, url="https://example.org/1")
    assert ledger.write([make_reading(moved)]).changed == 1
    assert standing(ledger)[0].release.url == "https://example.org/1"


def test_what_fails_the_door_stays_out_and_the_rest_goes_in(ledger: Ledger) -> None:
    good, bad = (make_reading(release) for release in many(2))
    bad = replace(bad, entries=(replace(bad.entries[0], confidence=7.0),))
    receipt = ledger.write([bad, good])
    assert receipt.new == 1
    assert bad.release.id in str(receipt.refused[0])
    assert standing(ledger) == [good]


def test_one_release_twice_in_a_write_counts_once(ledger: Ledger) -> None:
    reading = make_reading()
    assert ledger.write([reading, reading]).new == 1
    other = replace(reading, entries=())
    receipt = ledger.write([reading, other])
    assert (receipt.same, len(receipt.refused)) == (1, 1)


def test_a_revision_tells_when_and_by_what(ledger: Ledger) -> None:
    ledger.write([make_reading()], Versions("9.9", "packs-7", "model-3"))
    with ledger.reading() as snapshot:
        row = snapshot.connection.execute(sa.select(schema.revision)).one()
    assert tuple(row) == (1, "2024-05-01T12:00:00.000000+00:00", "9.9", "packs-7", "model-3")


def test_time_never_goes_back(ledger: Ledger, clock: Clock) -> None:
    first, second = (make_reading(release) for release in many(2))
    ledger.write([first])
    clock.pass_days(-30)
    ledger.write([second])
    with ledger.reading() as snapshot:
        times = snapshot.connection.scalars(sa.select(schema.revision.c.at)).all()
    assert times == sorted(times)
    assert standing(ledger, date(2024, 4, 30)) == []
    assert len(standing(ledger, date(2024, 5, 1))) == 2


def test_a_judgement_is_one_more_row(ledger: Ledger) -> None:
    judgement = Judgement("identity", "actor:a", "same", "ana", "one office", object="actor:b")
    assert ledger.record_judgement(judgement) == 1
    assert ledger.record_judgement(replace(judgement, decision="undecided")) == 2
    with ledger.reading() as snapshot:
        rows = snapshot.connection.execute(
            sa.select(schema.judgement).order_by(schema.judgement.c.number)
        ).all()
    assert [(row.decision, row.revision) for row in rows] == [("same", 1), ("undecided", 2)]


def test_a_write_that_fails_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.write([make_reading(make_release("0"))])
    monkeypatch.setattr("communique.ledger.writing._add_entries", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.write([make_reading(make_release("1"))])
    assert len(standing(ledger)) == 1
    assert count(ledger, schema.revision) == 1


def some_entry(number: int, confidence: float) -> Entry:
    release = make_release()
    words = ("agreed to open", "met Secretary", "joint smelter", "12 tariff lines")[number]
    return make_entry(
        release,
        "commitment",
        words,
        attribute="agreed",
        confidence=confidence,
        actors=(actor(release, "Ardia", "by", "country"),),
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.integers(0, 3), st.sampled_from([0.25, 0.5, 1.0]), max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_the_last_reading_stands_and_every_earlier_one_as_of_its_day(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[int, float]]
) -> None:
    clock, folder = Clock(), tmp_path_factory.mktemp("history")
    with open_at(folder, clock) as ledger:
        told = []
        for state in history:
            reading = Reading(make_release(), tuple(some_entry(*item) for item in state.items()), ())
            ledger.write([reading])
            told.append((clock.now.date(), frozenset(reading.entries)))
            clock.pass_days(1)
        for day, entries in told:
            assert frozenset(standing(ledger, day)[0].entries) == entries


def open_at(folder: Path, clock: Clock) -> Ledger:
    return Ledger(locate(folder / "made.db"), clock)
