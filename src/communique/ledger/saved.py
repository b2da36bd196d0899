"""Saved queries, what was told of each to whom, and deliveries under way: rows that are overwritten."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.database import Database
from communique.ledger.schema import metadata

saved_query = sa.Table(
    "saved_query",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("filters", sa.Text, nullable=False),  # JSON: name in an address -> words
    sa.Column("at", sa.Text, nullable=False),
)
# What somebody knows of a list: each thing with a mark that differs when it reads otherwise.
told = sa.Table(
    "told",
    metadata,
    sa.Column("query", sa.Text, sa.ForeignKey("saved_query.name"), primary_key=True),
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "mark", "title")),
)
# A digest, kept to the letter until its receiver has it; of those that arrived, that they did.
delivery = sa.Table(
    "delivery",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("query", sa.Text, sa.ForeignKey("saved_query.name"), nullable=False, index=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("target", "made", "body", "tells", "why")),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("sent", sa.Text),
)


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A list with a name; `filters` by their names in an address, `at` as ISO 8601 in UTC."""

    name: str
    what: str
    filters: Mapping[str, str]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A thing as it was told: `key` for life, `id` and `mark` as it read, its title."""

    key: str
    id: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A digest for a target: its bytes as text, and what the target knows once it has arrived.

    Of `tells`, None stands for a thing that is in the list no more. `made` and `sent` are ISO 8601 in UTC.
    """

    id: str
    query: str
    target: str
    made: str
    body: str
    tells: Mapping[str, Told | None]
    tries: int = 0
    why: str = ""
    sent: str | None = None


class Saved:
    """The saved queries of one ledger."""

    def __init__(self, database: Database) -> None:
        """Take the ledger's database."""
        self._database = database

    def all(self) -> list[SavedRow]:
        """Return the saved queries, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(saved_query).order_by(saved_query.c.name)).mappings()
            return [SavedRow(**{**row, "filters": json.loads(row["filters"])}) for row in rows]

    def add(self, row: SavedRow) -> None:
        """Keep a query; raise LedgerError where the name is taken."""
        with self._database.writing() as connection:
            same = sa.select(saved_query.c.name).where(saved_query.c.name == row.name)
            if connection.scalar(same):
                raise LedgerError(f"{row.name}: saved already; `communique saved remove {row.name}` first")
            filters = json.dumps(dict(row.filters), ensure_ascii=False)
            connection.execute(sa.insert(saved_query), {**asdict(row), "filters": filters, "at": _now()})

    def remove(self, name: str) -> None:
        """Forget a query with all that was told of it; raise LedgerError where there is none."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(told).where(told.c.query == name))
            connection.execute(sa.delete(delivery).where(delivery.c.query == name))
            if not connection.execute(sa.delete(saved_query).where(saved_query.c.name == name)).rowcount:
                raise LedgerError(f"{name}: no saved query; `communique saved list` has them")

    def told(self, query: str, target: str) -> list[Told]:
        """Return what a target knows of a query."""
        with self._database.reading() as connection:
            known = sa.select(told.c.key, told.c.id, told.c.mark, told.c.title)
            rows = connection.execute(known.where(told.c.query == query, told.c.target == target))
            return [Told(*row) for row in rows]

    def pending(self, query: str, target: str) -> Delivery | None:
        """Return the digest that is on its way to a target, if any."""
        with self._database.reading() as connection:
            return _pending(connection, query, target)

    def prepare(self, one: Delivery) -> Delivery:
        """Keep a digest before it is sent; return the one that is on its way already, where there is."""
        with self._database.writing() as connection:
            if under_way := _pending(connection, one.query, one.target):
                return under_way
            tells = json.dumps({k: v and asdict(v) for k, v in one.tells.items()}, ensure_ascii=False)
            connection.execute(sa.insert(delivery), {**asdict(one), "tells": tells})
            return one

    def failed(self, one: Delivery, why: str) -> None:
        """Note that a digest did not arrive, and why."""
        with self._database.writing() as connection:
            tried = {"tries": delivery.c.tries + 1, "why": why}
            connection.execute(sa.update(delivery).where(delivery.c.id == one.id).values(tried))

    def arrived(self, one: Delivery) -> None:
        """Note that a digest arrived: its target knows now what it told. A second time it changes nothing."""
        with self._database.writing() as connection:
            done = {"sent": _now(), "body": "", "tells": "{}", "why": ""}
            open_ = sa.and_(delivery.c.id == one.id, delivery.c.sent.is_(None))
            if connection.execute(sa.update(delivery).where(open_).values(done)).rowcount:
                _learn(connection, one)

    def deliveries(self, query: str) -> list[Delivery]:
        """Return the digests of a query, the latest first; of those that arrived not what they told."""
        with self._database.reading() as connection:
            mine = sa.select(delivery).where(delivery.c.query == query)
            rows = connection.execute(mine.order_by(delivery.c.made.desc(), delivery.c.id)).mappings()
            return [_delivery(row) for row in rows]


def _pending(connection: sa.Connection, query: str, target: str) -> Delivery | None:
    mine = (delivery.c.query == query, delivery.c.target == target, delivery.c.sent.is_(None))
    row = connection.execute(sa.select(delivery).where(*mine)).mappings().first()
    return _delivery(row) if row else None


def _delivery(row: sa.RowMapping) -> Delivery:
    tells = {k: v and Told(**v) for k, v in json.loads(row["tells"]).items()}
    return Delivery(**{**row, "tells": tells})


def _learn(connection: sa.Connection, one: Delivery) -> None:
    """Write what a target knows now."""
    mine = {"query": one.query, "target": one.target}
    here = (told.c.query == one.query, told.c.target == one.target)
    for key in one.tells:
        connection.execute(sa.delete(told).where(*here, told.c.key == key))
    rows: Iterable[dict[str, str]] = [{**mine, **asdict(new)} for new in one.tells.values() if new]
    if rows:
        connection.execute(sa.insert(told), list(rows))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
