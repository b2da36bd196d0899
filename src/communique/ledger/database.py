"""Connections to the ledger's database: one writer at a time, readers on a snapshot."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from communique.errors import LedgerError
from communique.ledger import postgresql
from communique.ledger.location import Location

_PATIENCE = 60  # seconds a writer waits for the other one


class Database:
    """The transactions of one ledger; every database error leaves as a LedgerError that names it."""

    def __init__(self, location: Location) -> None:
        """Take the location; nothing is opened yet."""
        self.location = location
        self._engine = _sqlite(location.path) if location.path else postgresql.server(location)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a transaction that sees one state of the ledger until it ends."""
        with self._told(), self._reader() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open the one write transaction; it is kept when the block ends without an error."""
        with self._told(), self._writer() as connection, connection.begin():
            if not self.location.path:
                postgresql.lock(connection, _PATIENCE)
            yield connection

    def _reader(self) -> sa.Connection:
        return self._engine.connect() if self.location.path else postgresql.reader(self._engine)

    def _writer(self) -> sa.Connection:
        if self.location.path:
            return self._engine.connect().execution_options(communique_writes=True)
        return postgresql.writer(self._engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"{self.location}: {_one_line(error.orig)}") from error
        except self._engine.dialect.loaded_dbapi.Error as error:  # of COPY, which goes past SQLAlchemy
            raise LedgerError(f"{self.location}: {_one_line(error)}") from error


def _one_line(error: BaseException | None) -> str:
    return " ".join(str(error).split())


def _sqlite(path: Path) -> sa.Engine:
    address = f"file:{quote(str(path.absolute()))}?{_mode(path)}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA case_sensitive_like = ON")  # as on PostgreSQL
        # What was acknowledged is on the disk: a power cut loses no decision, for one sync a batch.
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _mode(path: Path) -> str:
    """Return how to open a file: as one that never changes where SQLite cannot make its own files beside."""
    if os.access(path.absolute().parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists():
        return "mode=rw"
    return "mode=ro&immutable=1"


def _begin(connection: sa.Connection) -> None:
    """Take SQLite's write lock at once, so that what a writer has read stays true until it commits."""
    writes = connection.get_execution_options().get("communique_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def create_file(path: Path) -> None:
    """Make an empty SQLite file in WAL mode, or leave the one that is there."""
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {error}") from error
