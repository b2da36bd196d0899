"""What a process may be killed at: each act with what comes before it, done again until it is whole."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from communique.ledger import open_ledger
from communique.ledger.schema import judgement, metadata
from communique.records import Judgement
from communique.runs.ingest import BATCH, ingest
from tests.ledger.released import fill
from tests.made import make_reading, many

COUNT = 2 * BATCH + 10
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Act:
    """A function of a ledger's place that can be done again, and what makes the ledger it starts from."""

    before: Callable[[str], None]
    do: Callable[[str], None]


def _nothing(place: str) -> None:
    """Start from no ledger."""


def _ingest(place: str) -> None:
    ingest((make_reading(release) for release in many(COUNT)), place)


def _old(place: str) -> None:
    fill(place, "0.1.0")


def _migrate(place: str) -> None:
    open_ledger(place).close()


def _written(place: str) -> None:
    open_ledger(place, create=True).write([make_reading(release) for release in many(COUNT)])


def _index(place: str) -> None:
    open_ledger(place).full_text.catch_up()


def _judge(place: str) -> None:
    """Decide on each release once, those not decided on yet."""
    ledger = open_ledger(place)
    with ledger.database.reading() as connection:
        decided = set(connection.scalars(sa.select(judgement.c.subject)))
    for release in many(30):
        if release.id not in decided:
            ledger.record_judgement(Judgement("link", release.id, "accepted", "ada", "so it is"))


ACTS = {
    "ingest": Act(_nothing, _ingest),
    "judge": Act(_written, _judge),
    "migrate": Act(_old, _migrate),
    "index": Act(_written, _index),
}


def rows(place: str) -> Rows:
    """Return every row of every table, the times of revisions left out."""
    with open_ledger(place).database.reading() as connection:
        return {table.name: _rows(connection, table) for table in metadata.sorted_tables}


def _rows(connection: sa.Connection, table: sa.Table) -> list[tuple[object, ...]]:
    columns = [column for column in table.columns if column.name != "at"]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    return [tuple(row) for row in connection.execute(query)]
