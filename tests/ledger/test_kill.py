"""Killed at any moment, the ledger opens, is sound, and ends where an undisturbed run ends."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bench.scale.grow import grown

from communique.ledger import open_ledger
from communique.query import doctor, list_entries, list_releases, open_book
from communique.query.export import export
from communique.runs.ingest import ingest
from tests.ledger.kill_child import COUNT
from tests.made import make_reading, make_release

ROOT = Path(__file__).parents[2]
_CHANCE = random.Random(20241124)
# by the clock, so that a kill can hit SQLite or the disk at work; tests/runs/test_killed.py kills by steps
MOMENTS = sorted(_CHANCE.uniform(0.0, 1.0) for _ in range(6))


def start(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.kill_child", str(path)], cwd=ROOT, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The export of an undisturbed run."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    ingest(grown([make_reading(make_release())], COUNT), path)
    return exported(path)


def exported(path: Path) -> dict[str, str]:
    book = open_book(path)
    files = export(book, "jsonl", path.parent / "out")
    book.close()
    return {file.name: file.read_text(encoding="utf-8") for file in files}


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda m: f"{m:.3f}")
def test_killed_ingest_ends_where_a_whole_one_does(
    tmp_path: Path, whole: dict[str, str], moment: float
) -> None:
    path = tmp_path / "a.db"
    child = start(path)
    # one run takes some two seconds, half of them to start
    try:
        child.wait(0.5 + moment)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    child.wait()
    if path.exists():
        ledger = open_ledger(path, create=True)
        ledger.close()
        assert doctor(open_book(path)) == []
    report = ingest(grown([make_reading(make_release())], COUNT), path)
    assert sum(report.counts.values()) == COUNT
    assert exported(path) == whole
    assert doctor(open_book(path)) == []


def test_reader_works_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_ledger(path, create=True).close()
    child = start(path)
    book, counts = open_book(path), []
    while child.poll() is None:
        counts.append(len(list_releases(book)))
        entries = list_entries(book, None)
        assert len(entries) % 2 == 0  # whole readings only
    assert counts == sorted(counts)
    assert len(list_releases(book)) == COUNT
