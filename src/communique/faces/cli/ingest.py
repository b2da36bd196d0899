"""`communique ingest`: releases into the ledger."""

import sys

import typer

from communique.faces.cli.options import (
    Allow,
    Inputs,
    Ledger,
    Published,
    Publisher,
    Reader,
    Workers,
    day_of,
    ledger_of,
    publisher_of,
    reader_of,
    tell,
    workers_of,
)
from communique.faces.cli.progress import meter
from communique.runs.extract import extract, size_of_inputs
from communique.runs.ingest import IngestReport, ingest
from communique.runs.reading import model_name, read_release


def ingest_(
    inputs: Inputs,
    ledger: Ledger = None,
    reader: Reader = None,
    publisher: Publisher = None,
    published: Published = None,
    allow: Allow = None,
    workers: Workers = None,
) -> None:
    """Read releases into the ledger; what is known already changes nothing.

    A bad input is named and the rest goes in; the exit code is then 1.

    \b
    Examples:
      communique ingest releases/ --ledger trade.db
      communique ingest news.txt --reader listing --publisher kr-motie
    """
    report = run_ingest(inputs, ledger_of(ledger), reader, publisher, workers, day_of(published), allow)
    sys.stdout.write(receipt(report) + "\n")
    if report.refused:
        raise typer.Exit(1)


def run_ingest(
    inputs: list[str],
    location: str,
    reader: str | None,
    publisher: str | None,
    workers: int | None,
    published: str | None = None,
    allow: list[str] | None = None,
) -> IngestReport:
    """Ingest with a progress bar on standard error; return the report, its refusals told."""
    name, who = reader_of(reader), publisher_of(publisher)
    with meter(size_of_inputs(inputs)) as progress:
        outcomes = extract(
            inputs,
            read_release,
            workers_of(workers),
            reader=name,
            publisher=who,
            published=published,
            allowed=frozenset(allow or ()),
            heard=progress.heard,
        )
        report = ingest(progress.counted(outcomes), location, model_name())
    for line in report.refused:
        tell(line)
    return report


def receipt(report: IngestReport) -> str:
    """Return one line that says what was new, changed, same and refused."""
    counts = ", ".join(f"{report.counts[name]} {name}" for name in ("new", "changed", "same"))
    again = report.counts["address"]
    also = f", {again} known under another address" if again else ""
    return f"{counts}{also}, {len(report.refused)} refused" + ("" if _changed(report) else ": nothing is new")


def _changed(report: IngestReport) -> bool:
    return any(report.counts[name] for name in ("new", "changed", "address"))
