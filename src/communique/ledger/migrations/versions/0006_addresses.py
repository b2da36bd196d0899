"""One release under several addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of addresses, and the index by which the same text is found."""
    op.create_table(
        "address",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True),
        sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
        sa.Column("release", sa.Text, sa.ForeignKey("release.id"), nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_index("ix_address_release", "address", ["release"])
    op.create_index("ix_release_version_hash", "release_version", ["hash"])
