"""`communique watch` as a user or a monitor meets it; no network."""

import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.faces.cli.metrics import write_metrics
from communique.faces.server import application
from communique.ledger import open_ledger
from communique.ledger.progress import ItemState, PollState
from communique.query import open_book
from communique.query.health import item_counts, watched
from tests.faces.conftest import HERE, Run


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


NOW = 1_714_800_000.0
DAY = 86_400.0
ILL = {
    "well": ({}, ""),
    "new": ({"good": 0.0, "fresh": 0.0}, ""),
    "failing": ({"failures": 3, "why": "the server answered 500"}, "answered 500"),
    "failing, as nobody looks": ({"due": NOW - DAY, "good": NOW - DAY}, "is `watch` running?"),
    "short": ({"listed": 2}, "names 2 releases, at least 5 are usual"),
    "silent": ({"fresh": NOW - 9 * DAY}, "nothing new for 9 days, 4 are usual"),
}


@pytest.mark.parametrize(("name", "told", "why"), [(name, *one) for name, one in ILL.items()], ids=ILL)
def test_each_state_of_a_list_is_told_in_status_metrics_and_on_the_site(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: dict[str, Any], why: str
) -> None:
    monkeypatch.setattr("time.time", lambda: NOW)
    state = PollState(
        "https://ore.example/news", "xa-ore", 3600, 4 * int(DAY), 5, listed=7, begun=NOW - 20 * DAY
    )
    state.good, state.fresh, state.due = NOW - 60, NOW - DAY, NOW + 3600
    ledger = open_ledger(here / "w.db", create=True)
    ledger.progress.save(replace(state, **told))
    health, ill = name.partition(",")[0], bool(why)
    status = run("watch", "--status", "--ledger", "w.db")
    assert status.exit_code == int(ill)
    assert health in status.stdout
    assert set(why.split()) <= set(status.stdout.split())  # a cell may take several lines
    write_metrics(here / "m.prom", watched(ledger, NOW), item_counts(ledger))
    line = f'publisher="xa-ore",url="https://ore.example/news",health="{health}"}} {int(not ill)}'
    assert f"communique_list_well{{{line}\n" in (here / "m.prom").read_text()
    ledger.close()
    book = open_book(here / "w.db")
    with TestClient(application(book), base_url=HERE) as client:
        row, page = client.get("/health.json").json(), client.get("/health").text
    book.close()
    assert (row["ill"], row["lists"][0]["health"]) == (int(ill), health)
    assert escape(why) in page


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
