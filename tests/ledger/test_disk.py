"""A disk that is full or cannot be written: one line says so, and what was acknowledged is there."""

import multiprocessing
import os
import resource
import signal
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.ledger.schema import revision
from communique.query import doctor, list_releases, open_book
from communique.runs.ingest import ingest
from tests.made import make_reading, make_release, many

COUNT = 120
_NOBODY = 65534
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def ingest_on_small_disk(place: str, size: int, told: "multiprocessing.Queue[list[str]]") -> None:
    """Ingest where no file may grow beyond `size` bytes, as on a full disk; tell the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        ingest((make_reading(release) for release in many(COUNT)), place)
    except LedgerError as error:
        told.put([str(error)])
    else:
        told.put([])


@pytest.mark.parametrize("size", [60_000, 250_000])
def test_a_full_disk_is_told_and_costs_nothing_acknowledged(tmp_path: Path, size: int) -> None:
    place, told = str(tmp_path / "a.db"), _CONTEXT.Queue()
    open_ledger(place, create=True).close()
    child = _CONTEXT.Process(target=ingest_on_small_disk, args=(place, size, told))
    child.start()
    (line,) = told.get()
    child.join()
    assert "\n" not in line
    assert doctor(open_book(place)) == []
    report = ingest((make_reading(release) for release in many(COUNT)), place)
    assert sum(report.counts.values()) == COUNT
    assert len(list_releases(open_book(place))) == COUNT
    assert doctor(open_book(place)) == []


@pytest.fixture
def locked() -> Iterator[str]:
    """A ledger that its reader may not write, in a folder that its reader may not write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        ledger = open_ledger(path, create=True)
        ledger.write([make_reading(release) for release in many(3)])
        ledger.close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        yield str(path)
        Path(folder).chmod(0o755)


def read_and_write_as_another(place: str, told: "multiprocessing.Queue[list[str]]") -> None:
    """Read the ledger as a user who may not write it, then try to write; tell what came of it."""
    open_book(place).close()  # loads what the other user may not be able to load
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(_NOBODY)
    count = len(list_releases(open_book(place)))
    try:
        open_ledger(place).write([make_reading(make_release("late"))])
    except LedgerError as error:
        told.put([str(count), str(error)])


def test_a_ledger_on_a_disk_that_cannot_be_written_is_read(locked: str) -> None:
    told = _CONTEXT.Queue()
    child = _CONTEXT.Process(target=read_and_write_as_another, args=(locked, told))
    child.start()
    count, error = told.get()
    child.join()
    assert count == "3"
    assert "readonly" in error
    assert [file.name for file in Path(locked).parent.iterdir()] == ["a.db"]


class _Yesterday(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime.now(UTC) - timedelta(days=1)


def test_a_clock_set_back_leaves_revisions_in_order(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading()])
    monkeypatch.setattr("communique.ledger.write.datetime", _Yesterday)
    ledger.write([make_reading(make_release("late"))])
    with ledger.database.reading() as connection:
        times = connection.scalars(sa.select(revision.c.at).order_by(revision.c.number)).all()
    assert times == sorted(times)
    assert doctor(open_book(place)) == []
