"""`communique show`: one thing with its evidence in context."""

from typing import Annotated, Literal

import typer
from rich.text import Text

from communique.faces.cli.options import AsOf, Ledger, day, ledger_of
from communique.faces.cli.output import console, lit, print_json
from communique.faces.cli.rows import (
    actor_row,
    days,
    entry_row,
    headline,
    mechanism_row,
    mechanism_shown,
    money,
    release_row,
)
from communique.query import Listed, Shown, ShownActor, ShownMechanism, ShownRelease, open_book
from communique.query import show as find
from communique.records import Entry


def show_(
    id: Annotated[str, typer.Argument(help="An id, or enough of its beginning.", show_default=False)],
    as_of: AsOf = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="For a person or a program.")] = "text",
    ledger: Ledger = None,
) -> None:
    """Show one entry, release, actor or mechanism with its evidence in context.

    Example: communique show ent-1f0c
    """
    book = open_book(ledger_of(ledger))
    shown = find(book, id, day(as_of, "--as-of"))
    if format == "json":
        print_json([_json(shown)])
    else:
        for line in _lines(shown):
            console().print(line)
    book.close()


def _json(shown: Shown) -> dict[str, object]:
    match shown:
        case Listed():
            return entry_row(shown)
        case ShownRelease():
            unread = [{"start": u.start, "end": u.end, "why": u.why} for u in shown.unread]
            row = {**release_row(shown.release), "text": shown.release.release.text}
            return {**row, "entries": [entry_row(one) for one in shown.entries], "unread": unread}
        case ShownActor():
            return {**actor_row(shown.actor), "of": [entry_row(one) for one in shown.entries]}
        case ShownMechanism():
            return {**mechanism_row(shown.mechanism), "of": [entry_row(one) for one in shown.entries]}


def _lines(shown: Shown) -> list[Text]:
    match shown:
        case Listed():
            return entry_lines(shown)
        case ShownRelease():
            return _release_lines(shown)
        case ShownActor():
            actor = shown.actor
            head = f"{actor.name} ({actor.type}) · {actor.entries} entries in {actor.releases} releases"
            return [Text(head, "bold"), *(_entry_line(one) for one in shown.entries)]
        case ShownMechanism():
            row = mechanism_shown(mechanism_row(shown.mechanism))
            head = f"{row['name']} · {row['status']} · {row['editions']}"
            return [Text(head, "bold"), *(_entry_line(one) for one in shown.entries)]


def _entry_line(one: Listed) -> Text:
    return Text(f"{one.release.published}  {one.entry.id}  {one.entry.summary}")


def _slots(entry: Entry) -> list[str]:
    found = [f"{a.role:<12} {a.name} ({a.type})" for a in entry.actors]
    if entry.when:
        bound = "" if entry.when.bound == "=" else f" ({entry.when.bound})"
        found.append(f"{'when':<12} {days(entry.when.first, entry.when.last)}{bound} “{entry.when.quote}”")
    if entry.where:
        found.append(f"{'where':<12} {entry.where.name}")
    for amount in entry.amounts:
        bound = "" if amount.bound == "=" else f" ({amount.bound})"
        found.append(f"{'amount':<12} {money(amount.value, amount.unit)}{bound}")
    if entry.mechanism:
        ordinal = f", no. {entry.mechanism.ordinal}" if entry.mechanism.ordinal else ""
        found.append(f"{'mechanism':<12} {entry.mechanism.name}{ordinal}")
    return found


def _spans(entry: Entry) -> list[tuple[int, int]]:
    slots = [*entry.actors, *entry.amounts, *(s for s in (entry.when, entry.where, entry.mechanism) if s)]
    return [(slot.start, slot.end) for slot in slots]


def entry_lines(one: Listed) -> list[Text]:
    """Return an entry as lines: what, its slots, then each evidence lit in its passage."""
    entry, release = one.entry, one.release
    status = f" · {one.status}" if one.status else ""
    lines = [Text(f"{headline(entry)}{status} · confidence {entry.confidence:.2f} · {entry.id}", "bold")]
    lines += [Text(f"  {slot}") for slot in _slots(entry)]
    lines.append(Text(f"  {release.publisher}, {release.published}: {release.title} ({release.id})", "dim"))
    for e in entry.evidence:
        lines.append(Text("  ").append_text(lit(release.text, e.start, e.end, _spans(entry))))
    return lines


def _release_lines(shown: ShownRelease) -> list[Text]:
    release = shown.release.release
    lines = [
        Text(release.title, "bold"),
        Text(f"{release.publisher}, {release.published} · {release.id}", "dim"),
    ]
    lines.append(Text(release.text[len(release.title) + 1 :]))
    lines += [
        Text(""),
        Text(f"{len(shown.entries)} entries", "bold"),
        *(_entry_line(one) for one in shown.entries),
    ]
    if shown.unread:
        lines += [Text(""), Text("not read", "bold")]
        lines += [Text(f"{u.why}: {release.text[u.start : u.end]}") for u in shown.unread]
    return lines
