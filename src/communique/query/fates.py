"""The fates of entries at a moment: the links that are accepted, and where each undertaking stands."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from communique.ledger.rows import judgement_of, parts
from communique.ledger.schema import entry, judgement, release_version
from communique.query.book import Moment
from communique.records.judgement import RULE, Judgement, standing
from communique.records.undertaking import last_day
from communique.records.undertaking import was_ahead as ahead
from communique.resolve.followup import RELATIONS, SURE, Fates, Thing, Tie

KIND = "follow-up"  # of the judgements on links
_ACCEPTED = ("accepted", "confirmed")
_FEW = 2000  # entries of which the links are looked up one by one; for more all are read

# What telling a fate needs of an entry.
COLUMNS = (
    *(entry.c[name] for name in ("row", "id", "kind", "attribute", "when_first", "when_last", "when_bound")),
    release_version.c.published,
    release_version.c.release,
)


def fates_at(moment: Moment, ids: Collection[str] | None = None) -> Fates:
    """Return the fates of these entries, or of all: as of a past day with the words known by then."""
    few = ids is not None and len(ids) <= _FEW
    ties = _ties_of(moment, set(ids or ())) if few else _ties(_links(moment))
    return Fates(_things(moment, {name for tie in ties for name in (tie.earlier, tie.later)}), ties)


def thing_of(row: sa.RowMapping) -> Thing:
    """Return what status needs of a row with COLUMNS."""
    last = last_day(row["when_last"], row["when_bound"], row["published"]) if was_ahead(row) else None
    return Thing(row["id"], row["published"], last, row["release"])


def was_ahead(row: sa.RowMapping) -> bool:
    """Tell whether an entry was still to come when told."""
    return ahead(row["kind"], row["attribute"], row["when_first"], row["published"])


def _ties_of(moment: Moment, ids: set[str]) -> list[Tie]:
    """Return the links of these entries, and of those at their other ends, until there are no more."""
    known: set[str] = set()
    found: set[Tie] = set()
    while ids:
        named = [
            sa.or_(judgement.c.subject.in_(some), judgement.c.object.in_(some)) for some in parts(sorted(ids))
        ]
        known |= ids
        ties = {tie for some in named for tie in _ties(_links(moment, some))}
        found |= ties
        ids = {name for tie in ties for name in (tie.earlier, tie.later)} - known
    return sorted(found)


def _links(moment: Moment, *named: sa.ColumnElement[bool]) -> Iterable[Judgement]:
    """Return the judgements on links that stand: those of persons made by the moment, and those of rules.

    Their features are left out: nobody asks for them here, and reading them takes most of the time.
    """
    by_then = sa.or_(moment.knows(judgement), judgement.c.who.startswith(RULE))
    columns = [c for c in judgement.c if c is not judgement.c.features]
    query = sa.select(*columns, sa.null().label("features"))
    query = query.where(judgement.c.kind == KIND, by_then, *named)
    return standing(judgement_of(row) for row in moment.rows(query.order_by(judgement.c.number))).values()


def _ties(links: Iterable[Judgement]) -> list[Tie]:
    return [
        Tie(one.subject, one.object, relation, (one.score or 0.0) if one.by_rule else SURE)
        for one in links
        if one.decision in _ACCEPTED and one.object
        for relation in RELATIONS
        if relation == one.relation
    ]


def _things(moment: Moment, ids: set[str]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    joined = entry.join(release_version, entry.c.version == release_version.c.version)
    for some in parts(sorted(ids)):
        found |= {row["id"]: thing_of(row) for row in moment.rows(_living(moment, joined, some))}
    return found


def _living(moment: Moment, joined: sa.Join, some: Sequence[str]) -> sa.Select[tuple[object, ...]]:
    query = sa.select(*COLUMNS).select_from(joined).where(entry.c.id.in_(some))
    return query.where(moment.holds(entry), moment.holds(release_version))
