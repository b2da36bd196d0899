"""The program as a user starts it: a process with arguments, streams, an environment and an exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from communique import __version__
from communique.faces.cli.main import COMMANDS
from tests.faces.conftest import Child, Run

FULL = Path("/dev/full")


def test_version(child: Child) -> None:
    done = child("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"communique {__version__}\n", "")


def test_help_names_every_command_and_gives_examples(child: Child) -> None:
    done = child("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert "\n    communique due --within 90d " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(run: Run, name: str) -> None:
    text = run(name, "--help").stdout
    assert text.startswith(f"Usage: communique {name} ")
    assert f"\n    communique {name}" in text or f"| communique {name}" in text
    assert " ".join(COMMANDS[name].split()) in " ".join(text.split())


ERRORS = {
    "no ledger": (("list", "meetings", "--ledger", "none.db"), 1, "none.db: no ledger here"),
    "no ledger for due": (("due", "--ledger", "none.db"), 1, "none.db: no ledger here"),
    "an id of nothing": (("show", "ent-ffff"), 1, "ent-ffff: nothing has this id"),
    "a day that is none": (("list", "meetings", "--since", "2024-13-01"), 1, "--since 2024-13-01: not a day"),
    "a past that is no day": (("due", "--as-of", "May"), 1, "--as-of May: not a day"),
    "a time that is none": (("due", "--within", "soon"), 1, "--within soon: not a time"),
    "no such list": (("list", "dreams"), 2, "dreams"),
    "no such option": (("list", "meetings", "--colour"), 2, "--colour"),
    "no such command": (("dance",), 2, "dance"),
    "beyond one": (("list", "meetings", "--threshold", "2"), 2, "--threshold"),
}


@pytest.mark.parametrize(("words", "code", "why"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_told_on_standard_error(
    child: Child, words: tuple[str, ...], code: int, why: str
) -> None:
    done = child(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr.startswith("communique: ")
        assert done.stderr.count("\n") == 1


def test_a_file_that_is_no_ledger_is_told(child: Child, here: Path) -> None:
    (here / "notes.db").write_text("nothing but notes, long enough to be no header of a database" * 20)
    done = child("list", "meetings", "--ledger", "notes.db")
    assert done.returncode == 1
    assert done.stderr.startswith("communique: notes.db: ")
    assert done.stderr.count("\n") == 1


def test_a_file_in_the_way_of_an_export_is_told(child: Child, here: Path) -> None:
    (here / "out").write_text("mine")
    done = child("export", "out")
    assert done.returncode == 1
    assert done.stderr.startswith("communique: out")
    assert done.stderr.count("\n") == 1


def test_json_lines_go_to_a_pipe_and_nothing_else(child: Child) -> None:
    done = child("list", "meetings", "--format", "jsonl")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 36
    assert done.stderr == ""


def test_a_table_in_a_pipe_has_one_line_a_row_and_no_colour(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    done = child("list", "releases")
    assert len(done.stdout.splitlines()) == 1 + 37
    assert "\x1b" not in done.stdout


def test_no_color_keeps_colour_from_a_terminal(child: Child) -> None:
    terminal = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "36m" in child("search", "smelter", **terminal).stdout
    assert "36m" not in child("search", "smelter", **terminal, NO_COLOR="1").stdout


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_a_reader_that_leaves_is_no_error(here: Path, shelf: Path, form: str) -> None:
    words = [sys.executable, "-m", "communique", "list", "releases", "--ledger", str(shelf), "--format", form]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""


def test_the_ledger_comes_from_flag_environment_file_in_this_order(
    child: Child, here: Path, shelf: Path
) -> None:
    (here / "communique.toml").write_text('ledger = "of-the-file.db"\n')
    assert child("list", "releases").returncode == 0
    assert "of-the-file.db: no ledger" in child("list", "releases", COMMUNIQUE_LEDGER="").stderr
    assert child("list", "releases", "--ledger", str(shelf), COMMUNIQUE_LEDGER="x.db").returncode == 0


def test_an_unknown_setting_is_told_in_one_line(child: Child, here: Path) -> None:
    (here / "communique.toml").write_text('leger = "x.db"\n')
    done = child("list", "releases")
    assert done.returncode == 1
    assert "communique.toml: leger: no such setting" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_script_for_completion_is_that_of_the_shell_it_is_asked_from() -> None:
    asked = f"{sys.executable} -m communique --show-completion; exit $?"  # bash stays, to be the parent
    done = subprocess.run(
        ["bash", "-c", asked], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert "COMP_WORDS" in done.stdout


COMPLETIONS = {
    "communique ": ("1", {"list", "due", "search"}),
    "communique list ": ("2", {"meetings", "mechanisms"}),
    "communique list meetings --th": ("3", {"--threshold"}),
    "communique export --to ": ("3", {"parquet"}),
}


@pytest.mark.parametrize(("typed", "at"), [(k, v[0]) for k, v in COMPLETIONS.items()], ids=COMPLETIONS)
def test_what_is_typed_is_completed(child: Child, typed: str, at: str) -> None:
    done = child(_COMMUNIQUE_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=at)
    assert set(done.stdout.split()) >= COMPLETIONS[typed][1]
    assert done.stderr == ""


DIALECT = "sqlalchemy.dialects.postgresql"
SLOW = {"alembic", "onnxruntime", "pyarrow", "tokenizers", "babel", "numpy", "pandas", DIALECT}


@pytest.mark.parametrize("name", ["main", "list", "show", "search", "due", "doctor"])
def test_an_answer_does_not_wait_for_what_it_does_not_need(name: str) -> None:
    code = f"import sys, communique.faces.cli.{name}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert SLOW.isdisjoint(loaded.split())
