"""A ledger opened for reading, as it is or as it stood at the end of a day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from communique.ledger import Ledger, open_ledger
from communique.ledger.schema import entry, release, release_version, revision, veil


@dataclass(frozen=True, slots=True)
class Moment:
    """One state of the ledger: a connection, the last revision that counts, and the day it is read as of."""

    connection: sa.Connection
    revision: int
    today: date
    past: bool = False

    def holds(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row of `table` stands at this moment and no decision hides it.

        In the past stands what the ledger knew by then; of a release that it read only later but that was
        published by then, what it knows now.
        """
        if table is not entry:
            return self.reads(table)
        hides = sa.exists().where(veil.c.entry == entry.c.row, self._stands(veil, entry.c.version))
        return sa.and_(self.reads(table), ~hides)

    def reads(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row stands at this moment, whatever was decided over it."""
        return self._stands(table, table.c.version)

    def knows(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row of `judgement` was made by this moment.

        Over a release that was read only later, what is decided now counts, as what is read of it does.
        """
        if not self.past:
            return sa.true()
        later = self._read_later(lambda one: one.c.release == table.c.release)
        return sa.or_(table.c.revision <= self.revision, later)

    def stood(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row stands at this moment by what the ledger knew then, and no more."""
        ended = table.c.to_revision
        known = table.c.from_revision <= self.revision
        return sa.and_(known, sa.or_(ended.is_(None), ended > self.revision))

    def _stands(self, table: sa.Table, version: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
        ended = table.c.to_revision
        if not self.past:
            return ended.is_(None)
        known = sa.and_(
            table.c.from_revision <= self.revision, sa.or_(ended.is_(None), ended > self.revision)
        )
        return sa.or_(known, sa.and_(ended.is_(None), self._read_later(lambda one: one.c.version == version)))

    def knew(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row of `table` stands at this moment or stood before."""
        if not self.past:
            return sa.true()
        later = self._read_later(lambda one: one.c.version == table.c.version)
        return sa.or_(table.c.from_revision <= self.revision, later)

    def has_ended(self, row: sa.RowMapping) -> bool:
        """Tell whether a row that was known has ended by this moment."""
        ended: int | None = row["to_revision"]
        read_later = row["from_revision"] > self.revision
        return ended is not None and (not self.past or read_later or ended <= self.revision)

    def _read_later(self, is_it: Callable[[sa.FromClause], sa.ColumnElement[bool]]) -> sa.Exists:
        """Return that the version of a release is of one published by this day and read after it.

        It is looked up for each row: a list of all of them would grow with the ledger.
        """
        one, known = release_version.alias(), release.alias()
        late = is_it(one), one.c.published <= self.today, known.c.revision > self.revision
        return sa.exists().where(known.c.id == one.c.release, *late).correlate_except(one, known)

    def rows(self, query: sa.Select[Any]) -> list[sa.RowMapping]:
        """Return the rows of a query."""
        return list(self.connection.execute(query).mappings())


class Book:
    """A ledger opened for reading."""

    def __init__(self, ledger: Ledger) -> None:
        """Take an open ledger."""
        self.ledger = ledger

    @contextmanager
    def at(self, as_of: date | None = None) -> Iterator[Moment]:
        """Open one state: the newest, or that at the end of the day `as_of` (UTC)."""
        query = sa.select(sa.func.max(revision.c.number))
        if as_of:
            query = query.where(revision.c.at < f"{as_of}T99")  # any time of that day sorts before
        with self.ledger.database.reading() as connection:
            number = connection.scalar(query) or 0
            yield Moment(connection, number, as_of or datetime.now(UTC).date(), as_of is not None)

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()


def open_book(location: str | Path) -> Book:
    """Return the ledger at a path or URL for reading; raise LedgerError where there is none."""
    return Book(open_ledger(location))
