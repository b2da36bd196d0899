"""The options of ledger and inputs, and the settings that stand in for those not given."""

import os
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.settings import Settings, load_settings

Format = Literal["table", "jsonl", "csv"]

Ledger = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH",
        help="The ledger: a path or postgresql://…  [default: COMMUNIQUE_LEDGER, else communique.db]",
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...", help="Files, folders, addresses or `-` for standard input.", show_default=False
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="The format: jsonl, listing, html, feed, pdf, docx …; told from the content if not given.",
    ),
]
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", metavar="ID", help="Who published the releases that do not say."),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        "--published", formats=["%Y-%m-%d"], metavar="DAY", help="When documents that state no day came out."
    ),
]
Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow", metavar="HOST", help="A host within this machine or network that may be fetched."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="COUNT", min=1, help="Processes to use.  [default: one for each core]"),
]
Port = Annotated[
    int, typer.Option(min=0, max=65535, metavar="PORT", help="The port to answer on; 0 takes a free one.")
]
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="An address of this machine to answer on.")]


@cache
def settings() -> Settings:
    """Return the settings of this run."""
    return load_settings(Path.cwd(), os.environ)


def ledger_of(given: str | None) -> str:
    """Return the ledger to use: the flag, else the settings."""
    return given or settings().ledger


def reader_of(given: str | None) -> str | None:
    """Return the reader of the input: the flag, else the settings, else None to tell it from the content."""
    return given or settings().reader


def publisher_of(given: str | None) -> str | None:
    """Return who published what does not say: the flag, else the settings."""
    return given or settings().publisher


def day_of(given: datetime | None) -> str | None:
    """Return the day of a flag as YYYY-MM-DD."""
    return given.date().isoformat() if given else None


def workers_of(given: int | None) -> int:
    """Return how many processes to use: the flag, else the settings, else one for each core."""
    return given or settings().workers or os.cpu_count() or 1


def tell(line: str) -> None:
    """Write one line for the user beside the output; what would steer a terminal is spelled out."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    sys.stderr.write(f"communique: {shown}\n")
