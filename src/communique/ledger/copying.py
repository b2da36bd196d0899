"""Carries every row of a ledger into an empty one, on whatever database, and proves the two equal."""

import hashlib
import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.bulk import insert
from communique.ledger.open import Ledger
from communique.ledger.schema import metadata, release, revision
from communique.ledger.shape import has_rows, tables_of

Digest = dict[str, tuple[int, str]]  # table -> its rows, and the SHA-256 of all of them in order
_STREAMED = {"yield_per": 1000}  # rows in memory


def copy_rows(source: Ledger, target: Ledger) -> int:
    """Copy all rows as they stand in one state of `source`; return how many releases there are.

    Raises LedgerError, and leaves `target` as it is, where it holds a revision or does not come out equal.
    """
    with source.database.reading() as known, target.database.writing() as fresh:
        if has_rows(fresh, revision):
            raise LedgerError(f"{target.location}: holds a ledger already; name an empty place")
        if unknown := tables_of(known) - set(metadata.tables):
            raise LedgerError(f"{source.location}: has tables this program would lose: {', '.join(unknown)}")
        for table in metadata.sorted_tables:
            for rows in _parts(known, table):
                insert(fresh, table, [dict(row) for row in rows])
        before, after = digest(known), digest(fresh)
        for name, found in before.items():
            if after[name] != found:
                raise LedgerError(f"{target.location}: {name} is not as in {source.location}")
    return before[release.name][0]


def digest(connection: sa.Connection) -> Digest:
    """Return what tells two ledgers apart: of each table the number of rows and a hash over all values."""
    return {table.name: _digest(connection, table) for table in metadata.sorted_tables}


def _digest(connection: sa.Connection, table: sa.Table) -> tuple[int, str]:
    count, told = 0, hashlib.sha256()
    for rows in _parts(connection, table):
        count += len(rows)
        for row in rows:
            told.update(json.dumps(list(row.values()), default=str).encode())
    return count, told.hexdigest()


def _parts(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[sa.RowMapping]]:
    """Yield the rows of a table by their key, some at a time."""
    query = sa.select(table).order_by(*(table.primary_key.columns or table.columns))
    rows = connection.execute(query, execution_options=_STREAMED)
    yield from rows.mappings().partitions()
