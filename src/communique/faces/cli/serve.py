"""`communique serve`: the site and the API, on this machine."""

from typing import Annotated

import typer

from communique.faces.cli.options import Ledger, ledger_of, tell
from communique.faces.server import application, serve
from communique.query import open_book


def serve_(
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", help="The port to answer on; 0 takes a free one.")
    ] = 8470,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="An address of this machine: 127.0.0.1 or ::1.")
    ] = "127.0.0.1",
    ledger: Ledger = None,
) -> None:
    """Open the ledger to a browser and to programs on this machine.

    It answers until it is stopped with Ctrl-C.

    \b
    Example:
      communique serve --ledger trade.db
    """
    book = open_book(ledger_of(ledger))
    try:
        shown = f"shows {book.ledger.location}; stop with Ctrl-C"
        serve(application(book), host, port, lambda at: tell(f"{at} {shown}"))
    finally:
        book.close()
