"""The tables of the ledger: append-only rows with the revision they came with and the one that ended them.

Only `to_revision` is ever updated. Slots have no revisions of their own: they live as long as their entry.
Times are ISO 8601 text in UTC and amounts decimal text, so that every database keeps them to the letter.

The tables are made by the steps in `migrations`, which also tell PostgreSQL the conditions that stand here as
`sqlite_where`: naming them for PostgreSQL here would load its dialect into every command.
"""

import sqlalchemy as sa

metadata = sa.MetaData()


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


revision = sa.Table(
    "revision",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("program", sa.Text, nullable=False),
    sa.Column("packs", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
)

release = sa.Table(
    "release",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("publisher", sa.Text, nullable=False, index=True),
    sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
)

# What a release said, head and text; any change is a new version.
release_version = sa.Table(
    "release_version",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("release", sa.Text, sa.ForeignKey("release.id"), nullable=False, index=True),
    *_lifetime(),
    sa.Column("hash", sa.Text, nullable=False),  # SHA-256 of the text in UTF-8
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Date, nullable=False, index=True),
    sa.Column("lang", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("cut", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
sa.Index(
    "one_current_version",
    release_version.c.release,
    unique=True,
    sqlite_where=release_version.c.to_revision.is_(None),
)

sa.Index("ix_release_version_hash", release_version.c.hash)

# Another address under which a release stands, with the text it had there last.
address = sa.Table(
    "address",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # the id the release would have by this address
    sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True),
    sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
    sa.Column("release", sa.Text, sa.ForeignKey("release.id"), nullable=False, index=True),
    sa.Column("url", sa.Text),
    sa.Column("hash", sa.Text, nullable=False),
)

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True),
    *_lifetime(),
    # The decision of a person that made this row; null for what was read of the release.
    sa.Column("judged", sa.Integer, sa.ForeignKey("judgement.number"), index=True),
    sa.Column("kind", sa.Text, nullable=False),
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
for _name, _made in (
    ("one_current_entry", entry.c.judged.is_(None)),
    ("one_judged_entry", entry.c.judged > 0),
):
    _current = sa.and_(entry.c.to_revision.is_(None), _made)
    sa.Index(
        _name,
        entry.c.version,
        entry.c.id,
        unique=True,
        sqlite_where=_current,
    )

# Entries as read that a decision puts out of sight: rejected, or replaced by a row with `judged`.
veil = sa.Table(
    "veil",
    metadata,
    sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
    sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.number"), primary_key=True),
    sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.number")),
    sa.Column("judged", sa.Integer, sa.ForeignKey("judgement.number"), nullable=False),
)

evidence = sa.Table("evidence", metadata, *_slot_key(), *_span(), sa.Column("quote", sa.Text, nullable=False))

actor_slot = sa.Table(
    "actor_slot",
    metadata,
    *_slot_key(),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("entity", sa.Text),
    sa.Column("country", sa.Text),
    *_span(),
)

amount_slot = sa.Table(
    "amount_slot",
    metadata,
    *_slot_key(),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("bound", sa.Text, nullable=False),
    *_span(),
)

topic_slot = sa.Table(
    "topic_slot", metadata, *_slot_key(), sa.Column("topic", sa.Text, nullable=False, index=True)
)

unread = sa.Table(
    "unread",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True),
    *_lifetime(),
    *_span(),
    sa.Column("why", sa.Text, nullable=False),
)

# What a release says of a name: an office held, a short form. `told` may be the name itself: an office alone.
naming = sa.Table(
    "naming",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("release_version.version"), nullable=False, index=True),
    *_lifetime(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    *_span(),
    # What its release says of itself, here again so that the nearest in time are found by an index.
    sa.Column("land", sa.Text),  # the country told, else that of the publisher
    sa.Column("publisher", sa.Text),
    sa.Column("published", sa.Date),
)

sa.Index("ix_naming_key", naming.c.key, naming.c.land, naming.c.published)
sa.Index("ix_naming_folded", naming.c.folded, naming.c.publisher, naming.c.published)

sa.Index("ix_naming_to_revision", naming.c.to_revision)

# Every name that entries give a party, the keys under which like names are found, and whose slot is whose:
# derived from the slots, and never shown.
party = sa.Table(
    "party",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, index=True),
    sa.Column("sort", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
)
party_key = sa.Table(
    "party_key",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("party", sa.Text, sa.ForeignKey("party.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
party_slot = sa.Table(
    "party_slot",
    metadata,
    *_slot_key(),
    sa.Column("party", sa.Text, sa.ForeignKey("party.id"), nullable=False, index=True),
)

# Decisions lie over the entries; the latest of a kind, subject and object stands, so one more row undoes it.
judgement = sa.Table(
    "judgement",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("object", sa.Text, index=True),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("passage", sa.Text),
    sa.Column("relation", sa.Text),  # what is said of the pair: same, fulfil, postpone …
    sa.Column("score", sa.Double),
    sa.Column("features", sa.Text),  # JSON: [[words, share of the score], …]
    sa.Column("release", sa.Text, index=True),  # whose passage was judged
    sa.Column("value", sa.Text),  # JSON: the entry as it was judged, and what was put in its place
)

# The links between entries that are accepted, as the judgements make them: derived, for lists to read.
tie = sa.Table(
    "tie",
    metadata,
    sa.Column("earlier", sa.Text, primary_key=True),
    sa.Column("later", sa.Text, primary_key=True, index=True),
    sa.Column("relation", sa.Text, nullable=False),
    sa.Column("score", sa.Double),  # of a rule; null where a person decided
    sqlite_with_rowid=False,
)

# The rare words, names and sums by which an entry finds those it may belong with; never shown.
clue = sa.Table(
    "clue",
    metadata,
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("entry", sa.Integer, sa.ForeignKey("entry.row"), primary_key=True),
    sqlite_with_rowid=False,
)

# How far each step of resolving has come: the last row of `entry` it has seen.
resolved = sa.Table(
    "resolved",
    metadata,
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number"), nullable=False),
)

SLOTS = (evidence, actor_slot, amount_slot, topic_slot)
# The tables with from_revision and to_revision.
LIVING = (release_version, entry, unread, naming, veil, address)
