"""The versions of a release: what it said from when to when, each with the entries read of it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.rows import begins, entries_of, release_of
from communique.ledger.schema import address, entry, release, release_version, revision
from communique.query.book import Book, Moment
from communique.records import Entry, Release
from communique.resolve.versions import Told, told
from communique.resolve.versions import Version as Read


@dataclass(frozen=True, slots=True)
class Version:
    """What a release said from one time until another, with what was last read of it; `number` from 1."""

    number: int
    release: Release
    since: str  # ISO 8601 in UTC: when it was first read
    until: str | None  # when it was read with other words, None where it still stands
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A version with what it changed in the one before it; nothing in the first."""

    version: Version
    before: Release | None
    told: tuple[Told, ...]


def history(book: Book, release: str, as_of: date | None = None) -> list[Turned]:
    """Return the versions of a release, by its whole id, the oldest first, each with what it changed."""
    with book.at(as_of) as moment:
        versions = versions_of(moment, release)
    turned = [Turned(one, None, ()) for one in versions[:1]]
    for old, new in pairwise(versions):
        changes = told(Read(old.release, old.entries), Read(new.release, new.entries))
        turned.append(Turned(new, old.release, changes))
    return turned


def addresses(book: Book, release: str, as_of: date | None = None) -> list[str]:
    """Return the other addresses under which a release stands, in the order they were found."""
    with book.at(as_of) as moment:
        query = sa.select(address.c.url).where(
            address.c.release == release, address.c.url.is_not(None), moment.stood(address)
        )
        return [str(url) for url in moment.connection.scalars(query.order_by(address.c.from_revision))]


def list_versions(book: Book, key: str, as_of: date | None = None) -> list[Version]:
    """Return the versions of a release that were known at the end of a day, the oldest first."""
    with book.at(as_of) as moment:
        return versions_of(moment, key)


def version_named(moment: Moment, name: str) -> Version:
    """Return the version that `rel-…@2` names, the newest for `rel-…`; raise LedgerError for none."""
    key, _, number = name.partition("@")
    versions = versions_of(moment, _only_release(moment, key))
    if not number:
        return versions[-1]
    found = [version for version in versions if str(version.number) == number]
    if not found:
        raise LedgerError(f"{name}: no such version; {key} has {len(versions)}")
    return found[0]


def versions_of(moment: Moment, key: str) -> list[Version]:
    """Return the versions of a release that were known at the moment, the oldest first."""
    begun, ended = revision.alias("begun"), revision.alias("ended")
    query = (
        sa.select(release_version, release.c.publisher, begun.c.at.label("since"), ended.c.at.label("until"))
        .select_from(
            release_version.join(release)
            .join(begun, release_version.c.from_revision == begun.c.number)
            .outerjoin(ended, release_version.c.to_revision == ended.c.number)
        )
        .where(release_version.c.release == key, moment.knew(release_version))
        .order_by(release_version.c.version)
    )
    return [_version(moment, number, row) for number, row in enumerate(moment.rows(query), 1)]


def _only_release(moment: Moment, prefix: str) -> str:
    query = sa.select(release_version.c.release).where(
        begins(release_version.c.release, prefix), moment.knew(release_version)
    )
    found = moment.connection.scalars(query.distinct().limit(2)).all()
    if len(found) != 1:
        what = "nothing has this id" if not found else "more than one release has an id that begins so"
        raise LedgerError(f"{prefix}: {what}; `communique list releases` prints ids")
    return str(found[0])


def _version(moment: Moment, number: int, row: sa.RowMapping) -> Version:
    ended = row["to_revision"] if moment.has_ended(row) else None
    at_its_end = sa.and_(entry.c.to_revision == ended, entry.c.judged.is_(None))
    last = moment.holds(entry) if ended is None else at_its_end
    query = sa.select(entry).where(entry.c.version == row["version"], last)
    entries = entries_of(moment.connection, moment.rows(query.order_by(entry.c.row)))
    return Version(number, release_of(row), row["since"], row["until"] if ended else None, tuple(entries))
