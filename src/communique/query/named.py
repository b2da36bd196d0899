"""Finds the parties that words name: those told so, and all that are one with them."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from communique.ledger.schema import actor_slot, entry, party, party_slot, release_version
from communique.query.book import Moment
from communique.query.identity import Identities, identities
from communique.resolve.identity.registry import registry
from communique.text import fold


def has_words(folded: sa.ColumnElement[str], words: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a folded name holds all the words, in any order: "Ng" is not in "Kang"."""
    padded = sa.literal(" ") + folded + " "
    return [padded.like(f"% {word} %") for word in fold(words).split()]


def takes_part(moment: Moment, words: str) -> sa.ColumnElement[bool]:
    """Return the condition that one of an entry's parties is named so, or is one with what is named so.

    The id of an actor names it too.
    """
    told = sa.exists().where(actor_slot.c.entry == entry.c.row, *has_words(actor_slot.c.folded, words))
    known = identities(moment)
    return sa.or_(told, is_one_of(members(known, entities_named(moment, known, words))))


def entities_named(moment: Moment, known: Identities, words: str) -> set[str]:
    """Return the ids of the entities that words name: by id, as they are told, or as the registry knows."""
    if words.startswith("act-"):
        return entities_beginning(moment, known, words)
    named = moment.connection.scalars(sa.select(party.c.id).where(*has_words(party.c.folded, words)))
    found = {known.entity(one) for one in named}
    return found | {known.entity(one.id) for one in registry().find(words, None)[:1]}


def entities_beginning(moment: Moment, known: Identities, key: str) -> set[str]:
    """Return the ids of the entities one of whose names has the id `key`, else one that begins with it."""
    begins = party.c.id.startswith(key, autoescape=True)
    told = set(moment.connection.scalars(sa.select(party.c.id).where(begins)))
    return {known.entity(key)} if key in told else known.beginning(key) | {known.entity(one) for one in told}


def members(known: Identities, entities: Iterable[str]) -> set[str]:
    """Return the ids of all names of entities."""
    return {member for one in entities for member in known.members(one)}


def is_one_of(parties: Collection[str]) -> sa.ColumnElement[bool]:
    """Return the condition that an entry has one of `parties`, of which some are told by one release only."""
    always = sorted(one for one in parties if "@" not in one)
    dated = [tuple(one.split("@", 1)) for one in sorted(parties) if "@" in one]
    slot = party_slot.alias()  # a query may join the table itself
    has = sa.exists().where(slot.c.entry == entry.c.row)
    found = [has.where(slot.c.party.in_(always))]
    if dated:
        told = sa.tuple_(slot.c.party, release_version.c.release)
        found.append(has.where(told.in_(dated)).correlate(entry, release_version))
    return sa.or_(*found)
