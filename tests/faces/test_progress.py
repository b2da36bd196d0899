"""A long run says on a terminal how far it is, and keeps silent everywhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from communique.errors import BadInputError
from communique.runs.extract import size_of_inputs
from communique.sources import read_input
from tests.faces.conftest import Child
from tests.made import many

RECORDS = "".join(
    f'{{"title": "{one.title}", "published": "{one.published}", "text": "Held."}}\n' for one in many(5)
)
RUNS = {
    "ingest": ("ingest", "a.jsonl", "--ledger", "new.db"),
    "extract": ("extract", "a.jsonl"),
    "to files": ("extract", "a.jsonl", "--out", "read"),
}


def on_terminal(words: tuple[str, ...], folder: Path) -> str:
    """Run a command whose standard error is a terminal; return what that shows."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "communique", *words, "--workers", "1"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=its) as process:
        os.close(its)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65_536)
            except OSError:  # the terminal has no writer left
                break
        process.communicate()
    os.close(ours)
    assert process.returncode == 0
    return shown.decode()


@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_a_terminal_shows_count_rate_and_end(here: Path, words: tuple[str, ...]) -> None:
    (here / "a.jsonl").write_text(RECORDS)
    shown = on_terminal(words, here)
    assert "5 releases, " in shown
    assert " a second" in shown
    assert "100%" in shown
    assert "0:00:00" in shown


@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_a_pipe_shows_nothing(child: Child, here: Path, words: tuple[str, ...]) -> None:
    (here / "a.jsonl").write_text(RECORDS)
    done = child(*words, "--workers", "1", FORCE_COLOR="1")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_bytes_read_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORDS)
    (tmp_path / "b.txt").write_text("no release\n")
    heard: list[int] = []
    assert (
        len(
            [
                one
                for one in read_input(str(tmp_path), heard=heard.append)
                if not isinstance(one, BadInputError)
            ]
        )
        == 5
    )
    assert sum(heard) == size_of_inputs([str(tmp_path)])


@pytest.mark.parametrize("name", ["-", "https://example.org/feed"])
def test_what_has_no_size_has_no_end(name: str) -> None:
    assert size_of_inputs([name]) is None
