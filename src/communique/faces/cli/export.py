"""`communique export`: everything, to a folder."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.faces.cli.answers import AsOf, day
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console
from communique.query import open_book
from communique.query.export import export
from communique.query.gold import export_gold

Form = Literal["jsonl", "csv", "parquet", "xlsx", "annotations", "prov", "ftm", "plover", "gold"]


def export_(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to write to.", show_default=False)
    ],
    to: Annotated[Form, typer.Option(help="The form of the files.")] = "jsonl",
    as_of: AsOf = None,
    ledger: Ledger = None,
) -> None:
    """Write everything to a folder: tables with a data package, a workbook, or another form.

    `gold` writes the releases with an entry that a person accepted or mended, for measuring the reader.

    \b
    Examples:
      communique export --to parquet out/
      communique export --to gold judged/
    """
    book = open_book(ledger_of(ledger))
    moment = day(as_of, "--as-of")
    written = export_gold(book, folder, moment) if to == "gold" else export(book, to, folder, moment)
    for path in written:
        console().print(str(path), markup=False)
    book.close()
