"""`communique due`: what falls due, what is overdue and what has gone silent."""

from typing import Annotated

import typer

from communique.faces.cli.answers import (
    AsOf,
    FormatOption,
    Threshold,
    day,
    format_of,
    span,
    threshold_of,
    within_of,
)
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import Row, View, console, print_rows
from communique.faces.cli.views import ENTRIES, entry_shown
from communique.faces.flat import entry_flat
from communique.query import due as find
from communique.query import open_book
from communique.query.contract import entry_row


def due_(
    within: Annotated[
        str | None, typer.Option(help="How far ahead: 90d, 12w, 6m or 1y.  [default: 90d]", metavar="TIME")
    ] = None,
    as_of: AsOf = None,
    threshold: Threshold = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Show what falls due, what is overdue and what fell silent.

    A vague day falls due at its end: "the latter half of 2024" on 31 December. A day that a later release
    moved counts as moved.

    \b
    Examples:
      communique due --within 90d
      communique due --within 1y --as-of 2024-01-01 --format csv
    """
    ahead = span(within_of(within), "--within")
    book = open_book(ledger_of(ledger))
    found = find(book, ahead, day(as_of, "--as-of"), threshold_of(threshold))
    rows = [{**entry_row(one), "state": "due"} for one in found.coming]
    rows += [{**entry_row(one), "state": "overdue"} for one in found.overdue]
    rows += [{**entry_row(one), "state": "silent"} for one in found.silent]
    form = format_of(format)
    if form == "table":
        silent = f", {len(found.silent)} fell silent" if found.silent else ""
        counts = f"{len(found.coming)} due by {found.today + ahead}, {len(found.overdue)} overdue{silent}"
        console().print(counts)
    if rows or form != "table":
        print_rows(rows, form, _VIEW)
    book.close()


def _shown(row: Row) -> Row:
    return {**entry_shown(row), "due": row.get("due", ""), "state": row["state"]}


def _flat(row: Row) -> Row:
    return {**entry_flat(row), "due": row.get("due", ""), "state": row["state"]}


_VIEW = View(
    columns=("due", "state", "what", "summary", "amount", "id"),
    shown=_shown,
    spared=("what", "amount"),
    csv=("due", "state", *ENTRIES.csv),
    flat=_flat,
)
