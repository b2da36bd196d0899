"""Finds the entry a decision is about among those read now, also where a later reading gave it another id."""

import re
from collections.abc import Sequence

from communique.ledger.decisions.snapshot import Snapshot
from communique.records import Entry, Span
from communique.text import anchor

_TRIGGER = re.compile(r"“(.*)”(.*)")


class UnsureError(Exception):
    """The passage of a decision is gone, or more than one entry there could be the one that was judged."""


def target_of(kept: Snapshot, text: str, entries: Sequence[Entry]) -> Entry | None:
    """Return the entry that was judged, None where it is not read now; raise UnsureError.

    Its passage must stand as it did. There it is the entry of the same id; else the one of its kind that
    hangs on the same words; else the only one of its kind, if it was the only one when it was judged.
    """
    first = Span(kept.entry.evidence[0].start, kept.entry.evidence[0].end)
    place = anchor(text, kept.passages[first])
    if place is None:
        raise UnsureError
    near = [one for one in entries if _lies_in(one, place) and one.id not in kept.beside]
    same = [one for one in near if one.id == kept.entry.id]
    if same:
        return same[0]
    near = [one for one in near if one.kind == kept.entry.kind]
    alike = [one for one in near if _same_trigger(one, kept.entry)]
    found = alike or near
    if len(found) > 1 or (found and not alike and kept.beside):
        raise UnsureError
    return found[0] if found else None


def _lies_in(entry: Entry, place: Span) -> bool:
    return any(place.overlaps(Span(one.start, one.end)) for one in entry.evidence)


def _same_trigger(one: Entry, other: Entry) -> bool:
    """Tell whether two entries hang on the same words, which the reader names in its rule."""
    a, b = _TRIGGER.search(one.rule), _TRIGGER.search(other.rule)
    return bool(a and b and a.groups() == b.groups())
