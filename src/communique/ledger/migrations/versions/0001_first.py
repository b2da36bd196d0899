"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _lifetime() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False, index=True),
        sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
    )


def _slot_key() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    )


def _span(prefix: str = "span", nullable: bool = False) -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column(f"{prefix}_start", sa.Integer, nullable=nullable),
        sa.Column(f"{prefix}_end", sa.Integer, nullable=nullable),
    )


def upgrade() -> None:
    """Create the tables of revisions, releases, entries and judgements."""
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "program", "packs", "model")),
    )
    _create_releases()
    _create_entries()
    _create_slots()
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("object", sa.Text, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("decision", "who", "why")),
        sa.Column("passage", sa.Text),
    )


def _create_releases() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("publisher", sa.Text, nullable=False, index=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
    )
    op.create_table(
        "release_version",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("release", sa.Text, sa.ForeignKey("release.id"), nullable=False, index=True),
        *_lifetime(),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Date, nullable=False, index=True),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("cut", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    _only_one_current("one_current_version", "release_version", ["release"])


def _create_entries() -> None:
    op.create_table(
        "entry",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column(
            "version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True
        ),
        *_lifetime(),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("attribute", sa.Text),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("when_first", sa.Date),
        sa.Column("when_last", sa.Date, index=True),
        sa.Column("when_bound", sa.Text),
        sa.Column("when_edtf", sa.Text),
        sa.Column("when_quote", sa.Text),
        *_span("when", nullable=True),
        sa.Column("where_name", sa.Text),
        sa.Column("where_country", sa.Text),
        *_span("where", nullable=True),
        sa.Column("mechanism_name", sa.Text),
        sa.Column("mechanism_folded", sa.Text, index=True),
        sa.Column("mechanism_ordinal", sa.Integer),
        sa.Column("mechanism_entity", sa.Text),
        *_span("mechanism", nullable=True),
    )
    _only_one_current("one_current_entry", "entry", ["version", "id"])
    op.create_table(
        "unread",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True
        ),
        *_lifetime(),
        *_span(),
        sa.Column("why", sa.Text, nullable=False),
    )


def _create_slots() -> None:
    op.create_table("evidence", *_slot_key(), *_span(), sa.Column("quote", sa.Text, nullable=False))
    op.create_table(
        "actor_slot",
        *_slot_key(),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, index=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("entity", sa.Text),
        sa.Column("country", sa.Text),
        *_span(),
    )
    op.create_table(
        "amount_slot",
        *_slot_key(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("value", "unit", "bound")),
        *_span(),
    )
    op.create_table("topic_slot", *_slot_key(), sa.Column("topic", sa.Text, nullable=False, index=True))


def _only_one_current(name: str, table: str, columns: list[str]) -> None:
    current = sa.text("to_revision IS NULL")
    op.create_index(name, table, columns, unique=True, sqlite_where=current, postgresql_where=current)
