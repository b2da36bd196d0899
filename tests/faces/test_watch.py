"""`communique watch` as a user or a monitor meets it; no network."""

from pathlib import Path

from communique.ledger import open_ledger
from communique.ledger.progress import PollState
from tests.faces.conftest import Run


def test_status_says_how_each_list_does_and_exits_for_a_monitor(run: Run, here: Path) -> None:
    ledger = open_ledger(here / "w.db", create=True)
    far = 4_000_000_000.0
    state = PollState("https://ore.example/news", "xa-ore", 3600, 86_400, 5)
    state.good = state.fresh = state.begun = far
    state.due, state.listed = far + 3600, 7
    ledger.progress.save(state)
    told = run("watch", "--status", "--ledger", "w.db")
    assert told.exit_code == 0
    assert "well" in told.stdout
    state.listed = 2
    ledger.progress.save(state)
    told = run("watch", "--status", "--ledger", "w.db")
    assert told.exit_code == 1
    assert "short" in told.stdout
    ledger.close()


def test_nothing_watched_is_no_good_sign(run: Run) -> None:
    assert run("watch", "--status").exit_code == 1


def test_a_publisher_that_is_not_watched_is_told(run: Run, here: Path) -> None:
    told = run("watch", "--publisher", "xa-ore", "--ledger", "w.db")
    assert "xa-ore: not watched; there are" in str(told.exception)
