"""Tells whether a release is one that is known already under another address."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from communique.ledger.rows import text_hash
from communique.ledger.schema import address, release, release_version
from communique.records import Release

_ALIKE = 0.5  # share of words from which another text at an address is a version, and no other release

Step = Literal["none", "same", "note", "version", "part"]


@dataclass(frozen=True, slots=True)
class Home:
    """Which release a text belongs to, and what to do: note the address, write a version, or part from it."""

    release: str
    step: Step


def home_of(connection: sa.Connection, one: Release) -> Home:
    """Return where a release belongs.

    The same release under another address has its publisher, title, day and every word; one of the two must
    come from a URL. What the address says later is a version of it while it is near its words.
    """
    known = connection.scalar(sa.select(release.c.id).where(release.c.id == one.id))
    if known:
        return Home(one.id, "none")
    noted = connection.execute(
        sa.select(address).where(address.c.key == one.id, address.c.to_revision.is_(None))
    ).mappings()
    row = noted.first()
    return _as_noted(connection, one, row) if row else _twin(connection, one)


def _as_noted(connection: sa.Connection, one: Release, row: sa.RowMapping) -> Home:
    """Return what to do with what an address says, which was another address of a release before."""
    key = str(row["release"])
    if row["hash"] == text_hash(one.text):
        return Home(key, "same")
    now = _current(connection, release_version.c.release == key)
    if now and now["hash"] == text_hash(one.text):
        return Home(key, "note")
    near = now and (now["title"], now["published"]) == (one.title, one.published)
    return Home(key, "version" if now and near and _alike(now["text"], one.text) >= _ALIKE else "part")


def _twin(connection: sa.Connection, one: Release) -> Home:
    same = sa.and_(
        release_version.c.hash == text_hash(one.text),
        release_version.c.published == one.published,
        release.c.publisher == one.publisher,
    )
    twin = _current(connection, same)
    if twin and twin["url"] != one.url:
        return Home(str(twin["release"]), "note")
    return Home(one.id, "none")


def _current(connection: sa.Connection, which: sa.ColumnElement[bool]) -> sa.RowMapping | None:
    query = (
        sa.select(release_version)
        .select_from(release_version.join(release))
        .where(which, release_version.c.to_revision.is_(None))
    )
    return connection.execute(query.order_by(release_version.c.version).limit(1)).mappings().first()


def _alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common."""
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * (a & b).total() / ((a + b).total() or 1)
