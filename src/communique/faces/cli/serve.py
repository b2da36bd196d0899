"""`communique serve`: the site and the API, on this machine."""

from communique.faces.cli.options import LOOPBACK, Host, Ledger, Port, ledger_of, tell
from communique.faces.server import application, serve
from communique.query import open_book


def serve_(
    port: Port = 8470,
    host: Host = LOOPBACK,
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
