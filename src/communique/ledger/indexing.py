"""Keeps the full text in step with the ledger, by revision, and searches it."""

from collections.abc import Iterator

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger import schema
from communique.ledger.fulltext import BrokenIndexError, FullText, Match, Stamp
from communique.ledger.ledger import Ledger, Snapshot
from communique.ledger.words import Phrase


def catch_up(ledger: Ledger, rebuild: bool = False) -> int:
    """Bring the full text to the ledger's last revision and return the one it has reached.

    Where another process is at it, the older state stands, if there is one; else it is waited for.
    Raises LedgerError where the full text can neither be read nor written.
    """
    index = FullText(ledger.location.index)
    before = None if rebuild else reached(ledger, index)
    try:
        with index.lock(wait=before is None) as mine:
            return before if before is not None and not mine else _catch_up(ledger, index, rebuild)
    except BrokenIndexError as error:
        if before is not None:
            return before
        raise LedgerError(f"{ledger.location.index}: cannot be written: {error}") from error


def search_text(ledger: Ledger, asked: list[Phrase], limit: int) -> list[Match]:
    """Return the versions that hold all of `asked`, best first, from a full text that is caught up."""
    catch_up(ledger)
    index = FullText(ledger.location.index)
    try:
        return index.search(asked, limit)
    except BrokenIndexError:
        catch_up(ledger, rebuild=True)
        return index.search(asked, limit)


def reached(ledger: Ledger, index: FullText) -> int | None:
    """Return the revision the full text has reached; None where it is broken or of another ledger."""
    try:
        stamp = index.stamp()
    except BrokenIndexError:
        return None
    with ledger.reading() as snapshot:  # opened after the stamp was read, so never behind it
        return stamp.revision if _stamp(snapshot, stamp.revision) == stamp else None


def _catch_up(ledger: Ledger, index: FullText, rebuild: bool) -> int:
    before = None if rebuild else reached(ledger, index)
    with ledger.reading() as snapshot:
        stamp = _stamp(snapshot, snapshot.revision)
        if before is None:
            index.build(_texts(snapshot, 0), stamp)
        elif before < stamp.revision:
            index.add(_texts(snapshot, before), stamp)
    return stamp.revision


def _stamp(snapshot: Snapshot, revision: int) -> Stamp:
    table = schema.revision
    at = snapshot.connection.scalar(sa.select(table.c.at).where(table.c.number == revision))
    return Stamp(revision, at or "")


def _texts(snapshot: Snapshot, after: int) -> Iterator[tuple[int, str]]:
    """Yield the versions that came after a revision; a text that has ended stays searchable as of then."""
    version = schema.release_version
    query = sa.select(version.c.version, version.c.text).where(
        version.c.from_revision > after, version.c.from_revision <= snapshot.revision
    )
    for row in snapshot.connection.execution_options(yield_per=200).execute(
        query.order_by(version.c.version)
    ):
        yield row.version, row.text
