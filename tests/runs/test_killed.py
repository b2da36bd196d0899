"""Killed at any of its own steps, each act leaves a sound ledger and can simply be done again."""

import multiprocessing
import os
import random
import signal
import sys
from functools import cache
from pathlib import Path

import pytest

from communique.errors import LedgerError
from communique.query import doctor, list_releases, open_book, search
from communique.runs.ingest import BATCH
from tests.conftest import New
from tests.ledger.writing_child import Steps
from tests.runs.acts import ACTS, COUNT, Rows, rows

# forked from a server that has imported everything, so that a child costs no start
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def counted(act: str, place: str, last: int | None, told: str, total: "multiprocessing.Queue[int]") -> None:
    """Do the act in a child of its own and tell its steps, or be killed at one of them.

    How many things were acknowledged goes at once into the file `told`.
    """
    note = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    steps = Steps(last)
    sys.setprofile(steps)
    ACTS[act].do(place, lambda count: note_down(note, count))
    sys.setprofile(None)
    total.put(steps.count)


def note_down(note: int, count: int) -> None:
    os.write(note, f"{count}\n".encode())


def moments(act: str, count: int) -> list[float]:
    chance = random.Random(f"{act} 20240423")
    return sorted(chance.random() for _ in range(count))


@cache
def whole(act: str, new_place: New) -> tuple[Rows, int]:
    """Return the rows of an undisturbed run, and how many steps it took."""
    place, total = new_place(), _CONTEXT.Queue()
    ACTS[act].before(place)
    child = _CONTEXT.Process(target=counted, args=(act, place, None, os.devnull, total))
    child.start()
    child.join()
    assert child.exitcode == 0
    return rows(place), total.get()


TIMES = {"ingest": 8, "judge": 3, "migrate": 4, "index": 3}
MOMENTS = [(act, moment) for act, count in TIMES.items() for moment in moments(act, count)]


@pytest.mark.parametrize(("act", "moment"), MOMENTS)
def test_an_act_killed_ends_where_a_whole_one_does(
    new_place: New, act: str, moment: float, tmp_path: Path
) -> None:
    kill(act, moment, new_place, tmp_path / "told")


@pytest.mark.campaign
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("number", range(25))
def test_two_hundred_kills(new_place: New, act: str, number: int, tmp_path: Path) -> None:
    """Kill at four acts times 25 moments on each of two databases."""
    kill(act, moments(f"{act} again", 25)[number], new_place, tmp_path / "told")


def kill(act: str, moment: float, new_place: New, told: Path) -> None:
    """Kill the act at a share of its steps, look at what is there, and do it again."""
    (undisturbed, steps), place, total = whole(act, new_place), new_place(), _CONTEXT.Queue()
    ACTS[act].before(place)
    child = _CONTEXT.Process(target=counted, args=(act, place, 1 + int(moment * steps), str(told), total))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    look_at(act, place, acknowledged(told))
    ACTS[act].do(place, lambda count: None)
    assert rows(place) == undisturbed
    book = open_book(place)
    assert doctor(book) == []
    if act in ("ingest", "index"):
        found = search(book, "smelter", limit=4 * COUNT)
        assert sum(match.what == "release" for match in found) == COUNT


def acknowledged(told: Path) -> int:
    """Return how many things a child had acknowledged when it was killed."""
    lines = told.read_text(encoding="ascii").split() if told.exists() else []
    return int(lines[-1]) if lines else 0


def look_at(act: str, place: str, least: int) -> None:
    """Check what the killed left: sound, of whole batches, with all that it had acknowledged."""
    try:
        book = open_book(place)
    except LedgerError as error:
        assert act == "ingest"  # killed before the first table was there
        assert "no ledger here" in str(error)
        assert least == 0
        return
    assert doctor(book) == []
    assert ACTS[act].kept(place) >= least
    if act == "ingest":
        count = len(list_releases(book))
        assert count % BATCH == 0 or count == COUNT
