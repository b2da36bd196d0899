"""What a decision makes of an entry: a slot put in, two joined into one, one taken apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from communique.ledger.decisions.find import UnsureError
from communique.ledger.decisions.snapshot import Snapshot, moved, spans_of
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Span,
    WhenSlot,
    WhereSlot,
    stable_id,
)
from communique.text import anchor

# Slot -> its type: what a person may put in place of what was read.
SLOTS: dict[str, TypeAdapter[Any]] = {
    "kind": TypeAdapter(tuple[str, str | None]),  # with its attribute
    "attribute": TypeAdapter(str | None),
    "actors": TypeAdapter(tuple[ActorSlot, ...]),
    "when": TypeAdapter(WhenSlot | None),
    "where": TypeAdapter(WhereSlot | None),
    "amounts": TypeAdapter(tuple[AmountSlot, ...]),
    "mechanism": TypeAdapter(MechanismSlot | None),
    "topics": TypeAdapter(tuple[str, ...]),
    "summary": TypeAdapter(str),
}


_WORDLESS = ("attribute", "topics", "summary")


def with_slot(entry: Entry, slot: str, value: Any, kept: Snapshot, text: str) -> Entry:  # noqa: ANN401
    """Return an entry with a person's value, its words found in `text`; raise UnsureError where they are not.

    `value` is of plain JSON types; the spans in it are those of the text it was judged in.
    """
    given = SLOTS[slot].validate_python(value)
    if slot == "kind":
        return replace(entry, kind=given[0], attribute=given[1])
    if slot in _WORDLESS:
        return replace(entry, **{slot: given})
    bare = replace(entry, evidence=(), actors=(), amounts=(), when=None, where=None, mechanism=None)
    alone = replace(bare, **{slot: given})
    places = {span: _place(span, kept, text) for span in spans_of(alone)}
    return replace(entry, **{slot: getattr(moved(alone, lambda span: places[span], text), slot)})


def _place(span: Span, kept: Snapshot, text: str) -> Span:
    """Return where a span of the judged text stands in `text`: within the passage it moves with that."""
    first = Span(kept.entry.evidence[0].start, kept.entry.evidence[0].end)
    within = first.contains(span)
    now = anchor(text, kept.passages[first if within else span])
    if now is None:
        raise UnsureError
    shift = now.start - first.start
    return Span(span.start + shift, span.end + shift) if within else now


def joined(main: Entry, other: Entry) -> Entry:
    """Return `main` with the evidence and the parties of `other`, and the slots it lacked."""
    evidence = sorted({*main.evidence, *other.evidence}, key=lambda one: (one.start, one.end))
    known = {actor.name for actor in main.actors}
    return replace(
        main,
        evidence=tuple(evidence),
        actors=main.actors + tuple(actor for actor in other.actors if actor.name not in known),
        when=main.when or other.when,
        where=main.where or other.where,
        amounts=main.amounts or other.amounts,
        mechanism=main.mechanism or other.mechanism,
        topics=tuple(sorted({*main.topics, *other.topics})),
        confidence=1.0,
    )


def parts_of(entry: Entry, text: str, at: str | None = None) -> list[Entry]:
    """Return the parts of an entry: one for each evidence, or two, cut before the words `at`.

    Its parties are those of each part; every other value goes with the part its words stand in or near.
    """
    pieces = _cut(entry.evidence, text, at) if at else list(entry.evidence)
    return [_part(entry, number, pieces) for number in range(len(pieces))] if len(pieces) > 1 else [entry]


def _cut(evidence: Sequence[Evidence], text: str, at: str) -> list[Evidence]:
    for one in evidence:
        start = one.quote.find(at)
        if start > 0:
            low = one.start + len(one.quote[:start].rstrip())
            cut = [(one.start, low), (one.start + start, one.end)]
            return [Evidence(a, b, text[a:b]) for a, b in cut]
    return []


def _part(entry: Entry, number: int, pieces: Sequence[Evidence]) -> Entry:
    def mine(slot: Any) -> bool:  # noqa: ANN401 - any slot with a span
        return _nearest(slot, pieces) == number

    piece = pieces[number]
    return replace(
        entry,
        id=stable_id("ent", entry.id, piece.quote),
        evidence=(piece,),
        summary=" ".join(piece.quote.split()),
        rule=f"{entry.rule} part {number + 1}",
        when=entry.when if entry.when and mine(entry.when) else None,
        where=entry.where if entry.where and mine(entry.where) else None,
        amounts=tuple(one for one in entry.amounts if mine(one)),
        mechanism=entry.mechanism if entry.mechanism and mine(entry.mechanism) else None,
        confidence=1.0,
    )


def _nearest(slot: Any, pieces: Sequence[Evidence]) -> int:  # noqa: ANN401
    """Return the piece that holds a slot's words, else the one nearest to them."""
    far = [max(piece.start - slot.end, slot.start - piece.end, 0) for piece in pieces]
    return far.index(min(far))
