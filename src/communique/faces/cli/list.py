"""`communique list`: entries of a kind, mechanisms, actors or releases, with filters."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

import typer

from communique.faces.cli.options import (
    AsOf,
    FormatOption,
    Ledger,
    Threshold,
    day,
    format_of,
    ledger_of,
    settings,
)
from communique.faces.cli.output import Row, print_rows
from communique.faces.cli.rows import (
    ACTOR_COLUMNS,
    ENTRY_COLUMNS,
    MECHANISM_COLUMNS,
    RELEASE_COLUMNS,
    actor_row,
    entry_row,
    entry_shown,
    mechanism_row,
    mechanism_shown,
    release_row,
)
from communique.query import BELIEVED, Book, Filters, Status, open_book
from communique.query import list_actors as actors
from communique.query import list_entries as entries
from communique.query import list_mechanisms as mechanisms
from communique.query import list_releases as releases

What = Literal[
    "meetings",
    "commitments",
    "agreements",
    "figures",
    "measures",
    "milestones",
    "mechanisms",
    "actors",
    "releases",
]
Listing = tuple[list[Row], Sequence[str], Callable[[Row], Row]]


def list_(
    what: Annotated[What, typer.Argument(help="What to list.", show_default=False)],
    actor: Annotated[str | None, typer.Option(help="Words of a party's name.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Two-letter code of a party, the place or the publisher.")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="A topic, as `critical-minerals`.")] = None,
    mechanism: Annotated[str | None, typer.Option(help="Words of a mechanism's name.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day on, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, YYYY-MM-DD.")] = None,
    status: Annotated[Status | None, typer.Option(help="Where an undertaking stands.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it, as `kr-motie`.")] = None,
    as_of: AsOf = None,
    threshold: Threshold = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many rows first.")] = 0,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """List entries of one kind, mechanisms, actors or releases, with filters.

    Examples:

      communique list commitments --country KR --status overdue

      communique list figures --topic trade --since 2024-01-01 --format csv
    """
    given = settings().threshold if threshold is None else threshold
    filters = Filters(
        actor=actor,
        country=country,
        topic=topic,
        mechanism=mechanism,
        since=day(since, "--since"),
        until=day(until, "--until"),
        status=status,
        publisher=publisher,
        as_of=day(as_of, "--as-of"),
        min_confidence=BELIEVED if given is None else given,
    )
    book = open_book(ledger_of(ledger))
    rows, columns, shown = _rows(book, what, filters)
    print_rows(rows[offset : offset + limit if limit else None], format_of(format), columns, shown)
    book.close()


def _rows(book: Book, what: What, filters: Filters) -> Listing:
    match what:
        case "mechanisms":
            return [mechanism_row(m) for m in mechanisms(book, filters)], MECHANISM_COLUMNS, mechanism_shown
        case "actors":
            return [actor_row(a) for a in actors(book, filters)], ACTOR_COLUMNS, dict
        case "releases":
            return [release_row(r) for r in releases(book, filters)], RELEASE_COLUMNS, dict
        case _:
            found = entries(book, what.removesuffix("s"), filters)
            return [entry_row(one) for one in found], ENTRY_COLUMNS, entry_shown
