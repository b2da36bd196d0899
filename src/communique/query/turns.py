"""Which releases and entries came, changed or went with each revision, as a reader of the ledger saw it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from communique.ledger.rows import entries_of, parts, release_of
from communique.ledger.schema import entry, release, release_version, unread, veil
from communique.query.book import Moment
from communique.records import Entry, Release, Unread


@dataclass(frozen=True, slots=True)
class ReleaseTurn:
    """A release as it reads since a revision, with what is left unread of it."""

    revision: int
    release: Release
    unread: tuple[Unread, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class EntryTurn:
    """An entry before and after a revision; None where it was not in sight."""

    revision: int
    id: str
    release: Release
    old: Entry | None
    new: Entry | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of `entry` with the revisions in which it stood and those in which it was veiled."""

    entry: Entry
    version: int
    spans: tuple[tuple[int, int | None], ...]  # its own life first, then its veils

    def seen(self, number: int) -> bool:
        """Tell whether the row is in sight at a revision."""
        life, *veils = ((first <= number and (last is None or number < last)) for first, last in self.spans)
        return life and not any(veils)

    @property
    def edges(self) -> set[int]:
        """The revisions with which it may come into sight or go out of it."""
        return {number for span in self.spans for number in span if number is not None}


def releases_turned(moment: Moment, first: int, last: int) -> Iterator[ReleaseTurn]:
    """Yield the releases that changed with revisions from `first` to `last`, unread sentences included."""
    query = sa.select(release_version, release.c.publisher, release.c.revision.label("begun"))
    rows = moment.rows(
        query.select_from(release_version.join(release))
        .where(release_version.c.version.in_(_versions(first, last)))
        .order_by(release_version.c.version)
    )
    silent = _unread(moment, [row["version"] for row in rows])
    for row in rows:
        spans = silent[row["version"]]
        edges = {row["from_revision"]} | {number for (_, *span) in spans for number in span if number}
        for number in sorted(edges):
            if first <= number <= last and _stands(number, row["from_revision"], row["to_revision"]):
                left = tuple(one for one, begun, ended in spans if _stands(number, begun, ended))
                yield ReleaseTurn(number, release_of(row), left, number == row["begun"])


def _stands(number: int, first: int, last: int | None) -> bool:
    return first <= number and (last is None or number < last)


def _versions(first: int, last: int) -> sa.CompoundSelect[tuple[int]]:
    """Return the versions that came with one of these revisions, or whose sentences changed with it."""
    came = sa.select(release_version.c.version).where(release_version.c.from_revision.between(first, last))
    edges = (unread.c.from_revision, unread.c.to_revision)
    return came.union(*(sa.select(unread.c.version).where(edge.between(first, last)) for edge in edges))


def _unread(moment: Moment, versions: Sequence[int]) -> dict[int, list[tuple[Unread, int, int | None]]]:
    found: dict[int, list[tuple[Unread, int, int | None]]] = defaultdict(list)
    for some in parts(versions):
        query = sa.select(unread).where(unread.c.version.in_(some)).order_by(unread.c.span_start)
        for row in moment.rows(query):
            one = Unread(row["span_start"], row["span_end"], row["why"])
            found[row["version"]].append((one, row["from_revision"], row["to_revision"]))
    return found


def turned(
    moment: Moment, first: int, last: int, releases_told: Sequence[str] | None = None
) -> list[EntryTurn]:
    """Return the entries that came, changed or went with revisions from `first` to `last`, in that order.

    With `releases_told` only those of releases with these ids.
    """
    rows = _rows(moment, first, last, releases_told)
    releases = _releases(moment, sorted({row.version for row in rows}))
    named: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        named[releases[row.version].id, row.entry.id].append(row)
    found = []
    for (_, key), same in named.items():
        edges = {number for row in same for number in row.edges if first <= number <= last}
        for number in edges:
            old = next((row for row in same if row.seen(number - 1)), None)
            new = next((row for row in same if row.seen(number)), None)
            was, now = old.entry if old else None, new.entry if new else None
            if was != now:
                found.append(EntryTurn(number, key, releases[(new or old or same[0]).version], was, now))
    return sorted(found, key=lambda one: (one.revision, one.new is not None, one.old is None, one.id))


def _rows(moment: Moment, first: int, last: int, told: Sequence[str] | None) -> list[_Row]:
    """Return every row that came, ended, or was veiled or unveiled with one of these revisions."""
    wanted = sa.union(
        *(
            sa.select(row).where(edge.between(first, last))
            for table, row in ((entry, entry.c.row), (veil, veil.c.entry))
            for edge in (table.c.from_revision, table.c.to_revision)
        )
    )
    query = sa.select(entry).where(entry.c.row.in_(wanted))
    if told is not None:
        of_these = sa.select(release_version.c.version).where(release_version.c.release.in_(told))
        query = query.where(entry.c.version.in_(of_these))
    rows = moment.rows(query.order_by(entry.c.row))
    veils: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for one in moment.rows(sa.select(veil).where(veil.c.entry.in_(wanted)).order_by(veil.c.from_revision)):
        veils[one["entry"]].append((one["from_revision"], one["to_revision"]))
    return [
        _Row(one, row["version"], ((row["from_revision"], row["to_revision"]), *veils[row["row"]]))
        for one, row in zip(entries_of(moment.connection, rows), rows, strict=True)
    ]


def _releases(moment: Moment, versions: Sequence[int]) -> dict[int, Release]:
    found = {}
    for some in parts(versions):
        query = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
        for row in moment.rows(query.where(release_version.c.version.in_(some))):
            found[row["version"]] = release_of(row)
    return found
