"""The ledger as the other rooms know it: write readings, record judgements, read a snapshot."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger import migrate, schema
from communique.ledger.database import Database, create_file
from communique.ledger.location import Location, locate
from communique.ledger.writing import THIS_PROGRAM, Receipt, Versions, write_judgement, write_readings
from communique.records import Judgement, Reading

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the ledger: a connection, and the revision up to which it is read."""

    connection: sa.Connection
    revision: int

    def holds(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Return the one condition of "as of": rows of `table` that stood at the revision."""
        return sa.and_(
            table.c.from_revision <= self.revision,
            sa.or_(table.c.to_revision.is_(None), table.c.to_revision > self.revision),
        )


class Ledger:
    """An append-only store of readings; `close` it, or use it in a `with`."""

    def __init__(self, location: Location, clock: Clock) -> None:
        """Take where the ledger lies and what tells the time of a revision; nothing is opened yet."""
        self.location = location
        self._database = Database(location)
        self._clock = clock
        self._ready = False

    def write(self, readings: Iterable[Reading], versions: Versions = THIS_PROGRAM) -> Receipt:
        """Write the readings in one transaction, of which all or nothing remains, and return what it did.

        A reading that fails the door check does not enter and is named in `Receipt.refused`; the rest goes
        in. Where all of it stands already, nothing is written, not even a revision.
        """
        batch = list(readings)
        with self._writing() as connection:
            return write_readings(connection, batch, versions, self._clock())

    def record_judgement(self, judgement: Judgement, versions: Versions = THIS_PROGRAM) -> int:
        """Write one decision and return its number."""
        with self._writing() as connection:
            return write_judgement(connection, judgement, versions, self._clock())

    @contextmanager
    def reading(self, as_of: date | None = None) -> Iterator[Snapshot]:
        """Open the state of now, or of the end of the day `as_of` in UTC; writers do not disturb it.

        Raises LedgerError where there is no ledger.
        """
        self._check_exists()
        self._make_ready()
        with self._database.reading() as connection:
            yield Snapshot(connection, _revision_at(connection, as_of))

    def close(self) -> None:
        """Close the connections; the ledger can be used again."""
        self._database.close()

    def __enter__(self) -> "Ledger":
        """Return the ledger itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        if self.location.path and not self._ready:
            create_file(self.location.path)
        self._make_ready()
        with self._database.writing() as connection:
            yield connection

    def _check_exists(self) -> None:
        path = self.location.path
        if path and not (path.is_file() and path.stat().st_size):
            raise LedgerError(f"{path}: no ledger here; `communique ingest` makes one")

    def _make_ready(self) -> None:
        """Bring the tables to the shape this program knows; raise LedgerError for any it does not."""
        if self._ready:
            return
        with self._database.reading() as connection:
            shape = migrate.shape_of(connection)
        if shape != migrate.head():
            with self._database.writing() as connection:
                self._upgrade(connection)
        self._ready = True

    def _upgrade(self, connection: sa.Connection) -> None:
        shape = migrate.shape_of(connection)
        if shape is None and sa.inspect(connection).get_table_names():
            raise LedgerError(f"{self.location}: a database, but not a ledger")
        if shape is not None and not migrate.is_known(shape):
            raise LedgerError(f"{self.location}: made by a newer communique (tables {shape}); install that")
        migrate.upgrade(connection)


def open_ledger(url_or_path: str | Path, clock: Clock = lambda: datetime.now(UTC)) -> Ledger:
    """Return the ledger at a path (SQLite) or a database URL; the first write creates it.

    Raises LedgerError for a place where no ledger can be.
    """
    return Ledger(locate(url_or_path), clock)


def _revision_at(connection: sa.Connection, as_of: date | None) -> int:
    """Return the last revision made by the end of the day, 0 where there is none."""
    query = sa.select(sa.func.max(schema.revision.c.number))
    if as_of is not None:
        query = query.where(schema.revision.c.at < (as_of + timedelta(days=1)).isoformat())
    number: int | None = connection.scalar(query)
    return number or 0
