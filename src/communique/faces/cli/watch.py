"""`communique watch`: looks at publishers' sites again and again, politely, until stopped."""

import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.faces.cli.metrics import write_metrics
from communique.faces.cli.options import Allow, Ledger, ledger_of, tell
from communique.faces.cli.output import View, print_rows
from communique.query import open_book
from communique.query.health import is_ill, item_counts, watched
from communique.runs.reading import model_name, read_release
from communique.runs.watch import Round, Watch, open_watch

_COLUMNS = ("publisher", "health", "why", "listed", "good", "fresh", "next", "url")
_TIMES = ("good", "fresh", "next")


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return a list's row with its times short enough for a terminal."""
    return {**row, **{name: row[name][:16].replace("T", " ") for name in _TIMES}}


_VIEW = View(columns=_COLUMNS, shown=_shown, csv=_COLUMNS, flat=lambda row: row, spared=("url",))


Publishers = Annotated[
    list[str] | None,
    typer.Option("--publisher", metavar="ID", help="Only these; all that are watched if not given."),
]
Once = Annotated[bool, typer.Option("--once", help="Stop when nothing more is due, for cron.")]
Status = Annotated[bool, typer.Option("--status", help="Say how each list does; exit 1 if one is ill.")]
Metrics = Annotated[
    Path | None, typer.Option("--metrics", metavar="FILE", help="Write Prometheus metrics here, each round.")
]
Proxy = Annotated[str | None, typer.Option("--proxy", metavar="URL", help="Fetch through this proxy.")]
Gap = Annotated[
    float,
    typer.Option("--gap", min=0, metavar="SECONDS", help="Least time between two fetches of a host."),
]


def watch_(
    publisher: Publishers = None,
    once: Once = False,
    status: Status = False,
    metrics: Metrics = None,
    proxy: Proxy = None,
    gap: Gap = 2.0,
    allow: Allow = None,
    ledger: Ledger = None,
) -> None:
    """Look at publishers' sites again and again, politely, until stopped.

    Stopping it anywhere loses nothing: it goes on from where it was.

    \b
    Examples:
      communique watch --publisher us-ustr --publisher eu-commission
      communique watch --once --metrics /var/lib/node_exporter/communique.prom
      communique watch --status
    """
    location = ledger_of(ledger)
    if status:
        _print_status(location)
        return
    one = open_watch(
        location, publisher or (), frozenset(allow or ()), proxy, gap, read_release, model_name()
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: one.clock.stop())
    try:
        _write_metrics(metrics, one)
        one.run(lambda done: _told(done, metrics, one), once)
    finally:
        one.fetcher.close()
        one.ledger.close()


def _told(done: Round, metrics: Path | None, watch: Watch) -> None:
    for line in done.wrong:
        tell(line)
    outcomes = ", ".join(f"{count} {name}" for name, count in sorted(done.releases.items())) or "none"
    sys.stdout.write(f"{done.polls} lists, {done.named} releases named, read: {outcomes}\n")
    sys.stdout.flush()
    _write_metrics(metrics, watch)


def _print_status(location: str) -> None:
    """Print how each list does; exit 1 where one is ill or none is watched."""
    book = open_book(location)
    rows = watched(book.ledger, time.time())
    book.close()
    print_rows([asdict(row) for row in rows], "table", _VIEW)
    if not rows or any(map(is_ill, rows)):
        raise typer.Exit(1)


def _write_metrics(path: Path | None, watch: Watch) -> None:
    if path is not None:
        write_metrics(path, watched(watch.ledger, time.time()), item_counts(watch.ledger))
