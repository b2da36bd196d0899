"""`communique watch` as a service: a process of its own; the unit, cron line and metrics of the docs."""

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer

from communique.faces.cli.main import build
from communique.faces.cli.metrics import write_metrics
from communique.ledger import open_ledger
from communique.ledger.progress import ItemState, PollState
from communique.query.health import item_counts, watched
from tests.sources.server import Answer, Site, serving

DOCS = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve as a proxy that reaches nothing, so that no test leaves this machine."""
    with serving({"/": Answer(status=502)}) as one:
        yield one


def watching(site: Site, *words: str) -> "subprocess.Popen[str]":
    """Start a watch over one publisher, through the proxy, in a process of its own."""
    flags = ("--publisher", "us-ustr", "--ledger", "s.db", "--metrics", "s.prom", "--proxy", site.url(""))
    return subprocess.Popen(
        [sys.executable, "-m", "communique", "watch", *flags, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_it_goes_on_until_a_signal_ends_it_in_order(here: Path, site: Site, number: signal.Signals) -> None:
    process = watching(site)
    assert process.stdout is not None
    assert process.stdout.readline() == "1 lists, 0 releases named, read: none\n"
    assert process.poll() is None
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert "Traceback" not in told
    assert 'communique_list_failures{publisher="us-ustr"' in (here / "s.prom").read_text()


def test_once_ends_by_itself_and_tells_what_went_wrong(here: Path, site: Site) -> None:
    process = watching(site, "--once")
    out, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out == "1 lists, 0 releases named, read: none\n"
    assert told.startswith("communique: https://ustr.gov/")
    again, _ = watching(site, "--once").communicate(timeout=30)
    assert again == ""  # the list is not due yet


def flags_of(command: str) -> set[str]:
    """Return the flags of `communique watch` that a line of the docs gives."""
    words = shlex.split(command)
    at = next(number for number, word in enumerate(words) if word.endswith("/communique"))
    assert words[at + 1] == "watch"
    return {word for word in words[at + 2 :] if word.startswith("--")}


def known_flags() -> set[str]:
    found = typer.main.get_command(build(("watch",)))
    return {flag for one in found.commands["watch"].params for flag in one.opts}  # type: ignore[attr-defined]  # a group


def test_the_unit_and_the_cron_line_of_the_docs_are_such() -> None:
    unit = ConfigParser()
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    unit.read_string(DOCS.partition("```ini\n")[2].partition("```")[0])
    assert set(unit.sections()) == {"Unit", "Service", "Install"}
    service = unit["Service"]
    assert service["Restart"] == "on-failure"
    assert flags_of(service["ExecStart"]) <= known_flags()
    written = [word for word in shlex.split(service["ExecStart"]) if word.startswith("/var/")]
    for path in written:
        assert any(path.startswith(f"{folder}/") for folder in service["ReadWritePaths"].split()), path
    [cron] = re.findall(r"^\*/\d+ \* \* \* \* (.+)$", DOCS, re.MULTILINE)
    assert "flock -n " in cron
    assert "--once" in flags_of(cron) <= known_flags()


def test_the_docs_name_every_metric_and_no_other(here: Path) -> None:
    ledger = open_ledger(here / "w.db", create=True)
    state = PollState("https://ore.example/", "xa-ore", 3600, 86_400, 5)
    ledger.progress.save(state, [ItemState("https://ore.example/1", "xa-ore", "", "", "", seen=1.0, due=1.0)])
    write_metrics(here / "m.prom", watched(ledger, 2.0), item_counts(ledger))
    ledger.close()
    written = set(re.findall(r"^(communique_\w+)\{", (here / "m.prom").read_text(), re.MULTILINE))
    assert written == set(re.findall(r"`(communique_\w+)`", DOCS))
