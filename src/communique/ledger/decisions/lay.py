"""Lays the decisions that stand over a release as rows: what has to be added and what ended."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.decisions.apply import KINDS, Decided, Overlay, overlay
from communique.ledger.door import entry_faults
from communique.ledger.rows import entries_of, judgement_of
from communique.ledger.schema import entry, judgement, release_version, veil
from communique.records import Entry
from communique.records.judgement import standing


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes the rows of a release what its decisions want: entries of a version, and rows by number."""

    version: int
    make: Sequence[tuple[Entry, int]]  # with the number of the decision
    unmake: Sequence[int]  # rows of `entry`
    hide: Sequence[tuple[int, int]]  # rows of `entry` with the number of the decision
    unhide: Sequence[int]


def decisions_over(connection: sa.Connection, release: str, until: int | None = None) -> list[Decided]:
    """Return the decisions of persons that stand over the entries of a release, up to a revision."""
    query = sa.select(judgement).where(judgement.c.release == release, judgement.c.kind.in_(KINDS))
    if until is not None:
        query = query.where(judgement.c.revision <= until)
    rows = connection.execute(query.order_by(judgement.c.number)).mappings().all()
    made = [judgement_of(row) for row in rows]
    numbers = {one.pair: row["number"] for one, row in zip(made, rows, strict=True)}
    return [Decided(numbers[pair], one) for pair, one in standing(made).items()]


def overlay_now(connection: sa.Connection, release: str) -> Overlay:
    """Return what the decisions over a release make of the entries read of its newest version."""
    version = _version(connection, release)
    read = _rows(connection, version["version"], entry.c.judged.is_(None)) if version else []
    text = version["text"] if version else ""
    return overlay(text, entries_of(connection, read), decisions_over(connection, release))


def plan(connection: sa.Connection, release: str) -> Plan | None:
    """Return what has to change for the decisions over a release to show, None where nothing has."""
    version = _version(connection, release)
    judged = sa.select(judgement.c.number).where(judgement.c.release == release).limit(1)
    if version is None or connection.scalar(judged) is None:
        return None
    wanted = overlay_now(connection, release)
    row_of = {
        row["id"]: row["row"] for row in _rows(connection, version["version"], entry.c.judged.is_(None))
    }
    made = _rows(connection, version["version"], entry.c.judged.is_not(None))
    known = {
        (one, row["judged"]): row["row"] for one, row in zip(entries_of(connection, made), made, strict=True)
    }
    veils = {row["entry"]: row["judged"] for row in _veils(connection, release)}
    hide = {row_of[key]: number for key, number in wanted.veiled.items()}
    found = Plan(
        version["version"],
        make=[one for one in wanted.made.values() if one not in known],
        unmake=[row for one, row in known.items() if one not in wanted.made.values()],
        hide=[(row, number) for row, number in hide.items() if veils.get(row) != number],
        unhide=[row for row, number in veils.items() if hide.get(row) != number],
    )
    return found if found.make or found.unmake or found.hide or found.unhide else None


def check_decision(connection: sa.Connection, release: str, number: int) -> None:
    """Return if a decision over a release can be applied and may enter; else raise LedgerError."""
    wanted = overlay_now(connection, release)
    if number in wanted.orphans:
        raise LedgerError(f"{release}: this cannot be decided: the entry is not there as it was")
    version = _version(connection, release)
    for one, by in wanted.made.values():
        for fault in entry_faults(one, version["text"]) if version and by == number else ():
            raise LedgerError(f"{one.id}: {fault}")


def _version(connection: sa.Connection, release: str) -> sa.RowMapping | None:
    query = sa.select(release_version).where(
        release_version.c.release == release, release_version.c.to_revision.is_(None)
    )
    return connection.execute(query).mappings().first()


def _rows(connection: sa.Connection, version: int, which: sa.ColumnElement[bool]) -> Sequence[sa.RowMapping]:
    query = sa.select(entry).where(entry.c.version == version, entry.c.to_revision.is_(None), which)
    return connection.execute(query.order_by(entry.c.row)).mappings().all()


def _veils(connection: sa.Connection, release: str) -> Sequence[sa.RowMapping]:
    query = (
        sa.select(veil)
        .select_from(veil.join(entry).join(release_version, entry.c.version == release_version.c.version))
        .where(release_version.c.release == release, veil.c.to_revision.is_(None))
    )
    return connection.execute(query.order_by(veil.c.entry)).mappings().all()
