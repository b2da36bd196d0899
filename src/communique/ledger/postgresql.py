"""A ledger on a PostgreSQL server: its connections and its one write lock."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from communique.errors import LedgerError
from communique.ledger.location import Location

NAME = "postgresql"
_LEDGER = 7261  # the first half of the lock's key, so that it meets no other program's

# Readers see one snapshot and cannot write. A writer's statements see what was committed before each of them:
# after the lock that is all there is, while a snapshot would be older than the lock.
_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_WRITING = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}

# A writer whose machine has gone frees the lock after a minute and a half, not after hours.
_SESSION = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6"


@compiles(sa.Text, NAME)
def _text(_type: sa.Text, _compiler: Any, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy has no type
    """Order and compare text by code points, as SQLite does, whatever the server's language."""
    return 'TEXT COLLATE "C"'


def server(location: Location) -> sa.Engine:
    """Return the engine of a database server; raise LedgerError where its driver is not installed."""
    try:
        engine = sa.create_engine(location.url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"{location}: needs the Python package {error.name}; install communique[postgres]"
        ) from error
    sa.event.listen(engine, "do_connect", _ask_keepalives)
    return engine


def _ask_keepalives(_dialect: object, _record: object, _words: object, options: dict[str, Any]) -> None:
    options["options"] = f"{_SESSION} {options.get('options', '')}".strip()


def reader(engine: sa.Engine) -> sa.Connection:
    """Return a connection whose transaction sees one state until it ends."""
    return engine.connect().execution_options(**_READING)


def writer(engine: sa.Engine) -> sa.Connection:
    """Return a connection for the one writer; it must take the lock first."""
    return engine.connect().execution_options(**_WRITING)


def lock(connection: sa.Connection, patience: int) -> None:
    """Wait for the write lock of this ledger, at most `patience` seconds; it is held until the end."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{patience}s'")
    key = sa.func.hashtext(sa.func.coalesce(sa.func.current_schema(), ""))
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LEDGER, key)))
