"""`communique show`: one thing with its evidence in context."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.faces.cli.answers import AsOf, day
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console, indented, lit, print_json
from communique.faces.cli.shown_actor import actor_lines
from communique.faces.cli.shown_origin import origin_lines, release_shown, write_raw
from communique.faces.cli.views import mechanism_shown
from communique.faces.words import count, days, dollars, headline, money, short, when_days
from communique.query import (
    Book,
    Judged,
    Listed,
    Shown,
    ShownActor,
    ShownMechanism,
    ShownRelease,
    Turned,
    addresses,
    converted,
    history,
    judged,
    open_book,
    origins,
)
from communique.query import show as find
from communique.query.contract import history_rows, judged_row, mechanism_row, origin_row, shown_row
from communique.records import Entry, Origin


def show_(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.", show_default=False)
    ],
    as_of: AsOf = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="For a person or a program.")] = "text",
    raw: Annotated[bool, typer.Option("--raw", help="Write the raw file it was read from.")] = False,
    sha256: Annotated[
        str | None,
        typer.Option("--sha256", metavar="HASH", help="Of several raw files the one whose hash begins so."),
    ] = None,
    ledger: Ledger = None,
) -> None:
    """Show one entry, release, actor or mechanism with its evidence in context.

    \b
    Examples:
      communique show ent-1f0c
      communique show rel-9afcfe76 --format json
      communique show rel-9afcfe76 --raw > page.html
    """
    book, moment = open_book(ledger_of(ledger)), day(as_of, "--as-of")
    try:
        shown = find(book, id, moment)
        release = release_shown(shown)
        found = origins(book, release, moment) if release else []
        if raw or sha256:
            write_raw(id, found, sha256)
        elif format == "json":
            print_json([_row(book, shown, found, moment)])
        else:
            for line in _all_lines(book, shown, found, moment):
                console().print(line)
    finally:
        book.close()


def _row(book: Book, shown: Shown, found: Sequence[Origin], moment: date | None) -> dict[str, Any]:
    """Return what is shown as JSON, with what was decided, its versions, addresses and raw files."""
    decided = judged(book, shown.entry.id, moment) if isinstance(shown, Listed) else None
    turned, also = _history(book, shown, moment), _addresses(book, shown, moment)
    more = judged_row(decided) if decided else {"versions": history_rows(turned)} if turned else {}
    entry = shown.entry if isinstance(shown, Listed) else None
    release = release_shown(shown)
    files = [origin_row(one, release.text, entry) for one in found] if release else []
    row = {**shown_row(shown), **more, **({"addresses": also} if also else {})}
    return {**row, **({"origins": files} if files else {})}


def _all_lines(
    book: Book, shown: Shown, found: Sequence[Origin], moment: date | None
) -> Iterator[RenderableType]:
    """Yield what is shown line by line, with what was decided, its raw file, versions and addresses."""
    yield from _lines(shown)
    if isinstance(shown, Listed):
        yield from judged_lines(judged(book, shown.entry.id, moment))
    yield from origin_lines(shown, found)
    yield from history_lines(_history(book, shown, moment))
    yield from (Text(f"also at {url}") for url in _addresses(book, shown, moment))


def _addresses(book: Book, shown: Shown, moment: date | None) -> list[str]:
    return addresses(book, shown.release.release.id, moment) if isinstance(shown, ShownRelease) else []


def _history(book: Book, shown: Shown, as_of: date | None) -> list[Turned]:
    """Return the versions of a release that has more than one."""
    found = history(book, shown.release.release.id, as_of) if isinstance(shown, ShownRelease) else []
    return found if len(found) > 1 else []


def history_lines(turned: Sequence[Turned]) -> list[RenderableType]:
    """Return the versions of a release, each with what it changed and the words of both."""
    lines: list[RenderableType] = [Text(""), Text("versions", "bold")] if turned else []
    for one in turned:
        version = one.version
        until = f" to {version.until[:16]}" if version.until else ""
        lines.append(Text(f"{version.number}  {version.since[:16]}{until}"))
        for told in one.told:
            old = one.before.text[told.old.start : told.old.end] if one.before else ""
            new = version.release.text[told.new.start : told.new.end]
            quotes = f"“{' '.join(old.split())}” → “{' '.join(new.split())}”"
            lines.append(indented(Text(f"{told.what}: {quotes}")))
    return lines


def _lines(shown: Shown) -> list[RenderableType]:
    match shown:
        case Listed():
            return entry_lines(shown)
        case ShownRelease():
            return _release_lines(shown)
        case ShownActor():
            return [*actor_lines(shown), Text(""), _table(shown.entries)]
        case ShownMechanism():
            return _mechanism_lines(shown)


def _table(entries: Sequence[Listed]) -> Table:
    """Return entries, a line each: day, id, what, and what it says."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for wraps in (False, False, False, True):
        table.add_column(no_wrap=not wraps, overflow="fold")
    for one in entries:
        what = headline(one.entry)
        table.add_row(str(one.release.published), one.entry.id, what, Text(short(one.entry.summary)))
    return table


def _mechanism_lines(shown: ShownMechanism) -> list[RenderableType]:
    one = shown.mechanism
    row = mechanism_shown(mechanism_row(one))
    cadence = f" · every {row['cadence']}" if row["cadence"] else ""
    ahead = f" · next expected {row['next']}" if row["next"] else ""
    editions = Table.grid(padding=(0, 2, 0, 0))
    for e in one.editions:
        day = days(str(e.start), str(e.end), "=") if e.start else ""
        doubt = f"no. {e.doubtful}?" if e.doubtful else ""
        by = f"told by {len(e.tellings)}" if len(e.tellings) > 1 else ""
        editions.add_row(f"no. {e.ordinal}" if e.ordinal else doubt, e.state, day, Text(e.where or ""), by)
    gaps = [Text(f"no edition for {g.days} days between {g.after} and {g.before}") for g in one.gaps]
    also = [Text(f"also called: {'; '.join(one.names[1:])}")] if len(one.names) > 1 else []
    founded = f" · founded {one.founded}" if one.founded else ""
    level = f" · {one.level}" if one.level else ""
    return [
        Text(f"{row['name']} · {row['status']} · {row['id']}", "bold"),
        Text(f"{row['editions'] or 'no edition told'}{cadence}{ahead}{level}{founded}"),
        Text(f"members: {', '.join(one.members)}"),
        *also,
        *gaps,
        Text(""),
        editions,
        Text(""),
        _table(shown.entries),
    ]


def _slots(entry: Entry, published: date) -> Table:
    """Return the slots of an entry, one a line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for a in entry.actors:
        country = f", {a.country}" if a.country and a.type != "country" else ""
        table.add_row(a.role, Text(f"{a.name} ({a.type}{country})"))
    if entry.when:
        table.add_row("when", Text(f"{when_days(entry.when)} “{entry.when.quote}”"))
    if entry.where:
        table.add_row("where", Text(entry.where.name))
    for amount in entry.amounts:
        in_dollars = converted(amount, published)
        more = f" {dollars(in_dollars)}" if in_dollars else ""
        table.add_row("amount", Text(money(amount.value, amount.unit, amount.bound) + more))
    if entry.mechanism:
        ordinal = f", no. {entry.mechanism.ordinal}" if entry.mechanism.ordinal else ""
        table.add_row("mechanism", Text(f"{entry.mechanism.name}{ordinal}"))
    if entry.topics:
        table.add_row("topics", ", ".join(entry.topics))
    return table


def _spans(entry: Entry) -> list[tuple[int, int]]:
    slots = [*entry.actors, *entry.amounts, *(s for s in (entry.when, entry.where, entry.mechanism) if s)]
    return [(slot.start, slot.end) for slot in slots]


def entry_lines(one: Listed) -> list[RenderableType]:
    """Return an entry: what it is, its slots, then each evidence lit in its passage, and the release."""
    entry, release = one.entry, one.release
    status = f" · {one.status}" if one.status else ""
    passages = [lit(release.text, e.start, e.end, _spans(entry)) for e in entry.evidence]
    source = f"{release.publisher}, {release.published}: {release.title} ({release.id})"
    return [
        Text(f"{headline(entry)}{status} · confidence {entry.confidence:.2f} · {entry.id}", "bold"),
        indented(_slots(entry, release.published)),
        *(indented(passage) for passage in passages),
        indented(Text(source, "dim")),
        *_became(one),
    ]


def judged_lines(decided: Judged) -> list[RenderableType]:
    """Return what persons decided about an entry, and what was read where that is another."""
    lines: list[RenderableType] = []
    for one in decided.decisions:
        told = one.judgement
        what = " ".join(part for part in (told.decision, told.object) if part)
        change = f": {one.old or 'nothing'} → {one.new or 'nothing'}" if told.kind == "slot" else ""
        why = f" “{told.why}”" if told.why else ""
        gone = "" if one.stands else ", stands no more"
        lines.append(indented(Text(f"{one.number}  {what}{change}{why} ({told.who}, {one.at[:16]}{gone})")))
    if not lines:
        return []
    read = decided.read
    original = f"read as: {headline(read)}, confidence {read.confidence:.2f}" if read else "not read any more"
    return [Text("decided", "bold"), *lines, indented(Text(original, "dim"))]


def _became(one: Listed) -> list[RenderableType]:
    """Return what became of an undertaking, each step with its words, and which releases tell it too."""
    lines: list[RenderableType] = []
    if one.status and len(one.fate.history) > 1:
        steps = Table.grid(padding=(0, 2, 0, 0))
        for step in one.fate.history:
            told = one.source(step.entry)
            words = " … ".join(e.quote for e in told.entry.evidence)
            steps.add_row(str(step.on), step.status, Text(f"“{words}” ({told.release.id})"))
        lines += [Text("what became of it", "bold"), indented(steps)]
    others = [
        one.source(name).release for name in (one.fate.head, *one.fate.tellings) if name != one.entry.id
    ]
    if others:
        also = [f"{r.publisher}, {r.published}: {r.title} ({r.id})" for r in others]
        lines += [Text("told also by", "bold"), *(indented(Text(each, "dim")) for each in also)]
    return lines


def _release_lines(shown: ShownRelease) -> list[RenderableType]:
    release = shown.release.release
    lines: list[RenderableType] = [
        Text(release.title, "bold"),
        Text(f"{release.publisher}, {release.published} · {release.id}", "dim"),
        *([Text(release.url, "dim")] if release.url else []),
        Text(release.text[len(release.title) + 1 :]),
        Text(""),
        Text(count(len(shown.entries), "entry", "entries"), "bold"),
        _table(shown.entries),
    ]
    if shown.unread:
        lines += [Text(""), Text("not read", "bold")]
        lines += [indented(Text(f"{u.why}: {release.text[u.start : u.end]}")) for u in shown.unread]
    return lines
