"""`communique serve`: the site and the API, on this machine."""

import os

from communique.errors import CommuniqueError
from communique.faces.cli.judge import Who, who_of
from communique.faces.cli.options import LOOPBACK, Host, Ledger, Port, ledger_of, tell
from communique.faces.server import application, serve
from communique.query import open_book
from communique.settings import TOKEN_VARIABLE

_SHORTEST = 16  # characters of a token


def serve_(
    port: Port = 8470,
    host: Host = LOOPBACK,
    who: Who = None,
    ledger: Ledger = None,
) -> None:
    """Open the ledger to a browser and to programs on this machine.

    It answers until it is stopped with Ctrl-C. Decisions on its review page are yours, or those of --who; a
    program decides through the API with the token that COMMUNIQUE_TOKEN holds.

    \b
    Example:
      communique serve --ledger trade.db --who "Ada Lind"
    """
    book = open_book(ledger_of(ledger))
    try:
        shown = f"shows {book.ledger.location}; stop with Ctrl-C"
        serve(application(book, who_of(who), _token()), host, port, lambda at: tell(f"{at} {shown}"))
    finally:
        book.close()


def _token() -> str | None:
    """Return the token with which a program may decide, None where there is none."""
    token = os.environ.get(TOKEN_VARIABLE) or None
    if token and len(token) < _SHORTEST:
        raise CommuniqueError(f"{TOKEN_VARIABLE}: shorter than {_SHORTEST} characters; make a longer one")
    return token
