"""`communique restore`: a ledger from its backup."""

from pathlib import Path
from typing import Annotated

import typer

from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console
from communique.runs.keep import restore_ledger


def restore_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
    ledger: Ledger = None,
) -> None:
    """Make the ledger again from a backup, where there is none, and prove it equal to the backup.

    \b
    Examples:
      communique restore monday.db --ledger trade.db
      communique restore monday.db --ledger postgresql://db.example.org/trade
    """
    place = ledger_of(ledger)
    count = restore_ledger(file, place)
    console().print(f"{count:,} releases restored; every row is as in {file}", markup=False)
