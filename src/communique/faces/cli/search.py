"""`communique search`: releases and entries, with the passage that matched."""

from typing import Annotated

import typer

from communique.faces.cli.options import AsOf, FormatOption, Ledger, day, format_of, ledger_of
from communique.faces.cli.output import Row, console, lit, print_csv, print_json
from communique.query import Match, open_book
from communique.query import search as find

_COLUMNS = ("what", "id", "published", "publisher", "title", "start", "end", "passage")


def search_(
    words: Annotated[list[str], typer.Argument(help="Words that must all be there.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, help="At most so many hits.")] = 20,
    as_of: AsOf = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Search releases and entries; every hit shows the passage that matched.

    Example: communique search steel dialogue
    """
    book = open_book(ledger_of(ledger))
    matches = find(book, " ".join(words), limit, day(as_of, "--as-of"))
    form = format_of(format)
    if form == "table":
        _print(matches)
    elif form == "jsonl":
        print_json(_row(match) for match in matches)
    else:
        print_csv([_row(match) for match in matches], _COLUMNS)
    book.close()


def _row(match: Match) -> Row:
    return {
        "what": match.what,
        "id": match.id,
        "published": match.release.published.isoformat(),
        "publisher": match.release.publisher,
        "title": match.release.title,
        "start": match.passage.start,
        "end": match.passage.end,
        "passage": match.release.text[match.passage.start : match.passage.end],
        "words": [{"start": span.start, "end": span.end} for span in match.words],
    }


def _print(matches: list[Match]) -> None:
    out = console()
    if not matches:
        out.print("nothing found: every word must be there; fewer words may find more")
    for match in matches:
        out.print(f"{match.release.published}  {match.id}  {match.summary}", style="bold", markup=False)
        spans = [(span.start, span.end) for span in match.words]
        out.print(lit(match.release.text, match.passage.start, match.passage.end, spans, around=0))
