"""Tells what became of undertakings between two tellings: new, carried, firmer, softer, moved, gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from communique.packs import Pack, load_pack
from communique.records import Entry
from communique.records.kinds import ATTRIBUTES
from communique.records.undertaking import deadline, is_undertaking
from communique.resolve.versions.pair import pair
from communique.text import fold

What = Literal["new", "carried", "strengthened", "softened", "dropped", "moved"]
Turn = Literal["strengthened", "softened", "moved", "changed"]
_BOUNDS = ("<", "<=", "~", "=", ">=", ">")  # from the least that is promised to the most


class Hedges(Pack):
    """`en/hedges`."""

    words: frozenset[str]


@cache
def _hedges() -> frozenset[str]:
    return frozenset(fold(words) for words in load_pack("en/hedges", Hedges).words)


@dataclass(frozen=True, slots=True)
class Side:
    """One telling: its entries and the day it was published."""

    entries: Sequence[Entry]
    published: date


@dataclass(frozen=True, slots=True)
class SlotChange:
    """One value that differs, before and after; "" where there is none."""

    slot: str
    old: str
    new: str
    what: Turn


@dataclass(frozen=True, slots=True)
class Compared:
    """One undertaking on two sides; `old` is None where it is new, `new` where it was dropped."""

    what: What
    old: Entry | None
    new: Entry | None
    changes: tuple[SlotChange, ...] = ()


def compare(old: Side, new: Side) -> tuple[Compared, ...]:
    """Return every undertaking of either side once, in the order of the new side, dropped ones last."""
    pairs = pair(old.entries, new.entries)
    found = [_compared(a, b, old, new) for a, b in pairs if _matters(a, old) or _matters(b, new)]
    return tuple(sorted(found, key=_place))


def _matters(entry: Entry | None, side: Side) -> bool:
    return entry is not None and is_undertaking(entry)


def _place(one: Compared) -> tuple[bool, int, str]:
    entry = one.new or one.old
    return one.new is None, entry.evidence[0].start if entry else 0, entry.id if entry else ""


def _compared(a: Entry | None, b: Entry | None, old: Side, new: Side) -> Compared:
    if a is None or b is None:
        return Compared("new" if a is None else "dropped", a, b)
    changes = tuple(_changes(a, b, old.published, new.published))
    turns = [change.what for change in changes]
    firmness: list[What] = [turn for turn in turns if turn == "softened" or turn == "strengthened"]
    what: What = firmness[0] if firmness else "moved" if "moved" in turns else "carried"
    return Compared(what, a, b, changes)


def _changes(a: Entry, b: Entry, before: date, after: date) -> Iterator[SlotChange]:
    """Yield what differs, the most telling first: how firm, on what condition, by when, how much."""
    if a.attribute != b.attribute:
        ladder = ATTRIBUTES[a.kind][1]
        rose = ladder.index(b.attribute or "") > ladder.index(a.attribute or "")
        slot = ATTRIBUTES[a.kind][0]
        yield SlotChange(slot, a.attribute or "", b.attribute or "", "strengthened" if rose else "softened")
    if (was := _hedged(a)) != (now := _hedged(b)) and bool(was) != bool(now):
        yield SlotChange("condition", was, now, "softened" if now else "strengthened")
    yield from _moves(a, b, before, after)
    yield from _amounts(a, b)


def _hedged(entry: Entry) -> str:
    """Return the first words, in the order of the alphabet, on which an entry makes itself depend."""
    told = f" {fold(' '.join(e.quote for e in entry.evidence))} "
    return min((words for words in _hedges() if f" {words} " in told), default="")


def _moves(a: Entry, b: Entry, before: date, after: date) -> Iterator[SlotChange]:
    """Yield a deadline that moved, came or went; the day of an act is none."""
    was, now = deadline(a, before), deadline(b, after)
    if was == now:
        return
    what: Turn = "moved" if was and now else "strengthened" if now else "softened"
    yield SlotChange("when", _quote(a) if was else "", _quote(b) if now else "", what)


def _quote(entry: Entry) -> str:
    when = entry.when
    return f"{when.bound} {when.first}/{when.last}".removeprefix("= ") if when else ""


def _amounts(a: Entry, b: Entry) -> Iterator[SlotChange]:
    """Yield each unit whose amounts differ; which way is told only where either side has one of it."""
    units = dict.fromkeys(amount.unit for amount in (*a.amounts, *b.amounts))
    for unit in units:
        was = [(abs(x.value), _BOUNDS.index(x.bound)) for x in a.amounts if x.unit == unit]
        now = [(abs(x.value), _BOUNDS.index(x.bound)) for x in b.amounts if x.unit == unit]
        if sorted(was) != sorted(now):
            yield SlotChange("amount", _told(was, unit), _told(now, unit), _turn(was, now))


def _turn(was: list[tuple[Decimal, int]], now: list[tuple[Decimal, int]]) -> Turn:
    if len(was) == len(now) == 1:
        return "strengthened" if now > was else "softened"
    return "changed"


def _told(amounts: list[tuple[Decimal, int]], unit: str) -> str:
    return ", ".join(f"{_BOUNDS[bound]} {value:f} {unit}".removeprefix("= ") for value, bound in amounts)
