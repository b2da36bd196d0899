"""The options that narrow a list, shared by the commands that take one."""

from typing import Annotated, Literal

import typer

from communique.faces.cli.answers import day, threshold_of
from communique.query import Filters
from communique.query import Status as Standing

Actor = Annotated[str | None, typer.Option("--actor", metavar="WORDS", help="Words of a party's name.")]
With = Annotated[
    str | None, typer.Option("--with", metavar="WORDS", help="Words of the name of a second party.")
]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="Two-letter code of a party, the place or the publisher."),
]
Topic = Annotated[
    str | None, typer.Option("--topic", metavar="TOPIC", help="A topic, as `critical-minerals`.")
]
Mechanism = Annotated[
    str | None, typer.Option("--mechanism", metavar="WORDS", help="Words of a mechanism's name.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day on, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, YYYY-MM-DD.")]
Status = Annotated[Standing | None, typer.Option("--status", help="Where an undertaking stands.")]
PublisherId = Annotated[
    str | None, typer.Option("--publisher", metavar="ID", help="Who published it, as `kr-motie`.")
]
Reviewed = Annotated[
    Literal["yes", "no"] | None, typer.Option("--reviewed", help="Whether a person decided over it.")
]


def filters_of(
    *,
    since: str | None,
    until: str | None,
    threshold: float | None,
    as_of: str | None = None,
    status: Standing | None = None,
    reviewed: Literal["yes", "no"] | None = None,
    **words: str | None,
) -> Filters:
    """Return what the options narrow a list to; `words` are named like the fields of Filters."""
    return Filters(
        **words,
        since=day(since, "--since"),
        until=day(until, "--until"),
        status=status,
        reviewed=reviewed,
        as_of=day(as_of, "--as-of"),
        min_confidence=threshold_of(threshold),
    )
