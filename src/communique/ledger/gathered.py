"""The tables of what was brought in: raw bytes with their origins, append-only, and how far watching is.

`poll` and `item` are no record of the past but a place to go on from: their rows are overwritten.
"""

import sqlalchemy as sa

from communique.ledger.schema import metadata

raw = sa.Table(
    "raw",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),  # SHA-256 of the bytes
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),  # compressed by zlib
)

origin = sa.Table(
    "origin",
    metadata,
    sa.Column("release", sa.Text, sa.ForeignKey("release.id"), primary_key=True),
    sa.Column("text_hash", sa.Text, primary_key=True),  # of the version read from these bytes
    sa.Column("raw", sa.Text, sa.ForeignKey("raw.hash"), primary_key=True),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("encoding", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("fetched", sa.Text),
    sa.Column("headers", sa.Text, nullable=False),  # JSON
    sa.Column("places", sa.LargeBinary, nullable=False),  # stretches and boxes, JSON compressed by zlib
)

# Times are seconds since 1970; 0 is never.
poll = sa.Table(
    "poll",
    metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("modified", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),  # it failed last time; empty where it did not
    sa.Column("every", sa.Integer, nullable=False),
    sa.Column("cadence", sa.Integer, nullable=False),
    sa.Column("at_least", sa.Integer, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),  # in a row
    sa.Column("listed", sa.Integer, nullable=False),  # items it named when last read
    sa.Column("due", sa.Double, nullable=False),
    sa.Column("begun", sa.Double, nullable=False),
    sa.Column("good", sa.Double, nullable=False),  # when it last answered
    sa.Column("fresh", sa.Double, nullable=False),  # when it last named something new
)

item = sa.Table(
    "item",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # the address to read it at
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),  # waiting, read, refused
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),  # the mark of change that the list gave
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("modified", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),  # failures in a row
    sa.Column("looks", sa.Integer, nullable=False),  # times it was read
    sa.Column("seen", sa.Double, nullable=False),
    sa.Column("due", sa.Double, nullable=False, index=True),
)
