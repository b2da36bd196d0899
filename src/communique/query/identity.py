"""Who is who at a moment: which names are one entity, by the judgements that stand then, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.ledger.names import STEP
from communique.ledger.rows import judgement_of
from communique.ledger.schema import (
    entry,
    judgement,
    naming,
    party_slot,
    release_version,
)
from communique.query.book import Moment
from communique.records import Judgement
from communique.records.judgement import Pair, standing
from communique.resolve.identity.cluster import Tie, gather, pair
from communique.resolve.identity.offices import office_words
from communique.resolve.identity.registry import registry
from communique.resolve.identity.ties import DIFFERENT, SAME
from communique.resolve.identity.told import party_id


@dataclass(frozen=True, slots=True)
class Office:
    """An office that releases tell a person in, with the days of the first and last that do."""

    office: str
    first: date
    last: date


class Identities:
    """The entities of one moment. A party's id is that of a name; an entity's that of its leading name."""

    def __init__(self, judged: Collection[Judgement]) -> None:
        """Take the judgements on identity that stand."""
        ties = [
            Tie(*pair(one.subject, one.object), one.score or 1.0, not one.by_rule)
            for one in judged
            if one.object and one.decision == SAME
        ]
        denied = [pair(j.subject, j.object) for j in judged if j.object and j.decision == DIFFERENT]
        gathered = gather(ties, denied, registry().entities.keys())
        used = {(tie.a, tie.b) for tie in gathered.used}
        self._leader = gathered.leader
        self._members: dict[str, set[str]] = defaultdict(set)
        for member, leader in self._leader.items():
            self._members[leader].add(member)
        self._ties: dict[str, list[Judgement]] = defaultdict(list)
        for one in judged:
            if one.object and (one.decision == DIFFERENT or pair(one.subject, one.object) in used):
                for key in {self.entity(one.subject), self.entity(one.object)}:
                    self._ties[key].append(one)

    def entity(self, key: str, release: str | None = None) -> str:
        """Return the id of the entity that a party is, in a release where it is told who is meant there."""
        if release and (dated := f"{key}@{release}") in self._leader:
            return self._leader[dated]
        return self._leader.get(key, key)

    def members(self, entity: str) -> frozenset[str]:
        """Return the ids of all names of an entity, those of one release ("act-…@rel-…") among them."""
        return frozenset(self._members.get(entity, ())) | {entity}

    def ties(self, entity: str) -> list[Judgement]:
        """Return why the names of an entity are one, and from which others it was told apart."""
        return sorted(self._ties.get(entity, ()), key=lambda one: (one.subject, one.object or ""))

    def beginning(self, key: str) -> set[str]:
        """Return the entities one of whose names has an id that is `key`, else that begins with it."""
        if key in self._leader:
            return {self._leader[key]}
        return {leader for member, leader in self._leader.items() if member.startswith(key)}


def identities(moment: Moment) -> Identities:
    """Return the entities of a moment.

    In the past stand the judgements made by then; and by rule those made later of releases published by then.
    """
    rows = moment.rows(sa.select(judgement).where(judgement.c.kind == STEP).order_by(judgement.c.number))
    if not moment.past:
        return Identities(standing(judgement_of(row) for row in rows).values())
    known = standing(judgement_of(row) for row in rows if row["revision"] <= moment.revision)
    visible = _visible(moment)
    later = standing(judgement_of(row) for row in rows if row["who"].startswith("rule:"))
    fresh: dict[Pair, Judgement] = {
        key: one for key, one in later.items() if key not in known and _is_visible(one, visible)
    }
    return Identities([*(fresh | known).values()])


def _is_visible(one: Judgement, visible: Collection[str]) -> bool:
    """Tell whether all that a judgement leans on was told by the moment."""
    told = [one.subject.split("@")[0], one.object or "", one.passage or ""]
    return all(key in visible or key in registry().entities or not key for key in told)


def _visible(moment: Moment) -> set[str]:
    """Return the ids of the parties and of the releases that are told at the moment."""
    joined = party_slot.join(entry, party_slot.c.entry == entry.c.row).join(
        release_version, entry.c.version == release_version.c.version
    )
    query = sa.select(party_slot.c.party).select_from(joined).distinct()
    parties = moment.connection.scalars(query.where(moment.holds(entry), moment.holds(release_version)))
    releases = moment.connection.scalars(
        sa.select(release_version.c.release).where(moment.holds(release_version))
    )
    return {*parties, *releases}


def offices(moment: Moment, folded: Collection[str] | None = None) -> dict[str, list[Office]]:
    """Return the offices told of persons by their party's id; of those of `folded` names, or of all."""
    columns = (naming.c.folded, naming.c.country, naming.c.told)
    days = (
        sa.func.min(release_version.c.published).label("first"),
        sa.func.max(release_version.c.published).label("last"),
    )
    joined = naming.join(release_version, naming.c.version == release_version.c.version)
    query = sa.select(*columns, *days).select_from(joined).group_by(*columns)
    query = query.where(naming.c.kind == "office", naming.c.told != naming.c.name, moment.holds(naming))
    if folded is not None:
        query = query.where(naming.c.folded.in_(sorted(folded)))
    found: dict[str, list[Office]] = defaultdict(list)
    for row in moment.rows(query):
        found[party_id(row["folded"], "person", row["country"])].append(
            Office(row["told"], row["first"], row["last"])
        )
    return found


def joined_offices(told: Iterable[Office]) -> tuple[Office, ...]:
    """Return offices once each with all the time they are told, in order of time.

    One told in short ("Minister") is left out where a fuller one holds its words.
    """
    days: dict[str, list[date]] = defaultdict(list)
    for one in told:
        days[one.office] += [one.first, one.last]
    found = [Office(office, min(on), max(on)) for office, on in days.items()]
    words = {one.office: office_words(one.office) for one in found}
    whole = [one for one in found if not any(words[one.office] < other for other in words.values())]
    return tuple(sorted(whole, key=lambda one: (one.first, one.last, one.office)))
