"""Raw bytes with what is known of them, and how far watching the publishers is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables of raw bytes, origins, polls and items."""
    op.create_table(
        "raw",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "origin",
        sa.Column("release", sa.Text, sa.ForeignKey("release.id"), primary_key=True),
        sa.Column("text_hash", sa.Text, primary_key=True),
        sa.Column("raw", sa.Text, sa.ForeignKey("raw.hash"), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reader", "media")),
        *(sa.Column(name, sa.Text) for name in ("encoding", "url", "fetched")),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("places", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "poll",
        sa.Column("url", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("publisher", "etag", "modified", "why")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("every", "cadence", "at_least")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("failures", "listed")),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("due", "begun", "good", "fresh")),
    )
    op.create_table(
        "item",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "published", "changed")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("etag", "modified", "why")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("tries", "looks")),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("seen", "due")),
    )
    op.create_index("ix_item_due", "item", ["due"])
