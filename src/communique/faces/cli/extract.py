"""`communique extract`: releases in, one JSON line a release out; no ledger."""

import json
import os
import sys
from typing import Annotated, Literal

import typer

from communique.errors import BadInputError
from communique.faces.cli.options import settings, tell
from communique.records.contract import reading_to_json
from communique.runs.extract import extract
from communique.runs.reading import read_release


def extract_(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders or `-` for standard input.")],
    format: Annotated[Literal["jsonl"], typer.Option(help="The form of the output.")] = "jsonl",
    mentions: Annotated[bool, typer.Option("--mentions", help="Also print every mention found.")] = False,
    reader: Annotated[
        str | None, typer.Option(help="listing or jsonl; told from the content if not given.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the releases that do not say.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes to use; all cores if not given.")] = None,
) -> None:
    """Read releases and print what they say, one JSON line a release.

    Example: communique extract releases.jsonl --format jsonl > read.jsonl
    """
    bad = 0
    count = workers or settings().workers or os.cpu_count() or 1
    for result in extract(inputs, read_release, count, reader=reader, publisher=publisher):
        if isinstance(result, BadInputError):
            bad += 1
            tell(str(result))
        else:
            sys.stdout.write(json.dumps(reading_to_json(result, mentions), ensure_ascii=False) + "\n")
    if bad:
        raise typer.Exit(1)
