"""`communique sql`: one statement over the ledger, that can read its views and do nothing else."""

import sys
from typing import Annotated

import typer

from communique.faces.cli.answers import FormatOption, format_of
from communique.faces.cli.options import Ledger, ledger_of, tell
from communique.faces.cli.output import View, print_rows
from communique.query import open_book
from communique.query.sql import Caps, ask_sql


def sql_(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="A SELECT; `-` reads it from standard input.")
    ],
    limit: Annotated[
        int, typer.Option(min=1, max=100_000, metavar="COUNT", help="At most so many rows.")
    ] = 1000,
    seconds: Annotated[int, typer.Option(min=1, max=600, metavar="COUNT", help="At most so long.")] = 10,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Ask the ledger in SQL: read only, with caps on time, rows and memory.

    The SQL is that of SQLite, whatever the ledger is in; it reads the views releases, entries, passages,
    parties, sums, topics and judgements, and nothing else.

    \b
    Example:
      communique sql "SELECT kind, count(*) AS told FROM entries GROUP BY kind"
    """
    book = open_book(ledger_of(ledger))
    try:
        told = ask_sql(book, sys.stdin.read() if statement == "-" else statement, Caps(seconds, limit))
    finally:
        book.close()
    rows = [dict(zip(told.columns, row, strict=True)) for row in told.rows]
    print_rows(rows, format_of(format), View(told.columns, dict, told.columns, dict))
    if told.cut:
        tell(f"more than {len(rows):,} rows, or very large ones; the rest is left out")
