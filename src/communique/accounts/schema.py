"""The tables of accounts: a store of their own, so that no copy of a ledger carries a password or a token.

Passwords, tokens and sessions are kept as hashes. Times are ISO 8601 text in UTC, which sorts as they do.
"""

import sqlalchemy as sa

metadata = sa.MetaData()
SHAPE = "2"  # of these tables; a newer program raises it and brings older stores up

# Few facts of the store as a whole: its shape, and the key by which cookies and forms are signed.
fact = sa.Table(
    "fact",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# An account that ended keeps its row: decisions bear its name, which nobody else may be given.
account = sa.Table(
    "account",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("ended", sa.Text),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.name"), nullable=False, index=True),
    sa.Column("until", sa.Text, nullable=False),
)

token = sa.Table(
    "token",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # by which it is called; not a secret
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.name"), nullable=False, index=True),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("until", sa.Text, nullable=False),
    sa.Column("revoked", sa.Text),
)

# Who somebody of a provider is here.
identity = sa.Table(
    "identity",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.name"), nullable=False),
)

# Sign-ins at a provider that are under way, by the hash of what the browser keeps, and where each leads.
flow = sa.Table(
    "flow",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("until", sa.Text, nullable=False),
)

# Tries to sign in that did not succeed, under each thing they are counted by.
attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Text, nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
)
