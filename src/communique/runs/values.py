"""Reads what a person puts into a slot: days, amounts, names, as the annotation of gold writes them."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from communique.errors import CommuniqueError
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    MechanismSlot,
    Release,
    Span,
    WhenSlot,
    WhereSlot,
)
from communique.records.kinds import ATTRIBUTES, KINDS, ActorType, AmountBound, Role

_DAYS = re.compile(r"(?:(by|since|about|=) )?(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_AMOUNT = re.compile(r"(>=|<=|>|<|~|=)?\s*(?:(-?[\d.]+)\s*(\S.*)|([A-Z]{3})\s*(-?[\d.]+))")
_NOTHING = ("none", "-", "")


class _Place:
    """Where the words of a value stand: those that are given, else the value's own, else the old slot's."""

    def __init__(self, entry: Entry, release: Release, words: str | None) -> None:
        self.entry, self.text, self.words = entry, release.text, words
        self.near = entry.evidence[0].start

    def of(self, name: str | None, old: Any = None) -> Span:  # noqa: ANN401 - any slot with a span
        """Return the span of a value; raise CommuniqueError where the words given are not in the release."""
        if self.words:
            found = self._find(self.words)
            if found is None:
                raise CommuniqueError(f"--words {self.words!r}: not in the release, to the letter")
            return found
        named = self._find(name) if name else None
        first = self.entry.evidence[0]
        return named or (Span(old.start, old.end) if old else Span(first.start, first.end))

    def _find(self, words: str) -> Span | None:
        """Return the occurrence nearest to the entry's evidence."""
        at = [match.start() for match in re.finditer(re.escape(words), self.text)]
        best = min(at, key=lambda start: (abs(start - self.near), start), default=None)
        return None if best is None else Span(best, best + len(words))


def read_slot(slot: str, given: str, entry: Entry, release: Release, words: str | None) -> tuple[str, Any]:
    """Return the slot's own name and the value that `given` writes; raise CommuniqueError where it is none.

    `force`, `stage`, `nature`: a value; `kind`: `measure/adopted`; `when`: `2024-06-30`, `by 2024-06-30`,
    `2024-01-01/2024-12-31`; `where`: `Seoul, KR`; `amounts`: `USD 1500000; > 170 firm`; `actors`:
    `by Korea; to Japan`, the type after a colon; `mechanism`: `Tin Dialogue#4`; `topics`: words; `summary`.
    `none` empties a slot. `words` are those of the release that the value rests on.
    """
    name = "attribute" if slot in ("force", "stage", "nature") else slot
    if name not in _READERS:
        raise CommuniqueError(
            f"{slot}: no slot of an entry; one of force, stage, nature, {', '.join(_READERS)}"
        )
    place = _Place(entry, release, words)
    text = "" if given.strip() in _NOTHING else given.strip()
    return name, _READERS[name](text, place)


def _kind(text: str, place: _Place) -> tuple[str, str | None]:
    kind, _, attribute = text.partition("/")
    if kind not in KINDS:
        raise CommuniqueError(f"kind {kind}: one of {', '.join(KINDS)}, with its attribute: measure/adopted")
    allowed = ATTRIBUTES[kind][1]
    if (attribute or None) not in (allowed or (None,)):
        raise CommuniqueError(f"kind {text}: needs its {ATTRIBUTES[kind][0]}: {kind}/{' or '.join(allowed)}")
    return kind, attribute or None


def _attribute(text: str, place: _Place) -> str:
    key, allowed = ATTRIBUTES[place.entry.kind]
    if text not in allowed:
        raise CommuniqueError(f"{text}: not a {key or 'value'} of a {place.entry.kind}: {', '.join(allowed)}")
    return text


def _when(text: str, place: _Place) -> WhenSlot | None:
    if not text:
        return None
    match = _DAYS.fullmatch(text)
    if match is None:
        raise CommuniqueError(f"when {text}: write it as 2024-06-30, by 2024-06-30 or 2024-01-01/2024-12-31")
    try:
        first, last = date.fromisoformat(match[2]), date.fromisoformat(match[3] or match[2])
    except ValueError as error:
        raise CommuniqueError(f"when {text}: {error}") from error
    if first > last:
        raise CommuniqueError(f"when {text}: the first day is after the last")
    span = place.of(None, place.entry.when)
    edtf = str(first) if first == last else f"{first}/{last}"
    bound: Any = match[1] or "="
    return WhenSlot(first, last, bound, edtf, place.text[span.start : span.end], span.start, span.end)


def _where(text: str, place: _Place) -> WhereSlot | None:
    if not text:
        return None
    name, _, country = (part.strip() for part in text.partition(","))
    span = place.of(name, place.entry.where)
    return WhereSlot(name, country or None, span.start, span.end)


def _amounts(text: str, place: _Place) -> tuple[AmountSlot, ...]:
    olds = iter(place.entry.amounts)
    return tuple(_amount(part.strip(), place, next(olds, None)) for part in text.split(";") if part.strip())


def _amount(text: str, place: _Place, old: AmountSlot | None) -> AmountSlot:
    match = _AMOUNT.fullmatch(text)
    try:
        value = Decimal(match[2] or match[5]) if match else None
    except InvalidOperation:
        value = None
    if match is None or value is None:
        raise CommuniqueError(f"amount {text}: write it as USD 1500000, 12 % or > 170 firm")
    bound: AmountBound = next((one for one in get_args(AmountBound) if one == match[1]), "=")
    span = place.of(None, old)
    return AmountSlot(value, match[3] or match[4], bound, span.start, span.end)


def _actors(text: str, place: _Place) -> tuple[ActorSlot, ...]:
    return tuple(_actor(part.strip(), place) for part in text.split(";") if part.strip())


def _actor(text: str, place: _Place) -> ActorSlot:
    role, _, rest = text.partition(" ")
    name, _, kind = (part.strip() for part in rest.partition(":"))
    if role not in get_args(Role) or not name:
        raise CommuniqueError(f"actor {text}: a role first, as `by Korea`: {', '.join(get_args(Role))}")
    old = next((actor for actor in place.entry.actors if actor.name == name), None)
    span = place.of(name, old)
    found: Any = kind or (old.type if old else "unnamed")
    if found not in get_args(ActorType):
        raise CommuniqueError(f"actor {text}: {found} is no type: {', '.join(get_args(ActorType))}")
    known: Any = role
    return ActorSlot(known, name, found, span.start, span.end, None, old.country if old else None)


def _mechanism(text: str, place: _Place) -> MechanismSlot | None:
    if not text:
        return None
    name, _, ordinal = text.partition("#")
    if not name.strip() or (ordinal and not ordinal.isdecimal()):
        raise CommuniqueError(f"mechanism {text}: write it as Tin Dialogue or Tin Dialogue#4")
    span = place.of(name.strip(), place.entry.mechanism)
    return MechanismSlot(name.strip(), int(ordinal) if ordinal else None, span.start, span.end)


def _topics(text: str, place: _Place) -> tuple[str, ...]:
    return tuple(sorted(set(text.replace(",", " ").split())))


def _summary(text: str, place: _Place) -> str:
    if not text:
        raise CommuniqueError("summary: an entry has one; write the line that stands for it")
    return text


_READERS: dict[str, Callable[[str, _Place], Any]] = {
    "kind": _kind,
    "attribute": _attribute,
    "when": _when,
    "where": _where,
    "amounts": _amounts,
    "actors": _actors,
    "mechanism": _mechanism,
    "topics": _topics,
    "summary": _summary,
}

SLOTS: tuple[str, ...] = tuple(_READERS)


def written(slot: str, entry: Entry) -> str:
    """Return the value of a slot of SLOTS as `read_slot` reads it, "" for an empty one."""
    return _WRITERS[slot](entry)


def _when_written(entry: Entry) -> str:
    when = entry.when
    if not when:
        return ""
    bound = "" if when.bound == "=" else f"{when.bound} "
    return f"{bound}{when.first}" + (f"/{when.last}" if when.last != when.first else "")


def _amount_written(one: AmountSlot) -> str:
    bound = "" if one.bound == "=" else f"{one.bound} "
    currency = len(one.unit) == 3 and one.unit.isupper()
    return bound + (f"{one.unit} {one.value:f}" if currency else f"{one.value:f} {one.unit}")


def _mechanism_written(entry: Entry) -> str:
    told = entry.mechanism
    return (f"{told.name}#{told.ordinal}" if told.ordinal else told.name) if told else ""


_WRITERS: dict[str, Callable[[Entry], str]] = {
    "kind": lambda entry: f"{entry.kind}/{entry.attribute}" if entry.attribute else entry.kind,
    "attribute": lambda entry: entry.attribute or "",
    "when": _when_written,
    "where": lambda e: ", ".join(p for p in (e.where.name, e.where.country) if p) if e.where else "",
    "amounts": lambda entry: "; ".join(_amount_written(one) for one in entry.amounts),
    "actors": lambda entry: "; ".join(f"{one.role} {one.name}" for one in entry.actors),
    "mechanism": _mechanism_written,
    "topics": lambda entry: " ".join(entry.topics),
    "summary": lambda entry: entry.summary,
}
