"""The links that stand, for lists to read; an index of six kinds led them away from the days of releases."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Drop the index of the kinds of entries; make the table of links from the judgements."""
    op.drop_index("ix_entry_kind", "entry")
    tie = op.create_table(
        "tie",
        sa.Column("earlier", sa.Text, primary_key=True),
        sa.Column("later", sa.Text, primary_key=True, index=True),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("score", sa.Double),
        sqlite_with_rowid=False,
    )
    rows = _ties(op.get_bind())
    if rows:
        op.bulk_insert(tie, rows)


def _ties(connection: sa.Connection) -> list[dict[str, object]]:
    """Return the accepted links, where the latest of a person stands before any of a rule."""
    names = ("subject", "object", "decision", "who", "relation", "score")
    table = sa.table("judgement", *(sa.column(name) for name in ("number", "kind", *names)))
    query = sa.select(*(table.c[name] for name in names)).where(table.c.kind == "follow-up")
    rules: dict[tuple[str, str], sa.Row[tuple[object, ...]]] = {}
    persons: dict[tuple[str, str], sa.Row[tuple[object, ...]]] = {}
    for row in connection.execute(query.order_by(table.c.number)):
        pair = row.subject, row.object
        if row.who.startswith("rule:"):
            rules[pair] = row
        elif row.decision == "undone":
            persons.pop(pair, None)
        else:
            persons[pair] = row
    return [
        {"earlier": row.subject, "later": row.object, "relation": row.relation, "score": _score(row)}
        for row in (rules | persons).values()
        if row.decision in ("accepted", "confirmed") and row.object and row.relation
    ]


def _score(row: sa.Row[tuple[object, ...]]) -> float | None:
    return (row.score or 0.0) if row.who.startswith("rule:") else None
