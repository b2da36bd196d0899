"""The tellings of an office or a name that are nearest in time, found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_FILL = """
UPDATE naming SET
  land = COALESCE(naming.country,
    (SELECT v.country FROM release_version v WHERE v.version = naming.version)),
  published = (SELECT v.published FROM release_version v WHERE v.version = naming.version),
  publisher = (SELECT r.publisher FROM release_version v JOIN release r ON r.id = v.release
    WHERE v.version = naming.version)
"""


def upgrade() -> None:
    """Say of each naming when, where and by whom it was told."""
    for name, kind in (("land", sa.Text), ("publisher", sa.Text), ("published", sa.Date)):
        op.add_column("naming", sa.Column(name, kind))
    op.execute(_FILL)
    op.drop_index("ix_naming_key", "naming")
    op.drop_index("ix_naming_folded", "naming")
    op.create_index("ix_naming_key", "naming", ["key", "land", "published"])
    op.create_index("ix_naming_folded", "naming", ["folded", "publisher", "published"])
