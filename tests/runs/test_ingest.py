"""An input goes in batch by batch; what cannot go in is told, and the rest goes in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import BadInputError
from communique.ledger import open_ledger
from communique.query import list_releases, open_book, search
from communique.records import Reading
from communique.runs.ingest import BATCH, ingest
from tests.made import make_reading, make_release, many


def test_again_says_that_nothing_is_new(tmp_path: Path) -> None:
    readings = [make_reading(release) for release in many(BATCH + 5)]
    assert dict(ingest(readings, tmp_path / "a.db").counts) == {"new": BATCH + 5}
    assert dict(ingest(readings, tmp_path / "a.db").counts) == {"same": BATCH + 5}


def test_a_bad_record_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    good, bad = (make_reading(release) for release in many(2))
    false = replace(bad, entries=(replace(bad.entries[0], confidence=7.0),))
    report = ingest([BadInputError("a.txt:record 1", "no date"), false, good], tmp_path / "a.db")
    assert dict(report.counts) == {"new": 1}
    assert report.refused[0] == "a.txt:record 1: no date"
    assert bad.release.id in report.refused[1]


def test_progress_is_told_after_each_batch(tmp_path: Path) -> None:
    told: list[int] = []
    ingest(
        (make_reading(release) for release in many(2 * BATCH + 1)), tmp_path / "a.db", progress=told.append
    )
    assert told == [BATCH, 2 * BATCH, 2 * BATCH + 1]


def test_what_was_written_before_a_failure_stays_and_can_be_searched(tmp_path: Path) -> None:
    def failing() -> Iterator[Reading]:
        yield from (make_reading(release) for release in many(BATCH))
        yield make_reading(make_release("lost"))
        raise OSError("the cable was pulled")

    with pytest.raises(OSError, match="cable"):
        ingest(failing(), tmp_path / "a.db")
    book = open_book(tmp_path / "a.db")
    assert len(list_releases(book)) == BATCH
    assert len([m for m in search(book, "smelter", limit=200) if m.what == "release"]) == BATCH


def test_the_model_is_in_the_revision(tmp_path: Path) -> None:
    ingest([make_reading()], tmp_path / "a.db", model="small-7")
    with open_ledger(tmp_path / "a.db").database.reading() as connection:
        assert connection.exec_driver_sql("SELECT model FROM revision").fetchall() == [("small-7",)]


def test_an_empty_input_makes_an_empty_ledger(tmp_path: Path) -> None:
    assert dict(ingest([], tmp_path / "a.db").counts) == {}
    assert list_releases(open_book(tmp_path / "a.db")) == []
