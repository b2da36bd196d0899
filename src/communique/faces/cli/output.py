"""Turns rows into a table for a person, or into jsonl or csv for a program."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.faces.cli.options import Format

Row = dict[str, Any]


def console() -> Console:
    """Return the console of standard output: it knows NO_COLOR, pipes and the width of the screen."""
    return Console(highlight=False, soft_wrap=False)


def print_rows(
    rows: Sequence[Row], form: Format, columns: Sequence[str], shown: Callable[[Row], Row]
) -> None:
    """Print rows: all of them for a program, `columns` of the row that `shown` makes for a person."""
    if form == "jsonl":
        print_json(rows)
    elif form == "csv":
        print_csv([shown(row) for row in rows], columns)
    else:
        print_table([shown(row) for row in rows], columns)


def print_json(rows: Iterable[Row]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print rows as CSV with a head line."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print rows as a table; a line instead of an empty one."""
    if not rows:
        console().print("nothing found; fewer filters, or --threshold 0, may show more")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold" if column in ("id", "summary", "name") else "ellipsis")
    for row in rows:
        table.add_row(*(Text(str(row.get(column) or "")) for column in columns))
    console().print(table)


def lit(text: str, start: int, end: int, spans: Iterable[tuple[int, int]], around: int = 120) -> Text:
    """Return the words around `start:end` with the passage lit and the spans inside it lit more."""
    low, high = max(0, start - around), min(len(text), end + around)
    shown = Text(("…" if low else "") + text[low:high].replace("\n", " ") + ("…" if high < len(text) else ""))
    shift = (1 if low else 0) - low
    shown.stylize("bold", start + shift, end + shift)
    for first, last in spans:
        if low <= first < last <= high:
            shown.stylize("bold underline cyan", first + shift, last + shift)
    return shown
