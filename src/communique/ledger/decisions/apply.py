"""Applies the decisions that stand over a release to the entries read of it; pure, nothing is overwritten."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from communique.ledger.decisions.find import UnsureError, target_of
from communique.ledger.decisions.snapshot import Snapshot, found_again
from communique.ledger.decisions.turn import joined, parts_of, with_slot
from communique.records import Entry, Judgement

KINDS = ("entry", "slot", "merge", "split")  # the kinds of judgement that lie over the entries


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands, with its number."""

    number: int
    judgement: Judgement

    @property
    def value(self) -> dict[str, Any]:
        """What was kept with it."""
        found: dict[str, Any] = json.loads(self.judgement.value or "{}")
        return found

    @property
    def kept(self) -> Snapshot:
        """The entry as it was judged."""
        return Snapshot.from_value(self.value)


@dataclass(slots=True)
class Overlay:
    """What decisions make of entries: the rows they put in, those they put out of sight, and who waits.

    Each by the number of the decision; an orphan found its passage, or what it is about, no more.
    """

    made: dict[str, tuple[Entry, int]] = field(default_factory=dict)
    veiled: dict[str, int] = field(default_factory=dict)
    orphans: list[int] = field(default_factory=list)


class _State:
    """The entries of one release while decisions are applied, each with the decision that last touched it."""

    def __init__(self, text: str, entries: Sequence[Entry]) -> None:
        self.text = text
        self.shown = {one.id: one for one in entries}
        self.gone: dict[str, Entry] = {}
        self.by: dict[str, int] = {}

    def put(self, entry: Entry, number: int) -> None:
        """Show an entry in the place of the one with its id."""
        self.gone.pop(entry.id, None)
        self.shown[entry.id] = entry
        self.by[entry.id] = number

    def drop(self, entry: Entry, number: int) -> None:
        """Put an entry out of sight."""
        self.gone[entry.id] = self.shown.pop(entry.id, entry)
        self.by[entry.id] = number


def overlay(text: str, entries: Sequence[Entry], decisions: Sequence[Decided]) -> Overlay:
    """Return what the decisions, in the order they were made, make of the entries read of a text."""
    state, result = _State(text, entries), Overlay()
    for one in sorted(decisions, key=lambda decided: decided.number):
        try:
            _ACTS[one.judgement.kind](state, one)
        except UnsureError:
            result.orphans.append(one.number)
    read = {one.id: one for one in entries}
    result.made = {key: (one, state.by[key]) for key, one in state.shown.items() if read.get(key) != one}
    hidden = [key for key in read if state.shown.get(key) != read[key]]
    result.veiled = {key: state.by[key] for key in hidden}
    return result


def _target(state: _State, kept: Snapshot) -> Entry:
    """Return what was judged, shown or gone, or where it is not read now as it was; or raise UnsureError."""
    found = target_of(kept, state.text, [*state.shown.values(), *state.gone.values()])
    found = found or found_again(kept, state.text)
    if found is None:
        raise UnsureError
    return found


def _entry(state: _State, one: Decided) -> None:
    """Accept or reject an entry; what was accepted stays although it is not read any more."""
    if one.judgement.decision == "accept":
        state.put(replace(_target(state, one.kept), confidence=1.0), one.number)
        return
    target = target_of(one.kept, state.text, [*state.shown.values(), *state.gone.values()])
    if target and target.id in state.shown:
        state.drop(target, one.number)


def _slot(state: _State, one: Decided) -> None:
    """Put a person's value into a slot; what was rejected or joined stays out of sight, with the value."""
    target = _target(state, one.kept)
    fixed = with_slot(target, one.judgement.object or "", one.value["slot"], one.kept, state.text)
    fixed = replace(fixed, confidence=1.0)
    if target.id in state.gone:
        state.gone[target.id] = fixed
    else:
        state.put(fixed, one.number)


def _merge(state: _State, one: Decided) -> None:
    """Join an entry into another of the release; the other keeps its id."""
    target = _target(state, one.kept)
    other = _target(state, Snapshot.from_value(one.value["into"]))
    if target.id == other.id or target.id in state.gone or other.id in state.gone:
        raise UnsureError
    state.drop(target, one.number)
    state.put(joined(other, target), one.number)


def _split(state: _State, one: Decided) -> None:
    """Put the parts of an entry in its place."""
    target = _target(state, one.kept)
    parts = parts_of(target, state.text, one.value.get("at"))
    if target.id in state.gone or len(parts) < 2:
        raise UnsureError
    state.drop(target, one.number)
    for part in parts:
        state.put(part, one.number)


_ACTS: Mapping[str, Callable[[_State, Decided], None]] = {
    "entry": _entry,
    "slot": _slot,
    "merge": _merge,
    "split": _split,
}
