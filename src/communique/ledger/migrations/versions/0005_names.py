"""What releases say of names, and the keys under which like names are found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables of names."""
    op.create_table(
        "naming",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True
        ),
        sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False, index=True),
        sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, index=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False, index=True),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, index=True),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
    )
    op.create_table(
        "party_key",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, sa.ForeignKey("party.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party_slot",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("party", sa.Text, sa.ForeignKey("party.id"), nullable=False, index=True),
    )
