"""The links between entries that stand: worked out from the judgements, for lists to read."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from communique.ledger.rows import Row, judgement_of, parts
from communique.ledger.schema import judgement, tie
from communique.records.judgement import Judgement, standing

STEP = "follow-up"  # of the judgements on links, and of how far they are made in the table `resolved`
_ACCEPTED = ("accepted", "confirmed")


def links_made(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Iterable[Judgement]:
    """Return of the judgements on links those that stand, without the features nobody asks for here."""
    columns = [c for c in judgement.c if c is not judgement.c.features]
    query = sa.select(*columns, sa.null().label("features")).where(judgement.c.kind == STEP, *where)
    rows = connection.execute(query.order_by(judgement.c.number)).mappings()
    return standing(judgement_of(row) for row in rows).values()


def tie_rows(links: Iterable[Judgement]) -> list[Row]:
    """Return the rows of `tie` that links make: of those accepted."""
    return [
        {
            "earlier": one.subject,
            "later": one.object,
            "relation": one.relation,
            "score": (one.score or 0.0) if one.by_rule else None,
        }
        for one in links
        if one.decision in _ACCEPTED and one.object and one.relation
    ]


def keep_ties(connection: sa.Connection, entries: Collection[str]) -> None:
    """Make the links from these earlier entries what the judgements say."""
    for some in parts(sorted(entries)):
        rows = tie_rows(links_made(connection, judgement.c.subject.in_(some)))
        connection.execute(sa.delete(tie).where(tie.c.earlier.in_(some)))
        if rows:
            connection.execute(sa.insert(tie), rows)


def rebuild_ties(connection: sa.Connection) -> None:
    """Make all links what the judgements say."""
    connection.execute(sa.delete(tie))
    if rows := tie_rows(links_made(connection)):
        connection.execute(sa.insert(tie), rows)


def wrong_ties(connection: sa.Connection) -> int:
    """Return how many links are not what the judgements say."""
    kept = {tuple(row) for row in connection.execute(sa.select(*tie.c))}
    return len(kept ^ {tuple(row.values()) for row in tie_rows(links_made(connection))})
