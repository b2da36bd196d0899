"""What a process may be killed at: each act with what comes before it, done again until it is whole."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from communique.ledger import Ledger, open_ledger
from communique.ledger.schema import judgement, metadata
from communique.query import list_releases, open_book
from communique.runs.ingest import BATCH, ingest
from communique.runs.judge import Judge
from tests.ledger.released import fill
from tests.made import commitment, make_reading, many, meeting

COUNT = 2 * BATCH + 10
Said = Callable[[int], None]  # tells how many things are acknowledged
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done again to the ledger at a place, what makes the one it starts from, and what is kept.

    `do` says how many things it has acknowledged, `kept` counts those that are there.
    """

    before: Callable[[str], None]
    do: Callable[[str, Said], None]
    kept: Callable[[str], int] = lambda place: 0


def _nothing(place: str) -> None:
    """Start from no ledger."""


def _ingest(place: str, said: Said) -> None:
    ingest((make_reading(release) for release in many(COUNT)), place, progress=said)


def _old(place: str) -> None:
    fill(place, "0.1.0")


def _migrate(place: str, said: Said) -> None:
    open_ledger(place).close()


def _written(place: str) -> None:
    open_ledger(place, create=True).write([make_reading(release) for release in many(COUNT)])


def _index(place: str, said: Said) -> None:
    open_ledger(place).full_text.catch_up()


def _judge(place: str, said: Said) -> None:
    """Decide on the entries of each release once, those not decided on yet: one is rejected, one is fixed."""
    ledger = open_ledger(place)
    decided, judge = _decided(ledger), Judge(ledger, "ada")
    for release in many(15):
        if (met := meeting(release).id) not in decided:
            judge.reject(met, "a wish")
            said(len(_decided(ledger)))
        if (pledge := commitment(release).id) not in decided:
            judge.fix(pledge, "topics", "ore")
            said(len(_decided(ledger)))


def _decided(ledger: Ledger) -> set[str]:
    """Return what a person decided on."""
    with ledger.database.reading() as connection:
        return set(connection.scalars(sa.select(judgement.c.subject).where(judgement.c.who == "ada")))


def _releases(place: str) -> int:
    return len(list_releases(open_book(place)))


ACTS = {
    "ingest": Act(_nothing, _ingest, _releases),
    "judge": Act(_written, _judge, lambda place: len(_decided(open_ledger(place)))),
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
