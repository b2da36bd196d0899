"""`communique saved`: lists with a name, to be fed and told of under it."""

from typing import Annotated

import typer

from communique.faces.cli.answers import FormatOption, Threshold, format_of
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
from communique.faces.cli.output import Row, View, console, print_rows
from communique.query import open_book
from communique.query.saved import SavedQuery, What, list_saved, save_query

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a saved query.")]

saved_ = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Keep lists under names, for feeds and digests of them.

    \b
    Examples:
      communique saved add korea commitments --country KR
      communique saved list
      communique saved remove korea
    """,
)


@saved_.command()
def add(
    name: Name,
    what: Annotated[What, typer.Argument(metavar="WHAT", help="What to list.", show_default=False)],
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
    ledger: Ledger = None,
) -> None:
    """Keep a list, narrowed so, under a name: small letters, digits and hyphens."""
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
    kept = save_query(book, name, what, filters)
    book.close()
    console().print(f"{name}: {_told(kept)}", markup=False)


@saved_.command("list")
def list_(format: FormatOption = None, ledger: Ledger = None) -> None:
    """List saved queries with what became of the latest digest of each."""
    book = open_book(ledger_of(ledger))
    rows = [_row(one) for one in list_saved(book)]
    book.close()
    print_rows(rows, format_of(format), _VIEW)


@saved_.command()
def remove(name: Name, ledger: Ledger = None) -> None:
    """Forget a saved query, and what was told of it to whom."""
    book = open_book(ledger_of(ledger))
    book.ledger.saved.remove(name)
    book.close()
    console().print(f"{name}: removed", markup=False)


def _told(one: SavedQuery) -> str:
    return " ".join([one.what, *(f"{name}={words}" for name, words in one.narrowed.items())])


def _row(one: SavedQuery) -> Row:
    row: Row = {"name": one.name, "what": one.what, "filters": dict(one.narrowed), "at": one.at}
    if one.last:
        digest = {"id": one.last.id, "target": one.last.target, "made": one.last.made, "sent": one.last.sent}
        row["digest"] = {**digest, "tries": one.last.tries, "why": one.last.why or None}
    return row


def _flat(row: Row) -> Row:
    digest = row.get("digest", {})
    filters = " ".join(f"{name}={words}" for name, words in row["filters"].items())
    return {**row, "filters": filters, **{name: digest.get(name) for name in ("target", "sent", "why")}}


_VIEW = View(
    columns=("name", "what", "filters", "target", "sent", "why"),
    shown=_flat,
    csv=("name", "what", "filters", "at", "target", "sent", "why"),
    flat=_flat,
)
