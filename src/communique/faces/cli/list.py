"""`communique list`: entries of a kind, mechanisms, actors or releases, with filters."""

from typing import Annotated

import typer

from communique.faces.cli.answers import AsOf, FormatOption, Threshold, format_of
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
from communique.faces.cli.output import Row, View, print_rows
from communique.faces.cli.views import ACTORS, ENTRIES, MECHANISMS, RELEASES
from communique.query import Book, Filters, ListName, open_book
from communique.query import list_actors as actors
from communique.query import list_entries as entries
from communique.query import list_mechanisms as mechanisms
from communique.query import list_releases as releases
from communique.query.contract import actor_row, entry_row, mechanism_row, release_row


def list_(
    what: Annotated[ListName, typer.Argument(metavar="WHAT", help="What to list.", show_default=False)],
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
    as_of: AsOf = None,
    threshold: Threshold = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="COUNT", help="At most so many rows.")] = None,
    offset: Annotated[int, typer.Option(min=0, metavar="COUNT", help="Leave out so many rows first.")] = 0,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """List entries of one kind, mechanisms, actors or releases, with filters.

    \b
    Examples:
      communique list commitments --country KR --status overdue
      communique list figures --topic trade --since 2024-01-01 --format csv
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
        as_of=as_of,
        threshold=threshold,
    )
    book = open_book(ledger_of(ledger))
    rows, view = _rows(book, what, filters, limit, offset)
    print_rows(rows, format_of(format), view)
    book.close()


def _rows(
    book: Book, what: ListName, filters: Filters, limit: int | None, offset: int
) -> tuple[list[Row], View]:
    page = slice(offset, offset + limit if limit else None)
    match what:
        case "mechanisms":
            return [mechanism_row(m) for m in mechanisms(book, filters)[page]], MECHANISMS
        case "actors":
            return [actor_row(a) for a in actors(book, filters)[page]], ACTORS
        case "releases":
            return [release_row(r) for r in releases(book, filters, limit, offset)], RELEASES
        case _:
            found = entries(book, what.removesuffix("s"), filters, limit, offset)
            return [entry_row(one) for one in found], ENTRIES
