"""One write transaction: ends the rows that changed, adds the new ones, under one revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

import communique
from communique.errors import LedgerError
from communique.ledger import schema
from communique.ledger.door import check_reading
from communique.ledger.plan import Plan, load_stored
from communique.ledger.rows import Row, chunks, entry_row, slot_rows, unread_row, version_row
from communique.records import Judgement, Reading


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the readings: the program, its packs and its model."""

    program: str = communique.__version__
    packs: str = ""
    model: str = ""


THIS_PROGRAM = Versions()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write did, counted in releases; `revision` is None where nothing changed."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[LedgerError, ...] = ()
    revision: int | None = None


def write_readings(
    connection: sa.Connection, readings: Sequence[Reading], versions: Versions, now: datetime
) -> Receipt:
    """Write the readings as one revision, or none where all of it stands already."""
    admitted, refused = _admit(readings)
    stored = load_stored(connection, list(admitted))
    plan = Plan(_next(connection, schema.release_version.c.version))
    for name, reading in admitted.items():
        plan.add(reading, stored.get(name))
    revision = None
    if plan:
        revision = _add_revision(connection, versions, now)
        _end(connection, plan, revision)
        _add(connection, plan, revision)
    return Receipt(len(plan.new), plan.changed, plan.same, tuple(refused), revision)


def write_judgement(
    connection: sa.Connection, judgement: Judgement, versions: Versions, now: datetime
) -> int:
    """Write one decision as a revision of its own and return its number."""
    revision = _add_revision(connection, versions, now)
    number = _next(connection, schema.judgement.c.number)
    columns = ("kind", "subject", "object", "decision", "who", "why", "passage")
    values = {name: getattr(judgement, name) for name in columns}
    connection.execute(schema.judgement.insert(), {"number": number, "revision": revision, **values})
    return number


def _admit(readings: Sequence[Reading]) -> tuple[dict[str, Reading], list[LedgerError]]:
    """Return the readings that may enter, by release, and why the others may not."""
    admitted: dict[str, Reading] = {}
    refused = []
    for reading in readings:
        name = reading.release.id
        try:
            check_reading(reading)
            if admitted.setdefault(name, reading) != reading:
                raise LedgerError(f"{name}: twice in one write, with different words or entries")
        except LedgerError as error:
            refused.append(error)
    return admitted, refused


def _end(connection: sa.Connection, plan: Plan, revision: int) -> None:
    for table, numbers in plan.ended.items():
        key = next(iter(table.primary_key))
        for part in chunks(numbers):
            connection.execute(sa.update(table).where(key.in_(part)).values(to_revision=revision))


def _add(connection: sa.Connection, plan: Plan, revision: int) -> None:
    lifetime = {"from_revision": revision, "to_revision": None}
    releases = [{"id": new.id, "publisher": new.publisher, "revision": revision} for new in plan.new]
    _insert(connection, schema.release, releases)
    versions = [{**version_row(new), "version": number, **lifetime} for number, new in plan.versions]
    _insert(connection, schema.release_version, versions)
    first = _next(connection, schema.unread.c.row)
    unread = [
        {**unread_row(sentence), "row": row, "version": version, **lifetime}
        for row, (version, sentence) in enumerate(plan.unread, first)
    ]
    _insert(connection, schema.unread, unread)
    _add_entries(connection, plan, lifetime)


def _add_entries(connection: sa.Connection, plan: Plan, lifetime: Row) -> None:
    first = _next(connection, schema.entry.c.row)
    rows: dict[sa.Table, list[Row]] = {schema.entry: [], **{table: [] for table in schema.SLOTS}}
    for row, (version, entry) in enumerate(plan.entries, first):
        rows[schema.entry].append({**entry_row(entry), "row": row, "version": version, **lifetime})
        for table, slots in slot_rows(entry).items():
            rows[table] += [{"entry": row, "position": at, **slot} for at, slot in enumerate(slots)]
    for table, found in rows.items():
        _insert(connection, table, found)


def _insert(connection: sa.Connection, table: sa.Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _add_revision(connection: sa.Connection, versions: Versions, now: datetime) -> int:
    """Add a revision at `now`, or at the time of the last one where the clock went back."""
    table = schema.revision
    newest = sa.select(table.c.number, table.c.at).order_by(table.c.number.desc()).limit(1)
    number, last = connection.execute(newest).first() or (0, "")
    row = {
        "number": number + 1,
        "at": max(last, now.astimezone(UTC).isoformat(timespec="microseconds")),
        "program": versions.program,
        "packs": versions.packs,
        "model": versions.model,
    }
    connection.execute(table.insert(), row)
    return int(number) + 1


def _next(connection: sa.Connection, key: sa.Column[Any]) -> int:
    """Return the next number of a key; the one writer counts, so that rows and their slots go in together."""
    last: int | None = connection.scalar(sa.select(sa.func.max(key)))
    return (last or 0) + 1
