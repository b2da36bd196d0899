"""The shape of a ledger's tables: the step they have reached, told without Alembic, which is slow to load."""

import sqlalchemy as sa

HEAD = "0006"  # the newest step of `migrations/versions`
_VERSION = "alembic_version"  # the table in which Alembic keeps the step


def shape_of(connection: sa.Connection) -> str | None:
    """Return the step the tables have reached; None where there are no tables of a ledger."""
    if not sa.inspect(connection).has_table(_VERSION):
        return None
    return connection.scalar(sa.select(sa.column("version_num")).select_from(sa.table(_VERSION)))


def has_tables(connection: sa.Connection) -> bool:
    """Tell whether the database holds tables of any kind."""
    return bool(sa.inspect(connection).get_table_names())
