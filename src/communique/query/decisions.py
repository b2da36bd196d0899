"""Every decision and what it changed: the log, and what was decided on one entry or release."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import entries_of, judgement_of
from communique.ledger.schema import entry, judgement, revision
from communique.query.book import Book, Moment
from communique.records import Entry, Judgement
from communique.records.judgement import UNDONE, Pair, standing


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision with its number and time (ISO 8601, UTC), what it found and what it left."""

    number: int
    at: str
    judgement: Judgement
    old: str  # in words, "" where there was nothing
    new: str
    stands: bool

    @property
    def quote(self) -> str:
        """The words it was made before, "" where it was made before none."""
        kept = self.judgement.passage or ""
        return str(json.loads(kept)["quote"]) if kept.startswith("{") else ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided about an entry, the oldest first, and how the reader reads it, if it does."""

    decisions: tuple[Logged, ...]
    read: Entry | None


def decisions(book: Book, as_of: date | None = None, persons_only: bool = False) -> list[Logged]:
    """Return the decisions known at a moment, the oldest first; with `persons_only` none of a rule."""
    with book.at(as_of) as moment:
        return _logged(moment, sa.true(), persons_only)


def judged(book: Book, key: str, as_of: date | None = None) -> Judged:
    """Return what persons decided about an entry, by its whole id, and what was read in its place."""
    with book.at(as_of) as moment:
        about = sa.or_(judgement.c.subject == key, judgement.c.object == key)
        query = sa.select(entry).where(entry.c.id == key, entry.c.judged.is_(None), moment.reads(entry))
        rows = moment.rows(query.order_by(entry.c.row.desc()).limit(1))
        read = entries_of(moment.connection, rows)
        return Judged(tuple(_logged(moment, about, persons_only=True)), read[0] if read else None)


def _logged(moment: Moment, which: sa.ColumnElement[bool], persons_only: bool) -> list[Logged]:
    query = (
        sa.select(judgement, revision.c.at)
        .join(revision, judgement.c.revision == revision.c.number)
        .where(which, moment.knows(judgement))
        .order_by(judgement.c.number)
    )
    if persons_only:
        query = query.where(judgement.c.who.not_like("rule:%"))
    return _told(moment.rows(query))


def _told(rows: Iterable[sa.RowMapping]) -> list[Logged]:
    found: list[Logged] = []
    before: dict[Pair, list[Judgement]] = {}
    for row in rows:
        one = judgement_of(row)
        known = before.setdefault(one.pair, [])
        old = standing(known).get(one.pair)
        known.append(one)
        new = standing(known).get(one.pair)
        found.append(Logged(row["number"], row["at"], one, _words(old, one), _words(new, one), False))
    last = {pair: standing(known).get(pair) for pair, known in before.items()}
    return [replace(one, stands=last[one.judgement.pair] is one.judgement) for one in found]


def _words(said: Judgement | None, about: Judgement) -> str:
    """Return what a judgement left, in words: the value of a slot, else the decision."""
    if about.kind == "slot":
        value = json.loads((said or about).value or "{}")
        return slot_words(value.get("slot") if said else _read(value, about.object or ""))
    if said is None or said.decision == UNDONE:
        return ""
    return f"{said.relation}: {said.decision}" if said.relation else said.decision


def _read(value: dict[str, Any], slot: str) -> Any:  # noqa: ANN401 - a value of plain JSON types
    found = value.get("entry", {})
    return [found.get("kind"), found.get("attribute")] if slot == "kind" else found.get(slot)


def slot_words(value: Any) -> str:  # noqa: ANN401 - a value of plain JSON types
    """Return a slot's value in one line: `by 2024-06-30/2024-06-30`, `USD 1500000`, `by Korea`."""
    match value:
        case {"first": first, "last": last, "bound": bound}:
            return f"{bound} {first}/{last}".removeprefix("= ")
        case {"value": number, "unit": unit, "bound": bound}:
            return f"{bound} {unit} {number}".removeprefix("= ")
        case {"role": role, "name": name}:
            return f"{role} {name}"
        case {"name": name, "ordinal": ordinal}:
            return f"{name}#{ordinal}" if ordinal else str(name)
        case {"name": name}:
            return str(name)
        case list():
            return "; ".join(slot_words(part) for part in value if part is not None) or "none"
    return "none" if value is None else str(value)
