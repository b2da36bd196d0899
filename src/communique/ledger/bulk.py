"""Puts many rows into a table: by COPY where the database has it."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from communique.ledger import postgresql

_COPIED = 20  # rows from which COPY is quicker than INSERT


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same keys."""
    if len(rows) < _COPIED or connection.dialect.name != postgresql.NAME:
        connection.execute(sa.insert(table), rows)
        return
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in rows[0])
    with (
        closing(connection.connection.cursor()) as cursor,
        cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(tuple(row.values()))
