"""The life of entries in the ledger: since when each is known, when it last changed, whether it is gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import parts
from communique.ledger.schema import entry, judgement, release, release_version, revision
from communique.query.book import Book, Moment
from communique.query.entries import Filters, Listed, by_rows, conditions, listed
from communique.query.lists import list_entries
from communique.query.picked import counted
from communique.query.releases import ListedRelease, list_releases
from communique.query.turns import EntryTurn, turned
from communique.records import Entry
from communique.resolve.versions import pair


@dataclass(frozen=True, slots=True)
class Life:
    """An entry as it reads now or, where `gone`, as it last read; revisions are those of the ledger."""

    uid: str  # the id under which it was first known: a corrected day or sum makes a new id, no new life
    one: Listed
    begun: int
    changed: int  # the last revision that changed what it says or where it stands
    begun_at: str  # ISO 8601 in UTC
    changed_at: str
    gone: bool = False  # no longer told: its release was corrected, or a person rejected it


@dataclass(frozen=True, slots=True)
class TimedRelease:
    """A release with when the ledger first read it and when it last read other words (ISO 8601, UTC)."""

    listed: ListedRelease
    begun_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class _Trace:
    uid: str
    begun: int
    changed: int
    gone: bool = False


def lives(
    book: Book, kind: str | None, filters: Filters | None = None, limit: int | None = None, gone: bool = False
) -> list[Life]:
    """Return the lives of a list of entries in its order; with `gone`, those taken back behind them."""
    filters = replace(filters or Filters(), as_of=None)
    found = list_entries(book, kind, filters, limit)
    with book.at() as moment:
        standing = _lives(moment, found)
        lost = _lost(moment, kind, filters, limit) if gone and filters.status is None else []
        ended = [life for life in _lives(moment, lost) if life.gone]
    return standing + list({life.uid: life for life in reversed(ended)}.values())[::-1]


def unlike(
    book: Book, kind: str | None, filters: Filters, told: Mapping[str, str]
) -> tuple[set[str], list[Life]]:
    """Return the ids of a list's entries that read as they were `told` (id -> mark), and the other lives."""
    same, other = set[str](), list[Listed]()
    with book.at() as moment:
        numbers, _ = counted(moment, kind, replace(filters, as_of=None))
        for some in parts(numbers):
            for one in listed(moment, by_rows(moment, some)):
                if told.get(one.entry.id) == mark(one):
                    same.add(one.entry.id)
                else:
                    other.append(one)
        return same, _lives(moment, other)


def mark(one: Listed) -> str:
    """Return what differs when an entry reads otherwise or stands elsewhere; 32 hexadecimal digits."""
    return sha256(repr((_said(one.entry), one.status)).encode("utf-8", "replace")).hexdigest()[:32]


def timed_releases(
    book: Book, filters: Filters | None = None, limit: int | None = None
) -> list[TimedRelease]:
    """Return a list of releases, newest first, with their times."""
    found = list_releases(book, filters, limit)
    first, last = revision.alias("first"), revision.alias("last")
    query = (
        sa.select(release_version.c.version, first.c.at.label("begun"), last.c.at.label("changed"))
        .select_from(release_version.join(release))
        .join(first, release.c.revision == first.c.number)
        .join(last, release_version.c.from_revision == last.c.number)
    )
    with book.at() as moment:
        times = {
            row["version"]: row
            for some in parts([one.version for one in found])
            for row in moment.rows(query.where(release_version.c.version.in_(some)))
        }
    return [TimedRelease(one, times[one.version]["begun"], times[one.version]["changed"]) for one in found]


def _lost(moment: Moment, kind: str | None, filters: Filters, limit: int | None) -> list[Listed]:
    """Return entries of a list that are out of sight, as they last read, the newest row first."""
    joined = entry.join(release_version, entry.c.version == release_version.c.version).join(release)
    query: sa.Select[Any] = sa.select(entry, release_version, release.c.publisher).select_from(joined)
    query = query.where(~moment.holds(entry), *conditions(filters, moment))
    query = query.where(entry.c.kind == kind) if kind else query
    return listed(moment, moment.rows(query.order_by(entry.c.row.desc()).limit(limit)))


def _lives(moment: Moment, found: Sequence[Listed]) -> list[Life]:
    """Return the life of each entry; what goes on under another id is left out."""
    traces: dict[str, _Trace] = {}
    for some in parts(sorted({one.release.id for one in found})):
        traces |= _traces(turned(moment, 0, moment.revision, some))
    judged = _judged(moment, {one.entry.id for one in found})
    times = {row["number"]: row["at"] for row in moment.rows(sa.select(revision))}
    kept = []
    for one in found:
        trace = traces.get(one.entry.id)
        if trace:
            changed = max(trace.changed, judged.get(one.entry.id, 0))
            at = times[trace.begun], times[changed]
            kept.append(Life(trace.uid, one, trace.begun, changed, *at, gone=trace.gone))
    return kept


def _traces(turns: Iterable[EntryTurn]) -> dict[str, _Trace]:
    """Return id -> its trace, where what goes and what comes with one revision of a release are paired."""
    traces: dict[str, _Trace] = {}
    ordered = sorted(turns, key=lambda one: (one.release.id, one.revision))
    for (_, number), some in groupby(ordered, key=lambda one: (one.release.id, one.revision)):
        step = list(some)
        for old, new in [(one.old, one.new) for one in step if one.old and one.new]:
            _go_on(traces, number, old, new)
        went = [one.old for one in step if one.old and not one.new]
        came = [one.new for one in step if one.new and not one.old]
        for before, after in pair(went, came):
            _go_on(traces, number, before, after)
    return traces


def _go_on(traces: dict[str, _Trace], number: int, old: Entry | None, new: Entry | None) -> None:
    """Let the life of `old` go on as `new`, end where there is no `new`, or begin where there is no `old`."""
    if new is None:
        if old:
            traces[old.id] = replace(traces[old.id], changed=number, gone=True)
        return
    # an entry that had gone and is told again goes on with its life
    before = traces.pop(old.id if old else new.id, None) or _Trace(new.id, number, number)
    same = old is not None and _said(old) == _said(new)
    traces[new.id] = replace(before, changed=before.changed if same else number, gone=False)


def _said(one: Entry) -> tuple[object, ...]:
    """Return what a reader sees of an entry, wherever in its text it stands."""
    when, where, mechanism = one.when, one.where, one.mechanism
    return (
        (one.kind, one.attribute, one.topics, tuple(part.quote for part in one.evidence)),
        when and (when.first, when.last, when.bound),
        where and (where.name, where.country),
        mechanism and (mechanism.name, mechanism.ordinal),
        tuple((actor.role, actor.name) for actor in one.actors),
        tuple((amount.value, amount.unit, amount.bound) for amount in one.amounts),
    )


def _judged(moment: Moment, ids: Iterable[str]) -> dict[str, int]:
    """Return the last revision in which each entry was judged."""
    latest: dict[str, int] = {}
    for some in parts(sorted(ids)):
        for side in (judgement.c.subject, judgement.c.object):
            number = sa.func.max(judgement.c.revision).label("number")
            query = sa.select(side.label("id"), number).where(side.in_(some)).group_by(side)
            for row in moment.rows(query):
                latest[row["id"]] = max(latest.get(row["id"], 0), row["number"])
    return latest
