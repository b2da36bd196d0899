"""Judgements by rule say how sure and why; clues by which entries find each other; how far resolving is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and tables of resolving."""
    with op.batch_alter_table("judgement") as table:
        table.add_column(sa.Column("relation", sa.Text))
        table.add_column(sa.Column("score", sa.Double))
        table.add_column(sa.Column("features", sa.Text))
    op.create_table(
        "clue",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "resolved",
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
    )
