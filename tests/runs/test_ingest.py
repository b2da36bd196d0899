"""An input goes in batch by batch; what cannot go in is told, and the rest goes in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from communique.errors import BadInputError
from communique.ledger import open_ledger
from communique.query import list_releases, open_book, search
from communique.records import Reading
from communique.runs.ingest import BATCH, ingest
from tests.made import make_reading, make_release, many


def test_again_says_that_nothing_is_new(place: str) -> None:
    readings = [make_reading(release) for release in many(BATCH + 5)]
    assert dict(ingest(readings, place).counts) == {"new": BATCH + 5}
    assert dict(ingest(readings, place).counts) == {"same": BATCH + 5}


def test_a_bad_record_is_told_and_the_rest_goes_in(place: str) -> None:
    good, bad = (make_reading(release) for release in many(2))
    false = replace(bad, entries=(replace(bad.entries[0], confidence=7.0),))
    report = ingest([BadInputError("a.txt:record 1", "no date"), false, good], place)
    assert dict(report.counts) == {"new": 1}
    assert report.refused[0] == "a.txt:record 1: no date"
    assert bad.release.id in report.refused[1]


def test_progress_is_told_after_each_batch(place: str) -> None:
    told: list[int] = []
    ingest((make_reading(release) for release in many(2 * BATCH + 1)), place, progress=told.append)
    assert told == [BATCH, 2 * BATCH, 2 * BATCH + 1]


def test_what_was_written_before_a_failure_stays_and_can_be_searched(place: str) -> None:
    def failing() -> Iterator[Reading]:
        yield from (make_reading(release) for release in many(BATCH))
        yield make_reading(make_release("lost"))
        raise OSError("the cable was pulled")

    with pytest.raises(OSError, match="cable"):
        ingest(failing(), place)
    book = open_book(place)
    assert len(list_releases(book)) == BATCH
    assert len([m for m in search(book, "smelter", limit=200) if m.what == "release"]) == BATCH


def test_the_model_is_in_the_revision(place: str) -> None:
    ingest([make_reading()], place, model="small-7")
    with open_ledger(place).database.reading() as connection:
        assert connection.exec_driver_sql("SELECT model FROM revision").fetchall() == [("small-7",)]


def test_an_empty_input_makes_an_empty_ledger(place: str) -> None:
    assert dict(ingest([], place).counts) == {}
    assert list_releases(open_book(place)) == []
