"""`communique watch` as a user or a monitor meets it; no network."""

import re
from pathlib import Path

from communique.faces.cli.metrics import write_metrics
from communique.ledger import open_ledger
from communique.ledger.progress import ItemState, PollState
from communique.query.health import item_counts, watched
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


LINE = re.compile(
    r'communique_[a-z_]+(?:\{[a-z]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z]+="(?:[^"\\\n]|\\[\\"n])*")*\})? -?\d+'
)


def test_metrics_are_lines_that_a_collector_takes(here: Path) -> None:
    ledger = open_ledger(here / "w.db", create=True)
    state = PollState(
        'https://ore.example/"n\\ews"', "xa-ore", 3600, 86_400, 5, begun=1.0, good=1_714_800_000.0
    )
    item = ItemState("https://ore.example/1", "xa-ore", "Talks", "", "", seen=1.0, due=1.0)
    ledger.progress.save(state, [item])
    write_metrics(here / "m.prom", watched(ledger, 1_714_800_100.0), item_counts(ledger))
    ledger.close()
    told = (here / "m.prom").read_text()
    samples = [line for line in told.splitlines() if not line.startswith("#")]
    assert [line for line in samples if not LINE.fullmatch(line)] == []
    for name in {line.partition("{")[0] for line in samples}:
        assert told.count(f"# TYPE {name} gauge") == told.count(f"# HELP {name} ") == 1
    assert (
        'communique_list_answered_timestamp_seconds{publisher="xa-ore",url="https://ore.example/\\"n' in told
    )
    assert 'communique_items{publisher="xa-ore",state="waiting"} 1' in samples
    assert 'health="short"} 0' in told
