"""What a person sees who decides: an entry to judge, a judgement by its number, all on one pair."""

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.decisions import Looked, look_at
from communique.ledger.rows import judgement_of
from communique.ledger.schema import entry, judgement, release_version
from communique.records import Judgement
from communique.records.judgement import Pair


class Known:
    """What a ledger knows at the moment of a decision."""

    def __init__(self, connection: sa.Connection) -> None:
        """Take the connection of the decision's transaction."""
        self._connection = connection

    def look(self, key: str) -> Looked:
        """Return the entry whose id begins with `key`; raise LedgerError where there is not just one."""
        return look_at(self._connection, key)

    def numbered(self, number: int) -> Judgement:
        """Return a judgement; raise LedgerError where no such one was made."""
        query = sa.select(judgement).where(judgement.c.number == number)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise LedgerError(f"{number}: no judgement has this number; `communique judge log` lists them")
        return judgement_of(row)

    def must_have_told(self, key: str, release: str) -> None:
        """Raise LedgerError where no version of a release ever told the entry of this id."""
        tables = entry.join(release_version, entry.c.version == release_version.c.version)
        query = sa.select(entry.c.row).select_from(tables)
        query = query.where(entry.c.id == key, release_version.c.release == release)
        if self._connection.execute(query).first() is None:
            raise LedgerError(f"{key}: no version of {release[:80]} told this")

    def on(self, pair: Pair) -> list[tuple[int, Judgement]]:
        """Return all judgements on a pair with their numbers, in the order they were made."""
        kind, subject, other = pair
        query = sa.select(judgement).where(
            judgement.c.kind == kind,
            judgement.c.subject == subject,
            judgement.c.object.is_(None) if other is None else judgement.c.object == other,
        )
        rows = self._connection.execute(query.order_by(judgement.c.number)).mappings()
        return [(row["number"], judgement_of(row)) for row in rows]
