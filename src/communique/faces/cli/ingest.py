"""`communique ingest`: releases into the ledger."""

import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from communique.faces.cli.options import Ledger, ledger_of, settings, tell
from communique.runs.extract import extract
from communique.runs.ingest import IngestReport, ingest
from communique.runs.reading import model_name, read_release


def ingest_(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders or `-` for standard input.")],
    ledger: Ledger = None,
    reader: Annotated[
        str | None, typer.Option(help="listing or jsonl; told from the content if not given.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the releases that do not say.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes to use; all cores if not given.")] = None,
) -> None:
    """Read releases into the ledger; what is known already changes nothing.

    A bad input is named and the rest goes in; the exit code is then 1.

    Example: communique ingest releases/ --ledger trade.db
    """
    report = run_ingest(inputs, ledger_of(ledger), reader, publisher, workers)
    sys.stdout.write(receipt(report) + "\n")
    if report.refused:
        raise typer.Exit(1)


def run_ingest(
    inputs: list[str], location: str, reader: str | None, publisher: str | None, workers: int | None
) -> IngestReport:
    """Ingest with a progress bar on standard error; return the report, its refusals told."""
    count = workers or settings().workers or os.cpu_count() or 1
    outcomes = extract(
        inputs,
        read_release,
        count,
        reader=reader or settings().reader,
        publisher=publisher or settings().publisher,
    )
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("releases"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        report = ingest(outcomes, location, model_name(), lambda done: bar.update(task, completed=done))
    for line in report.refused:
        tell(line)
    return report


def receipt(report: IngestReport) -> str:
    """Return one line that says what was new, changed, same and refused."""
    counts = ", ".join(f"{report.counts[name]} {name}" for name in ("new", "changed", "same"))
    return f"{counts}, {len(report.refused)} refused" + ("" if _changed(report) else ": nothing is new")


def _changed(report: IngestReport) -> bool:
    return bool(report.counts["new"] + report.counts["changed"])
