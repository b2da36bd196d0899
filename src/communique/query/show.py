"""Shows one thing by its id, or the beginning of it: entry, release, actor or mechanism, with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.rows import begins, parts
from communique.ledger.schema import actor_slot, entry, release_version
from communique.query.actors import Actor, actors_of
from communique.query.book import Book, Moment
from communique.query.entries import Filters, Listed, joined, listed
from communique.query.identity import identities
from communique.query.mechanisms import has_id, list_mechanisms
from communique.query.named import entities_beginning, is_one_of
from communique.query.releases import ListedRelease, listed_release, releases, unread_of
from communique.records import Judgement, Unread
from communique.resolve.identity.told import unresolved_id
from communique.resolve.mechanisms import Mechanism


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """A release with its entries in text order and the sentences that gave none."""

    release: ListedRelease
    entries: tuple[Listed, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class ShownActor:
    """An actor with the entries it takes part in, newest first, and why its names are one."""

    actor: Actor
    entries: tuple[Listed, ...]
    why: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownMechanism:
    """A mechanism with its entries, newest first."""

    mechanism: Mechanism
    entries: tuple[Listed, ...]


Shown = Listed | ShownRelease | ShownActor | ShownMechanism


def show(book: Book, key: str, as_of: date | None = None) -> Shown:
    """Return the one thing whose id begins with `key`; raise LedgerError where there is not just one."""
    everything = Filters(as_of=as_of, min_confidence=0)
    with book.at(as_of) as moment:
        found: list[Shown] = []
        if key.startswith("ent-"):
            found = list(_entries(moment, key))
        elif key.startswith("rel-"):
            query = releases(moment).where(begins(release_version.c.release, key)).limit(5)
            found = [_shown(moment, row) for row in moment.rows(query)]
    if key.startswith("act-"):
        found = list(_shown_actors(book, key, everything))
    elif key.startswith("mec-"):
        mechanisms = list_mechanisms(book, everything)
        found = [_shown_mechanism(book, m, everything) for m in mechanisms if has_id(m, key)]
    if len(found) != 1:
        what = "nothing has this id" if not found else "more than one thing has an id that begins so"
        raise LedgerError(f"{key}: {what}; `communique list` and `communique search` print ids")
    return found[0]


def _entries(moment: Moment, prefix: str) -> list[Listed]:
    """Return the entries whose ids begin so; where none is shown, those that a decision put out of sight."""
    for query in (joined(moment), joined(moment, hidden=True)):
        rows = moment.rows(query.where(begins(entry.c.id, prefix)).limit(5))
        if rows:
            return listed(moment, rows)
    return []


def _shown(moment: Moment, row: sa.RowMapping) -> ShownRelease:
    one = listed_release(row)
    rows = moment.rows(joined(moment).where(entry.c.version == one.version).order_by(entry.c.row))
    entries = sorted(listed(moment, rows), key=lambda item: (item.entry.evidence[0].start, item.row))
    return ShownRelease(one, tuple(entries), tuple(unread_of(moment, one.version)))


def _shown_actors(book: Book, key: str, filters: Filters) -> Iterator[ShownActor]:
    """Yield the actors one of whose names has an id that begins with `key`; just one where an id is `key`."""
    with book.at(filters.as_of) as moment:
        known = identities(moment)
        actors = actors_of(moment, known, filters, entities_beginning(moment, known, key) or None)
        exact = [one for one in actors if key in _ids(one)]
        for actor in exact or [one for one in actors if any(name.startswith(key) for name in _ids(one))]:
            rows = moment.rows(
                joined(moment)
                .where(sa.or_(is_one_of(known.members(actor.id)), _told_as(actor)))
                .order_by(release_version.c.published.desc(), entry.c.row)
            )
            yield ShownActor(actor, tuple(listed(moment, rows)), tuple(known.ties(actor.id)))


def _ids(actor: Actor) -> set[str]:
    return {actor.id, *(name.id for name in actor.names)}


def _told_as(actor: Actor) -> sa.ColumnElement[bool]:
    """Return the condition that an entry tells a name that stands for nobody known."""
    names = [name.name for name in actor.names if name.id == unresolved_id(name.name)]
    return sa.exists().where(actor_slot.c.entry == entry.c.row, actor_slot.c.name.in_(names))


def _shown_mechanism(book: Book, mechanism: Mechanism, filters: Filters) -> ShownMechanism:
    told = [one.entry.id for one in mechanism.tellings]
    with book.at(filters.as_of) as moment:
        rows = [
            row for some in parts(told) for row in moment.rows(joined(moment).where(entry.c.id.in_(some)))
        ]
        rows.sort(key=lambda row: (-row["published"].toordinal(), row["row"]))
        return ShownMechanism(mechanism, tuple(listed(moment, rows)))
