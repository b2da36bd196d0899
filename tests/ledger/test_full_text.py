"""The full text stays in step with its ledger, whoever else is at it."""

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.query import doctor, open_book, search
from communique.records import Reading
from communique.runs.ingest import ingest
from tests import outside
from tests.made import BODY, make_reading, make_release, many


@pytest.fixture
def path(place: str) -> str:
    ingest([make_reading(release) for release in many(20)], place)
    return place


def folder_of(path: str) -> Path:
    return open_ledger(path).full_text.folder


def found(path: str, words: str) -> int:
    """Count the releases found."""
    book = open_book(path)
    matches = search(book, words, limit=200)
    book.close()
    return sum(match.what == "release" for match in matches)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("papers", 20),
        ("paper 7", 1),
        ('"paper 7"', 1),
        ('"7 paper"', 0),
        ('"joint smelter by June"', 20),
        ('"smelter joint"', 0),
        ("smelter tungsten", 0),
    ],
)
def test_words_and_sequences(path: str, words: str, count: int) -> None:
    assert found(path, words) == count


def test_one_syllable_is_found_inside_words_and_lit(place: str) -> None:
    korean = make_release("k", title="양국 협력", body="양국은 협력한다.")
    ingest([Reading(korean, (), ())], place)
    (match,) = search(open_book(place), "국")
    assert {korean.text[span.start : span.end] for span in match.words} == {"양국", "국은"}


@pytest.mark.parametrize("seed", range(12))
def test_a_folder_left_half_written_is_built_again(path: str, seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(folder_of(path).iterdir())
    for file in chance.sample(files, 3):
        if chance.random() < 0.3:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[: chance.randrange(1 + file.stat().st_size)])
    assert found(path, "paper") == 20
    assert doctor(open_book(path)) == []


def test_the_folder_of_another_ledger_is_built_again(path: str) -> None:
    outside.empty(path)
    ingest([make_reading(make_release("anew", body=f"{BODY} Tungsten was tabled."))], path)
    assert found(path, "paper") == 0
    assert found(path, "tungsten") == 1


def test_catching_up_again_adds_nothing(path: str) -> None:
    full_text = open_ledger(path).full_text
    rows = full_text.count()
    assert full_text.catch_up() == full_text.catch_up() == full_text.reached()
    assert full_text.count() == rows == 60


def test_a_folder_that_cannot_be_made_is_told(place: str) -> None:
    open_ledger(place, create=True).write([make_reading()])
    folder_of(place).parent.mkdir(parents=True, exist_ok=True)
    folder_of(place).write_text("in the way")
    with pytest.raises(LedgerError, match="full text"):
        search(open_book(place), "smelter")


def hold_lock(path: str, held: Event, done: Event) -> None:
    with open_ledger(path).full_text._lock(wait=True):
        held.set()
        done.wait()


@contextmanager
def locked_by_another(path: str) -> Iterator[None]:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=hold_lock, args=(path, held, done))
    process.start()
    held.wait()
    try:
        yield
    finally:
        done.set()
        process.join()


def test_the_loser_of_the_lock_reads_the_old_state(path: str) -> None:
    with locked_by_another(path):
        late = make_reading(make_release("late", body=f"{BODY} Tungsten was tabled."))
        open_ledger(path).write([late])
        assert found(path, "tungsten") == 0
        assert found(path, "paper") == 20
    assert found(path, "tungsten") == 1
