"""`communique feed`: a list as a feed for readers, or as a calendar of its meetings and deadlines."""

from typing import Annotated

import typer

from communique.faces.cli.answers import Threshold, day, threshold_of
from communique.faces.cli.filters import Actor, Country, Mechanism, PublisherId, Since, Topic, Until
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.feeds import Form, What, render
from communique.query import Filters, open_book


def feed_(
    what: Annotated[What, typer.Argument(metavar="WHAT", help="What to list.", show_default=False)],
    format: Annotated[Form, typer.Option("--format", help="The form of the output.")] = "atom",
    actor: Actor = None,
    country: Country = None,
    topic: Topic = None,
    mechanism: Mechanism = None,
    since: Since = None,
    until: Until = None,
    publisher: PublisherId = None,
    threshold: Threshold = None,
    base: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the site answers: links lead there.")
    ] = "http://127.0.0.1:8470/",
    ledger: Ledger = None,
) -> None:
    """Write a list as a feed, or as a calendar of its meetings and deadlines.

    WHAT is one of the lists of `communique list`, or ledger for entries of every kind. The same ledger gives
    the same bytes.

    \b
    Examples:
      communique feed commitments --country KR > korea.atom
      communique feed ledger --format ical > calendar.ics
    """
    narrowed = {
        **{"actor": actor, "country": country, "topic": topic, "mechanism": mechanism},
        **{"since": since, "until": until, "publisher": publisher},
    }
    filters = Filters(
        actor=actor,
        country=country,
        topic=topic,
        mechanism=mechanism,
        since=day(since, "--since"),
        until=day(until, "--until"),
        publisher=publisher,
        min_confidence=threshold_of(threshold),
    )
    query = {name: words for name, words in narrowed.items() if words}
    book = open_book(ledger_of(ledger))
    written = render(book, what, format, filters, base.rstrip("/") + "/", query)
    book.close()
    typer.echo(written, nl=False)
