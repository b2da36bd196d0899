"""Opens a ledger: for reading one that is there, for writing one that is made if need be."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from communique.errors import LedgerError
from communique.ledger.database import Database, create_file
from communique.ledger.decisions import KINDS
from communique.ledger.decisions.lay import check_decision
from communique.ledger.index import FullText
from communique.ledger.judgements import Known
from communique.ledger.location import Location, locate
from communique.ledger.names import Names
from communique.ledger.progress import Progress
from communique.ledger.saved import Saved
from communique.ledger.shape import HEAD, has_tables, shape_of
from communique.ledger.ties import rebuild_ties
from communique.ledger.write import Receipt, Versions, Writer, write_batch
from communique.records import Reading
from communique.records.judgement import Judgement


class Ledger:
    """An open ledger. Reads go through `database.reading()`; every write is one revision or none."""

    def __init__(self, location: Location) -> None:
        """Take the location of a ledger whose tables are of the newest shape."""
        self.location, self.database = location, Database(location)
        self.full_text = FullText(location.index, self.database)
        self.progress = Progress(self.database)
        self.saved = Saved(self.database)

    def write(self, readings: Iterable[Reading], versions: Versions | None = None) -> Receipt:
        """Write a batch of readings in one transaction; what is known already changes nothing."""
        with self.database.writing() as connection:
            return write_batch(connection, readings, versions or Versions())

    def record_judgement(self, decision: Judgement) -> int:
        """Write one decision of a person or rule; return its number."""
        with self.database.writing() as connection:
            writer = Writer(connection, Versions())
            number = writer.judge(decision)
            writer.finish()
            return number

    def decide(self, make: Callable[[Known], Judgement], restored: bool = False) -> int:
        """Write the decision over an entry that `make` makes of what is known; return its number.

        Raises LedgerError, and writes nothing, where it cannot be applied or makes what may not enter; one
        that is `restored` may wait until its passage is there again.
        """
        with self.database.writing() as connection:
            decision = make(Known(connection))
            writer = Writer(connection, Versions())
            number = writer.judge(decision)
            writer.finish()
            if decision.release and decision.kind in KINDS and not restored:
                check_decision(connection, decision.release, number)
            return number

    @contextmanager
    def names(self, versions: Versions | None = None) -> Iterator[Names]:
        """Open the names for resolving; what is written is kept when the block ends without an error."""
        with self.database.writing() as connection:
            yield Names(connection, versions or Versions())

    def rebuild_ties(self) -> None:
        """Work out again which links between entries stand."""
        with self.database.writing() as connection:
            rebuild_ties(connection)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()


def open_ledger(url_or_path: str | Path, create: bool = False) -> Ledger:
    """Return the ledger at a path or URL; raise LedgerError where there is none and `create` is False."""
    location = locate(url_or_path)
    if location.path and not location.path.exists():
        if not create:
            raise _missing(location)
        if not location.path.absolute().parent.is_dir():
            raise LedgerError(f"{location}: its folder does not exist; make it first")
        create_file(location.path)
    ledger = Ledger(location)
    _bring_up(ledger, create)
    return ledger


def _missing(location: Location) -> LedgerError:
    return LedgerError(
        f"{location}: no ledger here; make one with `communique ingest` or name it with --ledger"
    )


def _bring_up(ledger: Ledger, create: bool) -> None:
    """Migrate the tables to the newest shape; refuse a file that is no ledger or is of a newer program."""
    with ledger.database.reading() as connection:
        shape = shape_of(connection)
    if shape == HEAD:
        return
    if shape is None and not create and not ledger.location.path:
        raise _missing(ledger.location)
    migrate = import_module("communique.ledger.migrate")  # loads Alembic, which every other start is spared
    if shape is not None and not migrate.is_known(shape):
        raise LedgerError(
            f"{ledger.location}: written by a newer communique (shape {shape}); install that version"
        )
    with ledger.database.writing() as connection:
        shape = shape_of(connection)
        if shape is None and has_tables(connection):
            raise LedgerError(f"{ledger.location}: a database, but not a ledger")
        if shape != HEAD:
            migrate.upgrade(connection)
