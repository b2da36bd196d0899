"""Indexes by which one more release is joined at the same cost whatever the ledger holds."""

from alembic import op

revision = "0007"
down_revision = "0006"

_INDEXES = (
    ("party_key", "party"),
    ("judgement", "revision"),
    ("naming", "to_revision"),
)


def upgrade() -> None:
    """Index what resolving asks for."""
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
