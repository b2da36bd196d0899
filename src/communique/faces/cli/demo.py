"""`communique demo`: the sample releases in a ledger of their own, and what is in it."""

from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from communique.faces.cli.ingest import receipt, run_ingest
from communique.faces.cli.output import console
from communique.faces.cli.show import entry_lines
from communique.faces.words import count, money, short
from communique.query import Book, Filters, due, largest_pledges, list_entries, open_book, summarise
from communique.records.kinds import KINDS
from communique.runs.samples import sample_folder

_AHEAD = timedelta(days=3650)
_ROWS = 5


def demo_(
    ledger: Annotated[
        Path, typer.Option(metavar="PATH", help="Where to keep the demonstration's ledger.")
    ] = Path("demo.db"),
) -> None:
    """Read the sample releases into a ledger of their own and show what is in it.

    The samples are invented: they speak for nobody.

    \b
    Example:
      communique demo --ledger /tmp/demo.db
    """
    report = run_ingest([sample_folder()], str(ledger), None, None, None)
    out = console()
    out.print(f"[bold]The sample releases[/bold]: {receipt(report)}")
    book = open_book(ledger)
    _counts(book)
    _deadlines(book)
    _pledges(book)
    _one(book)
    book.close()
    out.print("\n[bold]What to type next[/bold]")
    program = "communique" if which("communique") else ".venv/bin/communique"
    for line in (
        f"list commitments --status overdue --ledger {ledger}",
        f"list mechanisms --ledger {ledger}",
        f"search hydrogen corridor --ledger {ledger}",
        f"due --within 1y --as-of 2024-01-01 --ledger {ledger}",
    ):
        out.print(f"  {program} {line}", markup=False)


def _counts(book: Book) -> None:
    found, out = summarise(book), console()
    releases = count(found.releases, "release", "releases")
    publishers = count(found.publishers, "publisher", "publishers")
    out.print(f"\n{releases} of {publishers}, {found.first} to {found.last}")
    for kind in KINDS:
        number = found.kinds.get(kind, 0)
        out.print(f"  {number:>4} {kind if number == 1 else kind + 's'}")
    doubtful, unread = count(found.doubtful, "doubtful entry", "doubtful entries"), found.unread
    out.print(f"  and {doubtful} left out, {count(unread, 'sentence', 'sentences')} named as unread")


def _deadlines(book: Book) -> None:
    """Show what was ahead on the day of the last release: the samples tell of years gone by."""
    day = summarise(book).last
    out, coming = console(), due(book, _AHEAD, day).coming
    out.print(f"\n[bold]The next deadlines, as of {day}[/bold]")
    for one in coming[:_ROWS]:
        last = one.entry.when.last if one.entry.when else ""
        out.print(f"  {last}  {short(one.entry.summary)}", markup=False, soft_wrap=True)
    if not coming:
        out.print("  none ahead")


def _pledges(book: Book) -> None:
    out = console()
    out.print("\n[bold]The largest pledges[/bold]")
    for one, value, unit in largest_pledges(book, _ROWS):
        out.print(f"  {money(value, unit):<20} {short(one.entry.summary)}", markup=False, soft_wrap=True)


def _one(book: Book) -> None:
    """Show the fullest commitment with its evidence lit."""
    found = list_entries(book, "commitment", Filters())
    best = max(
        found, key=lambda one: (bool(one.entry.when) + len(one.entry.actors), one.entry.id), default=None
    )
    if best:
        console().print("\n[bold]One entry with its evidence[/bold]")
        for line in entry_lines(best):
            console().print(line)
