"""The options that narrow a list, shared by the commands that take one."""

from typing import Annotated

import typer

from communique.query import Status as Standing

Actor = Annotated[str | None, typer.Option("--actor", metavar="WORDS", help="Words of a party's name.")]
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
