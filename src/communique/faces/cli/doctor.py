"""`communique doctor`: is the ledger sound?"""

from typing import Annotated

import typer

from communique.faces.cli.options import Ledger, ledger_of, tell
from communique.faces.cli.output import console
from communique.query import doctor as examine
from communique.query import open_book


def doctor_(
    rebuild_index: Annotated[
        bool, typer.Option("--rebuild-index", help="Build the full text and the table of links again first.")
    ] = False,
    ledger: Ledger = None,
) -> None:
    """Check every invariant of the ledger; rebuild its index if asked.

    Says "sound" and exits 0, or names each fault on a line and exits 1.

    \b
    Examples:
      communique doctor --ledger trade.db
      communique doctor --rebuild-index
    """
    book = open_book(ledger_of(ledger))
    faults = examine(book, rebuild_index)
    book.close()
    for fault in faults:
        tell(fault)
    if faults:
        raise typer.Exit(1)
    console().print("sound: every span, revision, link and the full text hold")
