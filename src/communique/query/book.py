"""A ledger opened for reading, as it is or as it was at the end of a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from communique.ledger import Ledger, open_ledger
from communique.ledger.schema import revision


@dataclass(frozen=True, slots=True)
class Moment:
    """One state of the ledger: a connection, the last revision that counts, and the day it is read as of."""

    connection: sa.Connection
    revision: int
    today: date

    def holds(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the condition that a row of `table` was known at this moment."""
        ended = table.c.to_revision
        return sa.and_(table.c.from_revision <= self.revision, sa.or_(ended.is_(None), ended > self.revision))

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
        """Open one state: the newest, or what was known at the end of the day `as_of` (UTC)."""
        query = sa.select(sa.func.max(revision.c.number))
        if as_of:
            query = query.where(revision.c.at < f"{as_of}T99")  # any time of that day sorts before
        with self.ledger.database.reading() as connection:
            number = connection.scalar(query) or 0
            yield Moment(connection, number, as_of or datetime.now(UTC).date())

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()


def open_book(location: str | Path) -> Book:
    """Return the ledger at a path or URL for reading; raise LedgerError where there is none."""
    return Book(open_ledger(location))
