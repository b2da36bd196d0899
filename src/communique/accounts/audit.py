"""The audit log: who did what with accounts, when, from where. Rows are added and never changed."""

from dataclasses import dataclass

import sqlalchemy as sa

from communique.accounts.schema import audit


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log; `about` is the account or token concerned, or what was refused."""

    number: int
    at: str
    who: str
    act: str
    about: str
    address: str


def note(connection: sa.Connection, at: str, who: str, act: str, about: str = "", address: str = "") -> None:
    """Add a line."""
    connection.execute(audit.insert().values(at=at, who=who, act=act, about=about[:200], address=address))


def events(connection: sa.Connection, limit: int | None = None) -> list[Event]:
    """Return the newest lines, oldest first; all without `limit`."""
    query = sa.select(audit).order_by(audit.c.number.desc()).limit(limit)
    return [Event(**row) for row in connection.execute(query).mappings()][::-1]
