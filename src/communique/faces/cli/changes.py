"""`communique changes`: what came, changed, ended and was decided since a day or revision."""

from typing import Annotated

import typer

from communique.faces.cli.answers import AsOf, FormatOption, day, format_of
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import Row, View, print_rows
from communique.faces.words import short
from communique.query import changes as find
from communique.query import open_book
from communique.query.contract import change_rows


def changes_(
    since: Annotated[
        str, typer.Option(metavar="POINT", help="A day, a revision, or the cursor of an earlier answer.")
    ] = "0",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="COUNT", help="End with the revision that reaches so many.")
    ] = None,
    as_of: AsOf = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Show what changed since a day or revision, oldest first.

    New releases and versions, entries that came, changed or ended, decisions, and statuses.

    \b
    Examples:
      communique changes --since 2024-06-01
      communique changes --since 14 --limit 1000 --format jsonl
    """
    book = open_book(ledger_of(ledger))
    page = find(book, since, limit, day(as_of, "--as-of"))
    rows = list(change_rows(page))
    book.close()
    print_rows(rows, format_of(format), _VIEW)


def _flat(row: Row) -> Row:
    """Return a change for one line: what it is about, before and after in words."""
    told = row.get("decision") or {}
    sides = {name: _words(row.get(name)) for name in ("old", "new")}
    release = row.get("release") or told.get("release")
    return {
        **{name: row[name] for name in ("revision", "at", "what", "turn", "id", "cursor")},
        **sides,
        "who": told.get("who"),
        "why": told.get("why"),
        "release": release["id"] if isinstance(release, dict) else release,
        "summary": _summary(row, told, sides),
    }


def _summary(row: Row, told: Row, sides: Row) -> str:
    if row["what"] == "release":
        return str(row["release"]["title"])
    if row["what"] == "decision":
        return " ".join(str(told[name]) for name in ("decision", "kind", "subject", "object") if name in told)
    if row["what"] == "status":
        return f"{sides['old'] or 'none'} → {sides['new'] or 'none'}"
    return str(sides["new"] or sides["old"])


def _words(side: Row | str | None) -> str:
    return side["summary"] if isinstance(side, dict) else side or ""


def _shown(row: Row) -> Row:
    flat = _flat(row)
    about = flat["what"] if flat["what"] in ("decision", "status") else f"{flat['what']} {flat['turn']}"
    return {
        **flat,
        "at": flat["at"][:16].replace("T", " "),
        "change": about,
        "summary": short(flat["summary"]),
    }


_VIEW = View(
    columns=("revision", "at", "change", "summary", "id"),
    shown=_shown,
    spared=("revision",),
    csv=(
        *("revision", "at", "what", "turn", "id", "release", "old", "new", "who", "why"),
        *("summary", "cursor"),
    ),
    flat=_flat,
)
