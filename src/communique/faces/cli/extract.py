"""`communique extract`: releases in, one JSON line a release out; no ledger."""

import json
import sys
from typing import Annotated, Literal

import typer

from communique.errors import BadInputError
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
from communique.records.contract import reading_to_json
from communique.runs.extract import extract
from communique.runs.reading import read_release


def extract_(
    inputs: Inputs,
    format: Annotated[Literal["jsonl"], typer.Option(help="The form of the output.")] = "jsonl",
    mentions: Annotated[bool, typer.Option("--mentions", help="Also print every mention found.")] = False,
    reader: Reader = None,
    publisher: Publisher = None,
    published: Published = None,
    allow: Allow = None,
    workers: Workers = None,
) -> None:
    """Read releases and print what they say, one JSON line a release.

    \b
    Examples:
      communique extract releases.jsonl > read.jsonl
      cat news.txt | communique extract - --publisher kr-motie --mentions
    """
    bad, name, who = 0, reader_of(reader), publisher_of(publisher)
    results = extract(
        inputs,
        read_release,
        workers_of(workers),
        reader=name,
        publisher=who,
        published=day_of(published),
        allowed=frozenset(allow or ()),
    )
    for result in results:
        if isinstance(result, BadInputError):
            bad += 1
            tell(str(result))
        else:
            sys.stdout.write(json.dumps(reading_to_json(result, mentions), ensure_ascii=False) + "\n")
    if bad:
        raise typer.Exit(1)
