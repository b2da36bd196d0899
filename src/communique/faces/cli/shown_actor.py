"""Lines of `communique show` for an actor: its names, its offices, and in words why the names are one."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.faces.cli.output import indented
from communique.faces.words import count
from communique.query import Actor, ShownActor
from communique.records import Judgement


def actor_lines(shown: ShownActor) -> Iterator[RenderableType]:
    """Yield an actor without its entries."""
    actor = shown.actor
    told = f"{count(actor.entries, 'entry', 'entries')} in {count(actor.releases, 'release', 'releases')}"
    where = f", {actor.country}" if actor.country and actor.type != "country" else ""
    yield Text(f"{actor.name} ({actor.type}{where}) · {told} · {actor.id}", "bold")
    if actor.members:
        yield Text(f"members: {' '.join(actor.members)}")
    for office in actor.offices:
        yield Text(f"told as {office.office}, {office.first} to {office.last}")
    if len(actor.names) > 1 or shown.why:
        yield Text("names", "bold")
        yield indented(_names(actor))
    if shown.why:
        yield Text("why they are one", "bold")
        for one in shown.why:
            yield indented(Text(_why(one)))


def _names(actor: Actor) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for name in actor.names:
        table.add_row(Text(name.name), name.country or "", count(name.entries, "entry", "entries"), name.id)
    return table


def _why(one: Judgement) -> str:
    if one.by_rule:
        return f"{one.why} [{one.subject} = {one.object}, sure {one.score or 1:.2f}]"
    verb = "are one" if one.decision == "same" else "are two"
    return f"{one.subject} and {one.object} {verb}, says {one.who}: {one.why}"
