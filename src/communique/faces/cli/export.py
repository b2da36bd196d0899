"""`communique export`: everything, to a folder."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.faces.cli.answers import AsOf, day
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console
from communique.query import open_book
from communique.query.export import export

Form = Literal["jsonl", "csv", "parquet", "xlsx", "annotations", "prov", "ftm", "plover"]


def export_(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to write to.", show_default=False)
    ],
    to: Annotated[Form, typer.Option(help="The form of the files.")] = "jsonl",
    as_of: AsOf = None,
    ledger: Ledger = None,
) -> None:
    """Write everything to a folder: tables with a data package, a workbook, or a form of another program.

    \b
    Example:
      communique export --to parquet out/
    """
    book = open_book(ledger_of(ledger))
    for path in export(book, to, folder, day(as_of, "--as-of")):
        console().print(str(path), markup=False)
    book.close()
