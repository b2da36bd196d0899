"""The command line: knows the commands by name and loads the one that is called."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from communique import __version__
from communique.errors import CommuniqueError

# name -> what `--help` says of it; each lives in the module of its name and is the function of its name
COMMANDS = {
    "extract": "Read releases and print what they say, one JSON line a release.",
    "ingest": "Read releases into the ledger; what is known already changes nothing.",
    "list": "List entries of one kind, mechanisms, actors or releases, with filters.",
    "show": "Show one entry, release, actor or mechanism with its evidence in context.",
    "search": "Search releases and entries; every hit shows the passage that matched.",
    "sql": "Ask the ledger in SQL: read only, with caps on time, rows and memory.",
    "due": "Show what falls due, what is overdue and what fell silent.",
    "diff": "Show what differs between two releases or editions: words, and what was undertaken.",
    "changes": "Show what changed since a day or revision, oldest first.",
    "review": "Decide card by card, the riskiest first: one key each, with undo.",
    "judge": "Decide over entries, actors, links: accept, reject, merge, same, different, confirm, undo.",
    "export": "Write everything to a folder: tables with a data package, a workbook, or another form.",
    "feed": "Write a list as a feed, or as a calendar of its meetings and deadlines.",
    "saved": "Keep lists under names, for feeds and digests of them.",
    "digest": "Tell what is new, changed or gone in a saved query since the last digest that arrived.",
    "accounts": "Say who may use the server: accounts, roles, tokens, and the log of what was done.",
    "serve": "Open the ledger to a browser and to programs on this machine.",
    "mcp": "Answer agents: the tools of the ledger over the Model Context Protocol.",
    "doctor": "Check every invariant of the ledger; rebuild its index if asked.",
    "watch": "Look at publishers' sites again and again, politely, until stopped.",
    "backup": "Copy the ledger into one file, while others read and write it.",
    "restore": "Make the ledger again from a backup, where there is none, and prove it equal to the backup.",
    "move": "Carry a ledger to another file or database, and prove both equal; FROM stays as it is.",
    "demo": "Read the sample releases into a ledger of their own and show what is in it.",
}
_EXTRAS = {"mcp": "mcp"}  # command -> the extra that installs what it needs; of the others `web`
EXAMPLES = """
\b
Examples:
  communique ingest releases/                 read a folder into the ledger
  communique list commitments --country KR    who promised what
  communique due --within 90d                 what falls due in ninety days
  communique search steel dialogue            where words stand
  communique extract news.txt > read.jsonl    read without a ledger
"""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep a ledger of what official press releases say was done, promised, measured and built."""


def _placeholder() -> None:
    """Stand in the list of commands for one that is not being called."""


def _command(name: str, called: bool) -> Callable[..., Any] | typer.Typer:
    if not called:
        return _placeholder
    try:
        module = import_module(f"communique.faces.cli.{name}")
    except ModuleNotFoundError as error:
        raise CommuniqueError(
            f"{name} needs the Python package {error.name}; install communique[{_EXTRAS.get(name, 'web')}]"
        ) from error
    command: Callable[..., Any] | typer.Typer = getattr(module, f"{name}_")
    return command


def build(words: Sequence[str]) -> typer.Typer:
    """Return the application with the commands among `words` loaded and the others named only."""
    app = typer.Typer(
        no_args_is_help=True, pretty_exceptions_enable=False, epilog=EXAMPLES, rich_markup_mode=None
    )
    app.callback()(root)
    for name, line in COMMANDS.items():
        called = name in words
        command = _command(name, called)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, short_help=line)
        else:
            app.command(name, help=None if called else line, short_help=line)(command)
    return app


def run() -> None:
    """Run the program; an error a user can meet is one line on standard error and exit code 1."""
    words = [*sys.argv[1:], *os.environ.get("COMP_WORDS", "").split()]
    _speak_utf8()
    try:
        try:
            build(words)(prog_name="communique")
        finally:
            sys.stdout.flush()
    except CommuniqueError as error:
        sys.stderr.write(f"communique: {error}\n")
        raise SystemExit(1) from error
    except BrokenPipeError:
        # the reader of a pipe has gone: nothing is wrong, and nothing more can be written
        _write_no_more()
        raise SystemExit(0) from None
    except OSError as error:
        _write_no_more()
        sys.stderr.write(f"communique: {error.filename or 'output'}: {error.strerror or error}\n")
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        sys.stderr.write("communique: stopped; what was written stays\n")
        raise SystemExit(130) from None


def _speak_utf8() -> None:
    """Let files and pipes have UTF-8, as JSON does, and a screen that cannot show a letter a stand-in."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _write_no_more() -> None:
    """Turn standard output away, so that what is left of it fails no second time at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
