"""`communique due`: what falls due, and what is overdue."""

from typing import Annotated

import typer

from communique.faces.cli.options import AsOf, FormatOption, Ledger, day, format_of, ledger_of, settings, span
from communique.faces.cli.output import Row, console, print_csv, print_json, print_table
from communique.faces.cli.rows import entry_row, entry_shown
from communique.query import Listed, open_book
from communique.query import due as find

_COLUMNS = ("due", "state", "summary", "id")


def due_(
    within: Annotated[str | None, typer.Option(help="How far ahead: 90d, 12w, 6m or 1y.")] = None,
    as_of: AsOf = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Show what falls due and what is overdue.

    A vague day falls due at its end: "the latter half of 2024" on 31 December.

    Example: communique due --within 90d
    """
    ahead = span(within or settings().within or "90d", "--within")
    book = open_book(ledger_of(ledger))
    found = find(book, ahead, day(as_of, "--as-of"))
    rows = [_row(one, "due") for one in found.coming] + [_row(one, "overdue") for one in found.overdue]
    form = format_of(format)
    if form == "jsonl":
        print_json(rows)
    elif form == "csv":
        print_csv([_shown(row) for row in rows], _COLUMNS)
    else:
        console().print(f"{len(found.coming)} due by {found.today + ahead}, {len(found.overdue)} overdue")
        print_table([_shown(row) for row in rows], _COLUMNS)
    book.close()


def _row(one: Listed, state: str) -> Row:
    return {**entry_row(one), "state": state}


def _shown(row: Row) -> Row:
    return {**entry_shown(row), "due": row["when"]["end"], "state": row["state"]}
