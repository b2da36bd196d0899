"""The fates of entries at a moment: the links that are accepted, and where each undertaking stands."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from communique.ledger.rows import parts
from communique.ledger.schema import entry, judgement, release_version, tie
from communique.ledger.ties import links_made, tie_rows
from communique.query.book import Moment
from communique.records.judgement import RULE
from communique.records.undertaking import last_day
from communique.records.undertaking import was_ahead as ahead
from communique.resolve.followup import RELATIONS, SURE, Fates, Thing, Tie

_FEW = 20_000  # entries of which the links are looked up one by one; for more all are read

# The entries that `was_ahead` may tell to have been still to come; it has the last word.
MAY_BE_AHEAD = sa.or_(entry.c.kind != "figure", entry.c.attribute.is_not(None))

# What telling a fate needs of an entry.
COLUMNS = (
    *(entry.c[name] for name in ("row", "id", "kind", "attribute", "when_first", "when_last", "when_bound")),
    release_version.c.published,
    release_version.c.release,
)


def fates_at(moment: Moment, ids: Collection[str] | None = None) -> Fates:
    """Return the fates of these entries, or of all: as of a past day with the words known by then."""
    few = ids is not None and len(ids) <= _FEW
    ties = _ties_of(moment, set(ids or ())) if few else _standing(moment)
    return Fates(_things(moment, {name for one in ties for name in (one.earlier, one.later)}), ties)


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
        known |= ids
        ties = {one for some in parts(sorted(ids)) for one in _standing(moment, some)}
        found |= ties
        ids = {name for one in ties for name in (one.earlier, one.later)} - known
    return sorted(found)


def _standing(moment: Moment, names: Sequence[str] | None = None) -> list[Tie]:
    """Return the links that stand of these entries, or all: in the past those of persons made by then."""
    if moment.past:
        by_then = sa.or_(moment.knows(judgement), judgement.c.who.startswith(RULE))
        where = _named(names, judgement.c.subject, judgement.c.object)
        rows: Sequence[Mapping[Any, Any]] = tie_rows(links_made(moment.connection, by_then, where))
    else:
        rows = moment.rows(sa.select(tie).where(_named(names, tie.c.earlier, tie.c.later)))
    return [
        Tie(row["earlier"], row["later"], relation, SURE if row["score"] is None else row["score"])
        for row in rows
        for relation in RELATIONS
        if relation == row["relation"]
    ]


def _named(names: Sequence[str] | None, *columns: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return sa.true() if names is None else sa.or_(*(column.in_(names) for column in columns))


def _things(moment: Moment, ids: set[str]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    joined = entry.join(release_version, entry.c.version == release_version.c.version)
    for some in parts(sorted(ids)):
        found |= {row["id"]: thing_of(row) for row in moment.rows(_living(moment, joined, some))}
    return found


def _living(moment: Moment, joined: sa.Join, some: Sequence[str]) -> sa.Select[tuple[object, ...]]:
    query = sa.select(*COLUMNS).select_from(joined).where(entry.c.id.in_(some))
    return query.where(moment.holds(entry), moment.holds(release_version))
