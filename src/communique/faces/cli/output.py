"""Turns rows into a table for a person, or into jsonl or csv for a program."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.faces.cli.options import Format

Row = dict[str, Any]

_NARROW = 110  # columns of the screen below which a table leaves out what it can
_UNBROKEN = 100_000  # the width where no screen sets one: a row stays on one line for `grep` and `cut`
_NEVER_WRAPPED = ("id", "date", "published", "first", "last", "next", "due", "status", "state")


@dataclass(frozen=True, slots=True)
class View:
    """How rows of one sort look: the columns of a table, and those of a csv that loses nothing."""

    columns: Sequence[str]
    shown: Callable[[Row], Row]
    csv: Sequence[str]
    flat: Callable[[Row], Row]
    spared: Sequence[str] = ()  # columns that a narrow screen does without


def console() -> Console:
    """Return the console of standard output: it knows NO_COLOR, pipes and the width of the screen."""
    free = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, soft_wrap=False, width=_UNBROKEN if free else None)


def print_rows(rows: Sequence[Row], form: Format, view: View) -> None:
    """Print rows as jsonl or csv, whole, or as a table of the columns that a person reads."""
    if form == "jsonl":
        print_json(rows)
    elif form == "csv":
        print_csv([view.flat(row) for row in rows], view.csv)
    else:
        print_table([view.shown(row) for row in rows], view)


def print_json(rows: Iterable[Row]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print rows as CSV with a head line."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def print_table(rows: Sequence[Row], view: View) -> None:
    """Print rows as a table without columns that hold nothing; a line instead of an empty table."""
    out = console()
    if not rows:
        out.print("nothing found; fewer filters, or --threshold 0, may show more")
        return
    spared = view.spared if out.width < _NARROW else ()
    columns = [
        c for c in view.columns if c not in spared and any(row.get(c) not in (None, "") for row in rows)
    ]
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        number = all(isinstance(row.get(column), int) for row in rows)
        table.add_column(
            column,
            overflow="fold",
            no_wrap=column in _NEVER_WRAPPED,
            justify="right" if number else "left",
        )
    for row in rows:
        table.add_row(*(Text("" if row.get(c) is None else str(row[c])) for c in columns))
    out.print(table)


def indented(what: RenderableType) -> RenderableType:
    """Return a text or table with every line of it set in."""
    return Padding(what, (0, 0, 0, 2), expand=False)


def lit(text: str, start: int, end: int, spans: Iterable[tuple[int, int]], around: int = 120) -> Text:
    """Return the words around `start:end` with the passage lit and the spans inside it lit more.

    What is around ends with the paragraph, and between words where there are any.
    """
    low, high = _around(text, start, end, around)
    before, after = text[low - 1 : low] not in ("", "\n"), text[high : high + 1] not in ("", "\n")
    shown = Text(("…" if before else "") + text[low:high].replace("\n", " ") + ("…" if after else ""))
    shift = (1 if before else 0) - low
    shown.stylize("bold", start + shift, end + shift)
    for first, last in spans:
        if low <= first < last <= high:
            shown.stylize("bold underline cyan", first + shift, last + shift)
    return shown


def _around(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """Return the ends of what is shown: `around` characters more, fewer where paragraph or word ends."""
    first = max(0, start - around)
    line = text.rfind("\n", first, start) + 1
    word = text.find(" ", first, start) + 1
    low = line or (0 if first == 0 else word or first)
    last = min(len(text), end + around)
    line = text.find("\n", end, last)
    word = text.rfind(" ", end, last)
    high = line if line >= 0 else last if last == len(text) else word if word >= 0 else last
    return low, high
