"""Saved queries, and how far their digests have come."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the tables of saved queries, of what was told of them, and of deliveries."""
    op.create_table(
        "saved_query",
        sa.Column("name", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("what", "filters", "at")),
    )
    op.create_table(
        "told",
        sa.Column("query", sa.Text, sa.ForeignKey("saved_query.name"), primary_key=True),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("target", "key")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "mark", "title")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("query", sa.Text, sa.ForeignKey("saved_query.name"), nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("target", "made", "body", "tells", "why")),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent", sa.Text),
    )
