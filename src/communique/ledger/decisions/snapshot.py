"""An entry as it was judged, with the words its spans stand on, so that it can be found in another text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from communique.records import Entry, Evidence, Span
from communique.text import Passage, anchor, passage_at


@cache
def _adapter() -> TypeAdapter[Entry]:
    """Return what writes and reads an entry; made when first needed, since making it takes time."""
    return TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An entry, the passage of each of its spans, and the others of its kind in its first evidence."""

    entry: Entry
    passages: dict[Span, Passage]
    beside: tuple[str, ...] = ()

    def to_value(self) -> dict[str, Any]:
        """Return what `from_value` reads, of plain JSON types."""
        return {
            "entry": _adapter().dump_python(self.entry, mode="json"),
            "passages": [[s.start, s.end, asdict(p)] for s, p in sorted(self.passages.items())],
            "beside": list(self.beside),
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "Snapshot":
        """Return the snapshot that `to_value` wrote."""
        passages = {Span(start, end): Passage(**passage) for start, end, passage in value["passages"]}
        entry = _adapter().validate_json(json.dumps(value["entry"]))
        return cls(entry, passages, tuple(value["beside"]))


def snapshot(entry: Entry, text: str, beside: tuple[str, ...] = ()) -> Snapshot:
    """Return an entry with the words of `text` it stands on."""
    return Snapshot(entry, {span: passage_at(text, span) for span in spans_of(entry)}, beside)


def spans_of(entry: Entry) -> set[Span]:
    """Return every span of an entry, slots included."""
    slots: list[Any] = [*entry.evidence, *entry.actors, *entry.amounts]
    slots += [slot for slot in (entry.when, entry.where, entry.mechanism) if slot]
    return {Span(slot.start, slot.end) for slot in slots}


def found_again(kept: Snapshot, text: str) -> Entry | None:
    """Return the entry with its spans in another text, None where one of them is not certain.

    What lies within its first evidence moves with it; everything else is found by its own words.
    """
    first = Span(kept.entry.evidence[0].start, kept.entry.evidence[0].end)
    place = anchor(text, kept.passages[first])
    if place is None:
        return None
    shift = place.start - first.start
    places = {
        span: Span(span.start + shift, span.end + shift) if first.contains(span) else anchor(text, passage)
        for span, passage in kept.passages.items()
    }
    if None in places.values():
        return None
    return moved(kept.entry, lambda span: places[span] or span, text)


def moved(entry: Entry, to: Callable[[Span], Span], text: str) -> Entry:
    """Return an entry with each span put where `to` says, its quotes those of `text`."""

    def put(slot: Any) -> Any:  # noqa: ANN401 - any slot with a span
        span = to(Span(slot.start, slot.end))
        quote = {"quote": text[span.start : span.end]} if hasattr(slot, "quote") else {}
        return replace(slot, start=span.start, end=span.end, **quote)

    return replace(
        entry,
        evidence=tuple(_ordered(put(one) for one in entry.evidence)),
        actors=tuple(put(one) for one in entry.actors),
        amounts=tuple(put(one) for one in entry.amounts),
        **{name: slot and put(slot) for name, slot in _single(entry)},
    )


def _single(entry: Entry) -> list[tuple[str, Any]]:
    return [(name, getattr(entry, name)) for name in ("when", "where", "mechanism")]


def _ordered(spans: Iterator[Evidence]) -> list[Evidence]:
    return sorted(spans, key=lambda one: (one.start, one.end))
