"""`communique feed`: a list as a feed for readers, or as a calendar of its meetings and deadlines."""

from typing import Annotated

import typer

from communique.errors import CommuniqueError
from communique.faces.cli.answers import Threshold
from communique.faces.cli.filters import (
    Actor,
    Country,
    Mechanism,
    PublisherId,
    Reviewed,
    Since,
    Status,
    Topic,
    Until,
    With,
    filters_of,
)
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.feeds import WHATS, Form, render
from communique.query import open_book
from communique.query.narrowed import narrowed
from communique.query.saved import find_saved

Base = Annotated[str, typer.Option(metavar="ADDRESS", help="Where the site answers: links lead there.")]


def feed_(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="What to list, or a saved query.", show_default=False)
    ],
    format: Annotated[Form, typer.Option("--format", help="The form of the output.")] = "atom",
    actor: Actor = None,
    with_: With = None,
    country: Country = None,
    topic: Topic = None,
    mechanism: Mechanism = None,
    since: Since = None,
    until: Until = None,
    status: Status = None,
    publisher: PublisherId = None,
    reviewed: Reviewed = None,
    threshold: Threshold = None,
    base: Base = "http://127.0.0.1:8470/",
    ledger: Ledger = None,
) -> None:
    """Write a list as a feed, or as a calendar of its meetings and deadlines.

    WHAT is one of the lists of `communique list`, or ledger for entries of every kind, or the name of a saved
    query, which is narrowed already. The same ledger gives the same bytes.

    \b
    Examples:
      communique feed commitments --country KR > korea.atom
      communique feed ledger --format ical > calendar.ics
    """
    filters = filters_of(
        actor=actor,
        other=with_,
        country=country,
        topic=topic,
        mechanism=mechanism,
        publisher=publisher,
        since=since,
        until=until,
        status=status,
        reviewed=reviewed,
        threshold=threshold,
    )
    book = open_book(ledger_of(ledger))
    if what not in WHATS:
        query = find_saved(book, what)
        if narrowed(filters).keys() - {"threshold"}:
            raise CommuniqueError(f"{what}: narrowed as it was saved; narrow a list instead")
        what, filters = query.what, query.filters
    written = render(book, what, format, filters, base.rstrip("/") + "/", narrowed(filters))
    book.close()
    typer.echo(written, nl=False)
