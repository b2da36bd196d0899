"""`communique move`: a ledger from one database to another."""

from typing import Annotated

import typer

from communique.faces.cli.output import console
from communique.runs.keep import move_ledger


def move_(
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="The ledger: a path or postgresql://…", show_default=False)
    ],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="A place that holds none yet.", show_default=False)
    ],
) -> None:
    """Carry a ledger to another file or database, and prove both equal; FROM stays as it is.

    \b
    Examples:
      communique move trade.db postgresql://db.example.org/trade
      communique move postgresql://db.example.org/trade trade.db
    """
    count = move_ledger(source, target)
    console().print(f"{count:,} releases moved; every row is the same on both sides", markup=False)
