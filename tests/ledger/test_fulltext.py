"""The full text stays in step with the ledger, whatever befalls its folder."""

import multiprocessing
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger import Ledger, catch_up, open_ledger, schema
from communique.ledger.fulltext import FullText
from communique.ledger.indexing import search_text
from communique.ledger.words import phrases
from tests.made import BODY, make_reading, make_release, many


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.write([make_reading(release) for release in many(20)])
    catch_up(ledger)
    return ledger


def releases_with(ledger: Ledger, words: str) -> list[str]:
    """Return the ids of the releases of which any version holds the words."""
    versions = [match.version for match in search_text(ledger, phrases(words), 100)]
    table = schema.release_version
    with ledger.reading() as snapshot:
        query = sa.select(table.c.release).where(table.c.version.in_(versions))
        return sorted(set(snapshot.connection.scalars(query)))


def test_a_search_finds_what_was_written_just_before(ledger: Ledger) -> None:
    ledger.write([make_reading()])
    assert len(releases_with(ledger, "smelter")) == 1
    other = make_release("other", body=f"{BODY} 제련소")
    ledger.write([make_reading(other)])
    assert releases_with(ledger, "제련") == [other.id]
    assert len(releases_with(ledger, "rost dahl")) == 2


def test_a_search_that_needs_two_words_needs_both(filled: Ledger) -> None:
    assert len(releases_with(filled, "paper 7")) == 1
    assert releases_with(filled, "paper 7 tungsten") == []


def test_the_best_come_first(ledger: Ledger) -> None:
    often = make_release("often", body=f"{BODY} Paper, paper and paper.")
    ledger.write([make_reading(often), *(make_reading(release) for release in many(5))])
    best = search_text(ledger, phrases("paper"), 1)[0]
    with ledger.reading() as snapshot:
        table = schema.release_version
        query = sa.select(table.c.release).where(table.c.version == best.version)
        assert snapshot.connection.scalar(query) == often.id


def test_a_text_that_has_ended_can_still_be_found(ledger: Ledger) -> None:
    ledger.write([make_reading(make_release(body=f"{BODY} Tungsten was tabled."))])
    ledger.write([make_reading(make_release(body=f"{BODY} Cobalt was tabled."))])
    assert releases_with(ledger, "tungsten") == releases_with(ledger, "cobalt")


def test_a_folder_that_was_deleted_is_built_again(filled: Ledger) -> None:
    shutil.rmtree(filled.location.index)
    assert len(releases_with(filled, "paper")) == 20


@pytest.mark.parametrize("seed", range(12))
def test_a_folder_left_half_written_is_built_again(filled: Ledger, seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(path for path in filled.location.index.rglob("*") if path.is_file())
    for path in chance.sample(files, 3):
        if chance.random() < 0.3:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: chance.randrange(1 + path.stat().st_size)])
    assert len(releases_with(filled, "paper")) == 20
    assert len(FullText(filled.location.index).versions()) == 20


def test_what_a_killed_build_left_behind_does_no_harm(filled: Ledger) -> None:
    folder = filled.location.index
    (folder / "data").rename(folder / "old")
    (folder / "new").mkdir()
    (folder / "new" / "meta.json").write_text("{")
    assert len(releases_with(filled, "paper")) == 20
    assert sorted(path.name for path in folder.iterdir()) == ["data", "lock"]


def test_the_index_of_another_ledger_is_built_again(filled: Ledger, path: Path) -> None:
    filled.close()
    for file in path.parent.glob("made.db*"):
        if file.is_file():
            file.unlink()
    with open_ledger(path) as anew:
        anew.write([make_reading(make_release("anew", body=f"{BODY} Tungsten was tabled."))])
        assert releases_with(anew, "paper") == []
        assert len(releases_with(anew, "tungsten")) == 1


def test_catching_up_twice_adds_nothing(filled: Ledger) -> None:
    assert catch_up(filled) == catch_up(filled) == 1
    assert len(FullText(filled.location.index).versions()) == 20


def test_a_folder_that_cannot_be_made_is_told(ledger: Ledger) -> None:
    ledger.write([make_reading()])
    ledger.location.index.write_text("in the way")
    with pytest.raises(LedgerError, match="cannot be written"):
        search_text(ledger, phrases("smelter"), 1)


def hold_lock(folder: Path, held: Event, done: Event) -> None:
    with FullText(folder).lock(wait=True):
        held.set()
        done.wait()


@contextmanager
def locked_by_another(folder: Path) -> Iterator[None]:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=hold_lock, args=(folder, held, done))
    process.start()
    held.wait()
    try:
        yield
    finally:
        done.set()
        process.join()


def test_the_loser_of_the_lock_reads_the_old_state(filled: Ledger) -> None:
    with locked_by_another(filled.location.index):
        filled.write([make_reading(make_release("late", body=f"{BODY} Tungsten was tabled."))])
        assert releases_with(filled, "tungsten") == []
        assert len(releases_with(filled, "paper")) == 20
    assert len(releases_with(filled, "tungsten")) == 1


def write_and_search(path: Path, part: int) -> None:
    with open_ledger(path) as ledger:
        for release in many(40)[part * 20 : part * 20 + 20]:
            ledger.write([make_reading(release)])
            releases_with(ledger, "paper")


def test_two_processes_that_both_catch_up_leave_a_whole_index(ledger: Ledger, path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_and_search, args=(path, part)) for part in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(releases_with(ledger, "paper")) == 40
    assert FullText(ledger.location.index).versions() == list(range(1, 41))
