"""Checks what joins names and entries: who bears a name is one entity, judgements are over what there is."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from communique.ledger.names import STEP
from communique.ledger.rows import judgement_of
from communique.ledger.schema import (
    actor_slot,
    entry,
    judgement,
    party,
    party_slot,
    release,
    release_version,
    resolved,
)
from communique.query.book import Moment
from communique.query.identity import identities
from communique.records import Judgement
from communique.records.judgement import standing
from communique.resolve.identity.registry import registry
from communique.resolve.identity.ties import DIFFERENT, SAME
from communique.resolve.identity.told import party_of

_ON_ENTRIES = ("entry", "slot", "merge", "split", "follow-up")  # kinds whose subject is an entry


def joined_faults(moment: Moment) -> Iterator[str]:
    """Yield one line for each fault of identity and of the links between entries."""
    rows = moment.rows(sa.select(judgement).order_by(judgement.c.number))
    made = [(row["number"], judgement_of(row)) for row in rows]
    yield from _slots_without_party(moment)
    yield from _dangling(moment, made)
    yield from _entity_faults(moment, [one for _, one in made if one.kind == STEP])
    yield from _circles([one for _, one in made if one.kind == "merge"])


def _slots_without_party(moment: Moment) -> Iterator[str]:
    """Yield the names that stand in no entity though they were looked at, or in one not their own."""
    own = sa.and_(party_slot.c.entry == actor_slot.c.entry, party_slot.c.position == actor_slot.c.position)
    home = release_version.c.country.label("home")
    columns = (actor_slot.c.name, actor_slot.c.type, actor_slot.c.country, home)
    seen = moment.connection.scalar(sa.select(resolved.c.entry).where(resolved.c.step == STEP)) or 0
    joined = actor_slot.join(entry, actor_slot.c.entry == entry.c.row)
    joined = joined.join(release_version, entry.c.version == release_version.c.version)
    query = sa.select(entry.c.id, party_slot.c.party, *columns).select_from(joined.outerjoin(party_slot, own))
    for row in moment.connection.execute(query.where(entry.c.row <= seen)).mappings():
        told = party_of(row["name"], row["type"], row["country"], row["home"])
        if (told.id if told else None) != row["party"]:
            what = "in no entity" if row["party"] is None else "in an entity that is not its own"
            yield f"{row['id']}: the name {row['name']!r} is {what}"


def _dangling(moment: Moment, made: list[tuple[int, Judgement]]) -> Iterator[str]:
    """Yield the judgements over what is not there."""
    entries = set(moment.connection.scalars(sa.select(entry.c.id).distinct()))
    releases = set(moment.connection.scalars(sa.select(release.c.id)))
    actors = set(moment.connection.scalars(sa.select(party.c.id))) | registry().entities.keys()
    for number, one in made:
        if one.kind in _ON_ENTRIES:
            told = {one.subject} | ({one.object or ""} if one.kind == "follow-up" else set())
            gone = told - entries
        else:
            gone = _unknown(one, actors, releases) if one.kind == STEP else set()
        if one.release and one.release not in releases:
            gone.add(one.release)
        yield from (f"judgement {number}: is over {key}, and there is no such thing" for key in sorted(gone))


def _unknown(one: Judgement, actors: Collection[str], releases: Collection[str]) -> set[str]:
    found = set[str]()
    for key in (one.subject, one.object or ""):
        name, at, told_by = key.partition("@")
        if name not in actors or (at and told_by not in releases):
            found.add(key)
    return found


def _entity_faults(moment: Moment, made: list[Judgement]) -> Iterator[str]:
    """Yield each pair that is judged to be the same, or different, and is not so in what is shown."""
    known = identities(moment)
    for one in standing(made).values():
        together = known.entity(one.subject) == known.entity(one.object or "")
        if (one.decision == SAME and not together) or (one.decision == DIFFERENT and together):
            are = "one" if together else "two"
            yield f"{one.subject} and {one.object}: {are}, though {one.who} judged them {one.decision}"


def _circles(made: list[Judgement]) -> Iterator[str]:
    """Yield each merge of entries that leads back to where it began."""
    into = {one.subject: one.object for one in standing(made).values() if one.object}
    for key in sorted(into):
        seen, at = {key}, into.get(key)
        while at is not None and at not in seen:
            seen.add(at)
            at = into.get(at)
        if at == key:
            yield f"{key}: merged into itself by way of {len(seen) - 1} others"
