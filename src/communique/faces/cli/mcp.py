"""`communique mcp`: the agent server, over standard input and output or on an address of this machine."""

from typing import Annotated

import typer

from communique.faces.cli.options import Host, Ledger, Port, ledger_of, tell
from communique.faces.mcp import agent_server
from communique.faces.server.guard import Guard
from communique.faces.server.run import serve
from communique.query import open_book
from communique.settings import LOOPBACK


def mcp_(
    http: Annotated[bool, typer.Option("--http", help="Answer on an address: streamable HTTP.")] = False,
    port: Port = 8471,
    host: Host = LOOPBACK,
    ledger: Ledger = None,
) -> None:
    """Answer agents: the tools of the ledger over the Model Context Protocol.

    A client starts it and speaks over standard input and output; with --http it answers until stopped.

    \b
    Examples:
      communique mcp --ledger trade.db
      communique mcp --http --port 8471
    """
    book = open_book(ledger_of(ledger))
    try:
        server = agent_server(book)
        if http:
            shown = f"answers agents from {book.ledger.location}; stop with Ctrl-C"
            serve(Guard(server.streamable_http_app()), host, port, lambda at: tell(f"{at}mcp {shown}"))
        else:
            server.run("stdio")
    finally:
        book.close()
