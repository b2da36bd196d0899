"""The shape of a ledger's tables: the step they have reached, told without Alembic, which is slow to load."""

import sqlalchemy as sa

HEAD = "0010"  # the newest step of `migrations/versions`
_VERSION = "alembic_version"  # the table in which Alembic keeps the step


def shape_of(connection: sa.Connection) -> str | None:
    """Return the step the tables have reached; None where there are no tables of a ledger."""
    if not sa.inspect(connection).has_table(_VERSION):
        return None
    return connection.scalar(sa.select(sa.column("version_num")).select_from(sa.table(_VERSION)))


def has_tables(connection: sa.Connection) -> bool:
    """Tell whether the database holds tables of any kind."""
    return bool(sa.inspect(connection).get_table_names())


def tables_of(connection: sa.Connection) -> set[str]:
    """Return the names of the tables, that of Alembic left out."""
    return set(sa.inspect(connection).get_table_names()) - {_VERSION}


def has_rows(connection: sa.Connection, table: sa.Table) -> bool:
    """Tell whether a table holds any row."""
    return connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None
