"""`communique backup`: the ledger into one file, while others use it."""

from pathlib import Path
from typing import Annotated

import typer

from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console
from communique.runs.keep import back_up_ledger


def backup_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to make.", show_default=False)],
    ledger: Ledger = None,
) -> None:
    """Copy the ledger into one file, while others read and write it.

    The file is a ledger itself, whatever database the ledger is in; one that is there is never overwritten.

    \b
    Examples:
      communique backup monday.db
      communique backup monday.db --ledger postgresql://db.example.org/trade
    """
    back_up_ledger(ledger_of(ledger), file)
    console().print(f"{file}: whole and sound", markup=False)
