"""`communique search`: releases and entries, with the passage that matched."""

from typing import Annotated

import typer

from communique.faces.cli.answers import AsOf, FormatOption, day, format_of
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console, indented, lit, print_csv, print_json
from communique.faces.words import short
from communique.query import Match, open_book
from communique.query import search as find
from communique.query.contract import match_row

_COLUMNS = ("what", "id", "published", "publisher", "title", "start", "end", "passage")


def search_(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="Words that must all be there.", show_default=False),
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="COUNT", help="At most so many hits.")] = 20,
    as_of: AsOf = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Search releases and entries; every hit shows the passage that matched.

    \b
    Examples:
      communique search steel dialogue
      communique search hydrogen --limit 5 --format jsonl
    """
    book = open_book(ledger_of(ledger))
    matches = find(book, " ".join(words), limit, day(as_of, "--as-of"))
    form = format_of(format)
    if form == "table":
        _print(matches)
    elif form == "jsonl":
        print_json(match_row(match) for match in matches)
    else:
        print_csv([match_row(match) for match in matches], _COLUMNS)
    book.close()


def _print(matches: list[Match]) -> None:
    out = console()
    if not matches:
        out.print("nothing found: every word must be there; fewer words may find more")
    for match in matches:
        release = match.release
        out.print(f"{release.published}  {match.id}  {short(match.summary)}", style="bold", markup=False)
        spans = [(span.start, span.end) for span in match.words]
        out.print(indented(lit(release.text, match.passage.start, match.passage.end, spans, around=0)))
