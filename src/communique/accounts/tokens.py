"""Tokens of programs: shown once, kept hashed, with a scope and an end."""

from dataclasses import dataclass
from secrets import token_hex

import sqlalchemy as sa

from communique.accounts.people import Account, known
from communique.accounts.roles import SCOPES, Role, lesser
from communique.accounts.schema import account, token
from communique.accounts.secret import hash_secret, new_secret
from communique.errors import CommuniqueError

PREFIX = "cmq_"  # by which a scanner for leaked secrets knows one
DAYS = 365  # the longest life


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; the secret itself was shown once and is not kept."""

    id: str
    account: str
    scope: Role
    purpose: str
    made: str
    until: str
    revoked: str | None


def make(
    connection: sa.Connection, name: str, scope: str, purpose: str, made: str, until: str
) -> tuple[str, str]:
    """Make a token of an account; return its id and the secret, which is not kept.

    Raises CommuniqueError for an account that does not stand or may itself not do what the scope allows.
    """
    allowed = {one: one for one in SCOPES}.get(scope)  # type: ignore[call-overload]  # any text is asked for
    if allowed is None:
        raise CommuniqueError(f"{scope}: no scope; there are {', '.join(SCOPES)}")
    owner = known(connection, name)
    if lesser(owner.role, allowed) != allowed:
        raise CommuniqueError(f"{name}: is a {owner.role}, so a token of theirs cannot be of a {scope}")
    number, secret = f"tok-{token_hex(4)}", PREFIX + new_secret()
    connection.execute(
        token.insert().values(
            id=number, hash=hash_secret(secret), account=name, scope=scope,
            purpose=purpose, made=made, until=until,
        )
    )  # fmt: skip
    return number, secret


def owner_of(connection: sa.Connection, secret: str, now: str) -> Account | None:
    """Return the account that a token speaks for, with the lesser of its role and the scope; else None."""
    joined = sa.select(account, token.c.scope).join(token, token.c.account == account.c.name)
    row = (
        connection.execute(
            joined.where(
                token.c.hash == hash_secret(secret),
                token.c.revoked.is_(None),
                token.c.until > now,
                account.c.ended.is_(None),
            )
        )
        .mappings()
        .first()
    )
    return Account(row["name"], lesser(row["role"], row["scope"]), row["made"]) if row else None


def of(connection: sa.Connection, name: str | None = None) -> list[Token]:
    """Return the tokens of an account, or of all, in the order they were made."""
    query = sa.select(*(token.c[field] for field in Token.__dataclass_fields__))
    if name is not None:
        query = query.where(token.c.account == name)
    rows = connection.execute(query.order_by(token.c.made, token.c.id)).mappings()
    return [Token(**row) for row in rows]


def revoke(connection: sa.Connection, number: str, name: str | None, at: str) -> None:
    """End a token, of `name` alone if given; raise CommuniqueError where there is none to end."""
    query = token.update().where(token.c.id == number, token.c.revoked.is_(None)).values(revoked=at)
    if name is not None:
        query = query.where(token.c.account == name)
    if connection.execute(query).rowcount != 1:
        raise CommuniqueError(f"{number}: no token that could be revoked; `communique accounts tokens` lists")
