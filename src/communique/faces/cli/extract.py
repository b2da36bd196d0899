"""`communique extract`: releases in, one JSON line a release out; no ledger."""

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

import typer

from communique.errors import BadInputError, CommuniqueError
from communique.faces.cli.options import (
    Allow,
    Inputs,
    Published,
    Publisher,
    Reader,
    Workers,
    day_of,
    publisher_of,
    reader_of,
    tell,
    workers_of,
)
from communique.faces.cli.progress import meter
from communique.records.contract import reading_to_json
from communique.runs.extract import Outcome, extract, size_of_inputs
from communique.runs.local import write_pieces
from communique.runs.pieces import Plan, check_free, counted, plan
from communique.runs.pieces import Reader as PieceReader
from communique.runs.reading import model_name, read_release


def extract_(
    inputs: Inputs,
    format: Annotated[Literal["jsonl"], typer.Option(help="The form of the output.")] = "jsonl",
    mentions: Annotated[bool, typer.Option("--mentions", help="Also print every mention found.")] = False,
    reader: Reader = None,
    publisher: Publisher = None,
    published: Published = None,
    allow: Allow = None,
    workers: Workers = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Write Parquet files to this new folder instead."),
    ] = None,
    engine: Annotated[
        Literal["local", "spark"], typer.Option(help="What does the work of --out: this machine, or Spark.")
    ] = "local",
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="The cluster of --engine spark; else this machine."),
    ] = None,
) -> None:
    """Read releases and print what they say, one JSON line a release.

    \b
    Examples:
      communique extract releases.jsonl > read.jsonl
      cat news.txt | communique extract - --publisher kr-motie --mentions
      communique extract archive/ --out read/
    """
    name, who, day = reader_of(reader), publisher_of(publisher), day_of(published)
    if out:
        _check(mentions, allow)
        bad = _write(out, plan(inputs, name, who, day), engine, master, workers_of(workers))
    elif engine == "spark" or master:
        raise CommuniqueError("--engine spark and --master write files: name a new folder with --out")
    else:
        with meter(size_of_inputs(inputs), quiet=sys.stdout.isatty()) as progress:
            outcomes = extract(
                inputs,
                read_release,
                workers_of(workers),
                reader=name,
                publisher=who,
                published=day,
                allowed=frozenset(allow or ()),
                heard=progress.heard,
            )
            bad = _print(progress.counted(outcomes), mentions)
    if bad:
        raise typer.Exit(1)


def _print(outcomes: Iterable[Outcome], mentions: bool) -> int:
    """Print a line for each reading, tell each refusal; return how many of those there were."""
    bad = 0
    for outcome in outcomes:
        if isinstance(outcome, BadInputError):
            bad += 1
            tell(str(outcome))
        else:
            sys.stdout.write(json.dumps(reading_to_json(outcome, mentions), ensure_ascii=False) + "\n")
    return bad


def _check(mentions: bool, allow: list[str] | None) -> None:
    if mentions or allow:
        raise CommuniqueError("--out keeps no mentions and fetches nothing: leave out --mentions, --allow")


def _write(folder: Path, pieces: Plan, engine: str, master: str | None, workers: int) -> int:
    """Write the rows of pieces to a folder, tell each refusal; return how many of those there were."""
    spark = _spark() if engine == "spark" else None
    reader = PieceReader(read_release, model_name())
    if spark:
        check_free(folder)
        with spark.session(master, workers) as session:
            spark.write_pieces(pieces, reader, folder, session)
    else:
        with meter(len(pieces)) as progress:
            write_pieces(pieces, reader, folder, workers, progress.done)
    bad = 0
    rows, refused = counted(folder)
    for line in refused:
        bad += 1
        tell(line)
    sys.stdout.write(f"{folder}: {rows - bad} releases, {bad} refused\n")
    return bad


def _spark() -> ModuleType:
    try:
        return import_module("communique.runs.spark")  # loads what only the extra brings
    except ModuleNotFoundError as error:
        raise CommuniqueError(
            f"--engine spark needs the Python package {error.name}; install communique[spark]"
        ) from error
