"""Options that several commands share, and the settings that stand in for those not given."""

import os
import re
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.errors import CommuniqueError
from communique.settings import Settings, load_settings

Format = Literal["table", "jsonl", "csv"]

Ledger = Annotated[
    str | None, typer.Option("--ledger", help="The ledger: a path or postgresql://…; else COMMUNIQUE_LEDGER.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Read as of the end of this day, YYYY-MM-DD.")]
FormatOption = Annotated[Format | None, typer.Option("--format", help="The form of the output.")]
Threshold = Annotated[
    float | None, typer.Option("--threshold", help="Leave out entries of lower confidence; 0 shows all.")
]

_SPAN = re.compile(r"(\d{1,5})\s*([dwmy]?)")
_UNIT_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


@cache
def settings() -> Settings:
    """Return the settings of this run."""
    return load_settings(Path.cwd(), os.environ)


def ledger_of(given: str | None) -> str:
    """Return the ledger to use: the flag, else the settings."""
    return given or settings().ledger


def format_of(given: Format | None) -> Format:
    """Return the form of output: the flag, else the settings, else a table for a person."""
    return given or settings().format or "table"


def day(text: str | None, flag: str) -> date | None:
    """Return the day that a flag names; raise CommuniqueError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommuniqueError(f"{flag} {text}: not a day; write it as 2024-06-30") from None


def span(text: str, flag: str) -> timedelta:
    """Return the time that "90d", "12w", "6m" or "1y" names; raise CommuniqueError where it names none."""
    match = _SPAN.fullmatch(text.strip().lower())
    if not match:
        raise CommuniqueError(f"{flag} {text}: not a time; write it as 90d, 12w, 6m or 1y")
    return timedelta(days=int(match[1]) * _UNIT_DAYS[match[2]])


def tell(line: str) -> None:
    """Write one line for the user beside the output."""
    sys.stderr.write(f"communique: {line}\n")
