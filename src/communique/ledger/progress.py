"""How far watching is: polls and items, read and overwritten, each change in a transaction of its own."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from communique.ledger.database import Database
from communique.ledger.gathered import item, poll


@dataclass(slots=True)
class PollState:
    """A list of releases and when it is due; times are seconds since 1970, 0 is never."""

    url: str
    publisher: str
    every: int
    cadence: int
    at_least: int
    etag: str = ""
    modified: str = ""
    why: str = ""
    failures: int = 0
    listed: int = 0
    due: float = 0.0
    begun: float = 0.0
    good: float = 0.0
    fresh: float = 0.0


@dataclass(slots=True)
class ItemState:
    """A release that a list named: `waiting` to be read, `read`, or `refused` with the reason why."""

    key: str
    publisher: str
    title: str
    published: str
    changed: str
    seen: float
    due: float
    state: str = "waiting"
    etag: str = ""
    modified: str = ""
    why: str = ""
    tries: int = 0
    looks: int = 0


class Progress:
    """The polls and items of one ledger."""

    def __init__(self, database: Database) -> None:
        """Take the ledger's database."""
        self._database = database

    def polls(self) -> list[PollState]:
        """Return all polls, by publisher and address."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(poll).order_by(poll.c.publisher, poll.c.url)).mappings()
            return [PollState(**row) for row in rows]

    def items_due(self, now: float, publishers: Iterable[str], most: int) -> list[ItemState]:
        """Return items that are due, the longest due first."""
        with self._database.reading() as connection:
            where = (item.c.due > 0, item.c.due <= now, item.c.publisher.in_(list(publishers)))
            query = sa.select(item).where(*where).order_by(item.c.due, item.c.key).limit(most)
            return [ItemState(**row) for row in connection.execute(query).mappings()]

    def next_due(self, publishers: Iterable[str]) -> float | None:
        """Return when the next item is due, None where none waits."""
        with self._database.reading() as connection:
            where = (item.c.due > 0, item.c.publisher.in_(list(publishers)))
            found: float | None = connection.scalar(sa.select(sa.func.min(item.c.due)).where(*where))
            return found

    def counts(self) -> dict[tuple[str, str], int]:
        """Return the number of items by publisher and state."""
        with self._database.reading() as connection:
            query = sa.select(item.c.publisher, item.c.state, sa.func.count()).group_by(
                item.c.publisher, item.c.state
            )
            return {(publisher, state): count for publisher, state, count in connection.execute(query)}

    def unread(self) -> list[ItemState]:
        """Return the items that wait or are refused, by publisher and key."""
        with self._database.reading() as connection:
            query = sa.select(item).where(item.c.state != "read").order_by(item.c.publisher, item.c.key)
            return [ItemState(**row) for row in connection.execute(query).mappings()]

    def known(self, keys: Iterable[str]) -> dict[str, ItemState]:
        """Return those of the items that are known."""
        with self._database.reading() as connection:
            return {key: found for key in keys if (found := _item(connection, key))}

    def save(self, state: PollState, items: Iterable[ItemState] = ()) -> None:
        """Write a poll and the items it named or changed, all or nothing."""
        with self._database.writing() as connection:
            _put(connection, poll, poll.c.url, asdict(state))
            for one in items:
                _put(connection, item, item.c.key, asdict(one))

    def save_items(self, items: Iterable[ItemState]) -> None:
        """Write items."""
        with self._database.writing() as connection:
            for one in items:
                _put(connection, item, item.c.key, asdict(one))


def _item(connection: sa.Connection, key: str) -> ItemState | None:
    row = connection.execute(sa.select(item).where(item.c.key == key)).mappings().first()
    return ItemState(**row) if row else None


def _put(connection: sa.Connection, table: sa.Table, key: sa.Column[str], row: dict[str, object]) -> None:
    """Overwrite the row of this key, or add it."""
    if not connection.execute(sa.update(table).where(key == row[key.name]).values(**row)).rowcount:
        connection.execute(sa.insert(table), row)
