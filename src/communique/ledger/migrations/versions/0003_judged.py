"""Decisions of a person lie over the entries: rows that stand in for what was read, and veils over it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the table of what a person decided."""
    with op.batch_alter_table("judgement") as table:
        table.add_column(sa.Column("release", sa.Text))
        table.add_column(sa.Column("value", sa.Text))
        table.create_index("ix_judgement_release", ["release"])
    # Not through Alembic: it would copy the table in SQLite, which other tables refer to.
    op.execute("ALTER TABLE entry ADD COLUMN judged INTEGER REFERENCES judgement (number)")
    op.create_index("ix_entry_judged", "entry", ["judged"])
    op.drop_index("one_current_entry", "entry")
    for name, made in (("one_current_entry", "judged IS NULL"), ("one_judged_entry", "judged > 0")):
        current = sa.text(f"to_revision IS NULL AND {made}")
        op.create_index(
            name,
            "entry",
            ["version", "id"],
            unique=True,
            sqlite_where=current,
            postgresql_where=current,
        )
    op.create_table(
        "veil",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
        sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True),
        sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
        sa.Column("judged", sa.Integer, sa.ForeignKey("judgement.number"), nullable=False),
    )
