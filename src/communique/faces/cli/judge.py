"""`communique judge`: a person decides, one decision a command, for scripts; `review` asks card by card."""

from collections.abc import Callable
from getpass import getuser
from typing import Annotated

import typer

from communique.faces.cli.answers import AsOf, FormatOption, day, format_of
from communique.faces.cli.options import Ledger, ledger_of, settings
from communique.faces.cli.output import Row, View, console, print_rows
from communique.query import decisions, open_book
from communique.query.contract import logged_row
from communique.runs.judge import Judge
from communique.runs.resolve import resolve

Who = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who decides.  [default: the setting, else the user]")
]
Why = Annotated[str, typer.Option(metavar="WORDS", help="The reason; needed where it ends something.")]
Entry = Annotated[str, typer.Argument(metavar="ENTRY", help="An id, or enough of its beginning.")]
Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="The id of an actor or of one of its names.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The number of a decision or link.", min=1)]

judge_ = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Decide over entries, actors, links: accept, reject, merge, same, different, confirm, undo.

    Decisions lie over what was read and are never written into it; they outlive every new reading.

    \b
    Examples:
      communique judge reject ent-1f0c --why "a wish, no promise"
      communique judge fix ent-1f0c when "by 2024-12-31" --words "the end of 2024"
      communique judge different act-5c1f act-09ab --why "father and son"
      communique judge undo 14
    """,
)


def who_of(given: str | None) -> str:
    """Return who decides: the flag, else the settings, else the user of this machine."""
    return given or settings().who or getuser()


def _decide(ledger: str | None, who: str | None, act: Callable[[Judge], int], told: str) -> None:
    """Write one decision and say its number, by which it is undone; rules then say what follows from it."""
    book = open_book(ledger_of(ledger))
    number = act(Judge(book.ledger, who_of(who)))
    resolve(book.ledger)
    book.close()
    console().print(f"{number}: {told}", markup=False)


@judge_.command()
def accept(entry: Entry, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that an entry is right as it is shown."""
    _decide(ledger, who, lambda judge: judge.accept(entry, why), f"accepted {entry}")


@judge_.command()
def reject(entry: Entry, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that the release does not state this: it is gone from lists and totals."""
    _decide(ledger, who, lambda judge: judge.reject(entry, why), f"rejected {entry}")


@judge_.command()
def fix(
    entry: Entry,
    slot: Annotated[str, typer.Argument(help="force, stage, nature, kind, when, where, amounts, …")],
    value: Annotated[str, typer.Argument(help="What it should be; `none` empties the slot.")],
    words: Annotated[str | None, typer.Option(help="The words of the release it rests on.")] = None,
    who: Who = None,
    why: Why = "",
    ledger: Ledger = None,
) -> None:
    """Put a value in place of what was read."""
    _decide(ledger, who, lambda judge: judge.fix(entry, slot, value, why, words), f"fixed {slot} of {entry}")


@judge_.command()
def merge(
    entry: Entry,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entry it becomes part of.")],
    who: Who = None,
    why: Why = "",
    ledger: Ledger = None,
) -> None:
    """Say that two entries of one release state one fact."""
    _decide(ledger, who, lambda judge: judge.merge(entry, into, why), f"merged {entry} into {into}")


@judge_.command()
def split(
    entry: Entry,
    at: Annotated[str | None, typer.Option(metavar="WORDS", help="Cut before these words.")] = None,
    who: Who = None,
    why: Why = "",
    ledger: Ledger = None,
) -> None:
    """Take an entry apart: one for each of its passages, or two, cut before some words."""
    _decide(ledger, who, lambda judge: judge.split(entry, why, at), f"split {entry}")


@judge_.command()
def same(a: Actor, b: Actor, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that two actors are one, whatever rules say."""
    _decide(ledger, who, lambda judge: judge.same(a, b, why), f"{a} and {b} are one")


@judge_.command()
def different(a: Actor, b: Actor, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that two actors are two: `show` prints the id of each name of one."""
    _decide(ledger, who, lambda judge: judge.different(a, b, why), f"{a} and {b} are two")


@judge_.command()
def confirm(number: Number, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that a link that was proposed holds."""
    _decide(ledger, who, lambda judge: judge.confirm(number, why), f"confirmed {number}")


@judge_.command()
def deny(number: Number, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Say that a link does not hold."""
    _decide(ledger, who, lambda judge: judge.deny(number, why), f"denied {number}")


@judge_.command()
def undo(number: Number, who: Who = None, why: Why = "", ledger: Ledger = None) -> None:
    """Take a decision back; the one before it on the same thing stands again."""
    _decide(ledger, who, lambda judge: judge.undo(number, why), f"undid {number}")


@judge_.command()
def log(as_of: AsOf = None, format: FormatOption = None, ledger: Ledger = None) -> None:
    """List every decision, oldest first: who, when, old and new."""
    book = open_book(ledger_of(ledger))
    rows = [logged_row(one) for one in decisions(book, day(as_of, "--as-of"))]
    book.close()
    print_rows(rows, format_of(format), _VIEW)


def _shown(row: Row) -> Row:
    what = " ".join(part for part in (row["kind"], row.get("object")) if part)
    change = f"{row['old'] or '·'} → {row['new'] or '·'}"
    return {**row, "at": row["at"][:16], "what": what, "change": change, "id": row["subject"]}


_VIEW = View(
    columns=("number", "at", "who", "what", "change", "why", "id"),
    shown=_shown,
    spared=("at",),
    csv=(
        *("number", "at", "who", "kind", "subject", "object", "decision"),
        *("old", "new", "why", "quote", "stands"),
    ),
    flat=dict,
)
