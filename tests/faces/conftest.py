"""What tests of faces share: the shelf, a clean place to stand, ways to run commands and ask the server."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from communique.faces.cli.main import build
from communique.faces.cli.options import settings
from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import Book, open_book
from communique.runs.resolve import resolve
from tests.faces.shelf import fill
from tests.made import make_reading

Run = Callable[..., Result]
HERE = "http://127.0.0.1"
Child = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a ledger that tests only read."""
    path = tmp_path_factory.mktemp("shelf") / "shelf.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def client(shelf: Path) -> Iterator[TestClient]:
    """Return a client of the server over the shelf."""
    book = open_book(shelf)
    with TestClient(application(book), base_url=HERE) as client:
        yield client
    book.close()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A ledger of one reading."""
    ledger = open_ledger(tmp_path / "own.db", create=True)
    ledger.write([make_reading()])
    resolve(ledger)
    ledger.close()
    book = open_book(tmp_path / "own.db")
    yield book
    book.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with no settings of the user's."""
    monkeypatch.chdir(tmp_path)
    for name in ("COMMUNIQUE_LEDGER", "XDG_CONFIG_HOME", "NO_COLOR", "COMP_WORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "120")
    settings.cache_clear()
    return tmp_path


@pytest.fixture
def run(here: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command on the shelf in this process; an error it tells stays in `exception`."""
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(shelf))

    def run_words(*words: str) -> Result:
        settings.cache_clear()
        return CliRunner().invoke(build(words), words, prog_name="communique")

    return run_words


@pytest.fixture
def child(here: Path, shelf: Path) -> Child:
    """Return what runs a command on the shelf as a user does: a process of its own."""

    def run_child(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "communique", *words],
            env={**os.environ, "COMMUNIQUE_LEDGER": str(shelf), **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    return run_child
