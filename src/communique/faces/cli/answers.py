"""The options of commands that answer from a ledger: as of when, how sure, how far ahead, in which form."""

import re
from datetime import date, timedelta
from typing import Annotated

import typer

from communique.errors import CommuniqueError
from communique.faces.cli.options import Format, settings
from communique.query import BELIEVED

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Read as of the end of this day, YYYY-MM-DD.")
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="The form of the output.  [default: table]")
]
Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        metavar="SHARE",
        min=0,
        max=1,
        help=f"Leave out entries of lower confidence; 0 shows all.  [default: {BELIEVED}]",
    ),
]

_SPAN = re.compile(r"(\d{1,5})\s*([dwmy]?)")
_CENTURY = 36525  # days; far enough, and within the calendar
_UNIT_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def format_of(given: Format | None) -> Format:
    """Return the form of output: the flag, else the settings, else a table for a person."""
    return given or settings().format or "table"


def threshold_of(given: float | None) -> float:
    """Return the least confidence to show: the flag, else the settings, else what is believed."""
    return next(share for share in (given, settings().threshold, BELIEVED) if share is not None)


def within_of(given: str | None) -> str:
    """Return how far ahead to look: the flag, else the settings, else ninety days."""
    return next(time for time in (given, settings().within, "90d") if time is not None)


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
    days = int(match[1]) * _UNIT_DAYS[match[2]]
    if days > _CENTURY:
        raise CommuniqueError(f"{flag} {text}: more than a hundred years")
    return timedelta(days=days)
