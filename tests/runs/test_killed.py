"""Killed at any of its own steps, an ingest leaves a sound ledger and can simply be done again."""

import multiprocessing
import os
import random
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest

from communique.query import doctor, open_book, search
from communique.runs.ingest import BATCH, ingest
from tests.made import make_reading, many

COUNT = 3 * BATCH + 10
TABLES = (
    "release",
    "release_version",
    "entry",
    "evidence",
    "actor_slot",
    "amount_slot",
    "topic_slot",
    "unread",
)
_CHANCE = random.Random(20240423)
MOMENTS = sorted(_CHANCE.random() for _ in range(20))
# forked from a server that has imported everything, so that a child costs no start
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def run(path: Path) -> None:
    ingest((make_reading(release) for release in many(COUNT)), path)


class Steps:
    """Counts the calls of the program, into Python and into C, and ends it with SIGKILL at one of them."""

    def __init__(self, last: int | None) -> None:
        self.count, self.last = 0, last

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def counted(path: Path, last: int | None, total: "multiprocessing.Queue[int]") -> None:
    steps = Steps(last)
    sys.setprofile(steps)
    run(path)
    sys.setprofile(None)
    total.put(steps.count)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, revisions' times left out."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES
        }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A ledger of an undisturbed run, and how many steps the run took."""
    path, total = tmp_path_factory.mktemp("whole") / "a.db", _CONTEXT.Queue()
    child = _CONTEXT.Process(target=counted, args=(path, None, total))
    child.start()
    steps = total.get()
    child.join()
    return path, steps


@pytest.mark.parametrize("moment", MOMENTS, ids=[f"{moment:.3f}" for moment in MOMENTS])
def test_a_killed_ingest_ends_where_a_whole_one_does(
    tmp_path: Path, whole: tuple[Path, int], moment: float
) -> None:
    path, (undisturbed, steps), total = tmp_path / "a.db", whole, _CONTEXT.Queue()
    child = _CONTEXT.Process(target=counted, args=(path, 1 + int(moment * steps), total))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    if path.exists():
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'release'").fetchone()
            releases = connection.execute("SELECT count(*) FROM release").fetchone()[0] if made else 0
        assert releases % BATCH == 0 or releases == COUNT
        assert doctor(open_book(path)) == []
    run(path)
    assert rows(path) == rows(undisturbed)
    assert doctor(open_book(path)) == []
    found = search(open_book(path), "smelter", limit=4 * COUNT)
    assert sum(match.what == "release" for match in found) == COUNT
