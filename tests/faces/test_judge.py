"""`communique judge` as a person types it: what is told, what the lists show after it, and the log."""

import json
import shutil
from pathlib import Path

import pytest

from tests.faces.conftest import Run

PLEDGE = "ent-69f2448014b7392d"


@pytest.fixture
def desk(run: Run, shelf: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command on a shelf that may be written, for a user who is named in the settings."""
    shutil.copy(shelf, here / "desk.db")
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(here / "desk.db"))
    (here / "communique.toml").write_text('who = "Ada Lind"\n')
    return run


def test_a_rejected_entry_is_gone_and_shown_as_rejected(desk: Run) -> None:
    assert desk("judge", "reject", "ent-69f2", "--why", "a wish").stdout == "1: rejected ent-69f2\n"
    assert PLEDGE not in desk("list", "commitments").stdout
    assert PLEDGE not in desk("due", "--as-of", "2024-06-01").stdout
    assert PLEDGE not in desk("search", "smelter").stdout
    assert PLEDGE not in desk("show", "rel-59479e20").stdout
    told = desk("show", "ent-69f2").stdout
    assert "1  reject “a wish” (Ada Lind, " in told
    assert desk("judge", "undo", "1").stdout == "2: undid 1\n"
    assert PLEDGE in desk("list", "commitments").stdout
    assert PLEDGE in desk("search", "smelter").stdout


def test_a_fixed_value_is_shown_with_what_was_read(desk: Run) -> None:
    desk("judge", "fix", "ent-69f2", "when", "by 2024-12-31", "--who", "Ben")
    assert "2024-12-31" in desk("due", "--within", "1y", "--as-of", "2024-06-01").stdout
    row = json.loads(desk("show", "ent-69f2", "--format", "json").stdout)
    assert (row["when"]["end"], row["read"]["when"]["end"]) == ("2024-12-31", "2024-06-30")
    (decision,) = row["decisions"]
    assert (decision["who"], decision["old"], decision["new"]) == (
        "Ben",
        "by 2024-06-30/2024-06-30",
        "by 2024-12-31/2024-12-31",
    )
    assert decision["quote"] == "agreed to open a joint smelter by June 30"


def test_the_log_has_every_decision_old_and_new(desk: Run) -> None:
    desk("judge", "accept", "ent-69f2")
    desk("judge", "reject", "ent-69f2", "--why", "a wish")
    desk("judge", "undo", "2")
    rows = [json.loads(line) for line in desk("judge", "log", "--format", "jsonl").stdout.splitlines()]
    assert [(row["old"], row["new"], row["stands"]) for row in rows] == [
        ("", "accept", False),
        ("accept", "reject", False),
        ("reject", "accept", True),
    ]
    assert desk("judge", "log", "--as-of", "2001-01-01").stdout.startswith("nothing found")


def test_what_ends_something_needs_a_reason(desk: Run) -> None:
    assert "say why with --why" in str(desk("judge", "reject", "ent-69f2").exception)
    assert "no judgement has this number" in str(desk("judge", "deny", "9", "--why", "no").exception)
