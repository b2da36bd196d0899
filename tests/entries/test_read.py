"""The shipped reader on the sample releases: exact, repeatable, nothing lost in silence."""

import re
from collections import Counter

import pytest

from communique.ledger.door import faults
from communique.records import Reading, Release
from communique.runs.extract import extract
from communique.runs.reading import read_release
from communique.runs.samples import sample_folder
from communique.sources import read_input

AMOUNT = re.compile(r"\d+(?:\.\d+)? (?:percent|billion|million)")


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    """The sample releases."""
    return [item for item in read_input(sample_folder()) if isinstance(item, Release)]


@pytest.fixture(scope="module")
def readings(releases: list[Release]) -> list[Reading]:
    """What is read of them, one by one."""
    return [read_release(release) for release in releases]


def test_every_reading_passes_the_door(readings: list[Reading]) -> None:
    assert [fault for reading in readings for fault in faults(reading)] == []


def test_all_six_kinds_are_found(readings: list[Reading]) -> None:
    kinds = Counter(entry.kind for reading in readings for entry in reading.entries)
    assert set(kinds) == {"meeting", "commitment", "agreement", "figure", "measure", "milestone"}


def test_order_does_not_matter(releases: list[Release], readings: list[Reading]) -> None:
    backwards = [read_release(release) for release in reversed(releases)]
    assert backwards[::-1] == readings


def test_processes_do_not_matter(readings: list[Reading]) -> None:
    found = [r for r in extract([sample_folder()], read_release, 2) if isinstance(r, Reading)]
    assert found == readings


def test_ids_are_unique_within_a_release_and_across(readings: list[Reading]) -> None:
    ids = [(entry.id, reading.release.text) for reading in readings for entry in reading.entries]
    assert len(ids) == len(set(ids))


def test_sentence_with_an_amount_gives_an_entry_or_is_named_unread(readings: list[Reading]) -> None:
    for reading in readings:
        spans = [(e.start, e.end) for entry in reading.entries for e in entry.evidence]
        spans += [(u.start, u.end) for u in reading.unread]
        for match in AMOUNT.finditer(reading.release.text):
            sentence = [s for s in spans if _near(reading.release.text, s, match.start())]
            assert sentence, reading.release.text[match.start() - 60 : match.end() + 20]


def _near(text: str, span: tuple[int, int], at: int) -> bool:
    """Tell whether a span lies in the paragraph of an offset: evidence may be another clause."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return span[0] < (end if end >= 0 else len(text)) and start < span[1]
