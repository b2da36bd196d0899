"""`communique diff`: what differs between two releases, versions or editions."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from communique.faces.cli.answers import AsOf, FormatOption, Threshold, day, format_of, threshold_of
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import Row, console, indented, print_csv, print_json
from communique.faces.words import count, headline
from communique.query import Compared, Diff, Hunk, Told, open_book
from communique.query import diff as find
from communique.query.contract import diff_rows

_AROUND = 40  # characters shown on either side of words that differ
_COLUMNS = ("about", "what", "old_id", "new_id", "old", "new", "changes")
Side = Annotated[
    str, typer.Argument(help="A release, a version of one (rel-…@1), or an edition (Tin Dialogue#4).")
]


def diff_(
    old: Side,
    new: Side,
    as_of: AsOf = None,
    threshold: Threshold = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """Show what differs between two releases or editions: words, and what was undertaken.

    An undertaking is new, carried, strengthened, softened, dropped or moved, with the words of both sides.

    \b
    Examples:
      communique diff rel-59479e20 rel-9afcfe76
      communique diff "Tin Dialogue#4" "Tin Dialogue#5" --format jsonl
      communique diff rel-9afcfe76@1 rel-9afcfe76@2
    """
    book = open_book(ledger_of(ledger))
    found = find(book, old, new, day(as_of, "--as-of"), threshold_of(threshold))
    book.close()
    form = format_of(format)
    if form == "jsonl":
        print_json(diff_rows(found))
    elif form == "csv":
        print_csv([_flat(row) for row in diff_rows(found)], _COLUMNS)
    else:
        for line in _lines(found):
            console().print(line)


def _flat(row: Row) -> Row:
    sides = {side: row.get(side) or {} for side in ("old", "new")}
    return {
        **{key: row[key] for key in ("about", "what")},
        **{f"{side}_id": one.get("id") or one.get("release") for side, one in sides.items()},
        **{side: _quotes(one) for side, one in sides.items()},
        "changes": "; ".join(f"{c['slot']}: {c['old']} → {c['new']}" for c in row.get("changes", [])),
    }


def _quotes(side: Row) -> str:
    return " … ".join(e["quote"] for e in side["evidence"]) if "evidence" in side else side.get("quote", "")


def _lines(found: Diff) -> Iterator[RenderableType]:
    yield from (_head(sign, side) for sign, side in (("-", found.old), ("+", found.new)))
    yield Text("")
    yield Text(count(len(found.undertakings), "undertaking", "undertakings"), "bold")
    for one in found.undertakings:
        yield from undertaking_lines(one)
    yield Text("")
    yield Text("words" if found.words else "the words are the same", "bold")
    for hunk in found.words:
        yield indented(in_words(found.old.release.text, found.new.release.text, hunk))


def _head(sign: str, side: Told) -> Text:
    release = side.release
    also = f", also {', '.join(side.also)}" if side.also else ""
    return Text(f"{sign} {release.published}  {release.title} ({release.publisher}, {release.id}{also})")


def undertaking_lines(one: Compared) -> Iterator[RenderableType]:
    """Yield what became of an undertaking, what of it changed, and the words of both sides."""
    entry = one.new or one.old
    changes = "; ".join(f"{c.slot} {c.old or 'none'} → {c.new or 'none'}" for c in one.changes)
    yield Text(f"{one.what:<12} {headline(entry) if entry else ''}{'  ' if changes else ''}{changes}")
    for sign, side, style in (("-", one.old, "red"), ("+", one.new, "green")):
        if side:
            quote = " … ".join(" ".join(e.quote.split()) for e in side.evidence)
            yield indented(Text(f"{sign} “{quote}” {side.id}", style))


def in_words(old: str, new: str, hunk: Hunk) -> Text:
    """Return the words that differ in their context, as `[-before-]{+now+}`."""
    low, high = max(0, hunk.new.start - _AROUND), min(len(new), hunk.new.end + _AROUND)
    gone, come = old[hunk.old.start : hunk.old.end], new[hunk.new.start : hunk.new.end]
    shown = Text("…" if low else "").append(_line(new[low : hunk.new.start]))
    if gone:
        shown.append(f"[-{_line(gone)}-]", "red")
    if come:
        shown.append(f"{{+{_line(come)}+}}", "green")
    return shown.append(_line(new[hunk.new.end : high])).append("…" if high < len(new) else "")


def _line(text: str) -> str:
    return text.replace("\n", " ")
