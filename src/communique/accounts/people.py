"""Accounts: made, listed, given another role or password, ended."""

import re
from dataclasses import dataclass

import sqlalchemy as sa

from communique.accounts.roles import ROLES, Role
from communique.accounts.schema import account, session
from communique.errors import CommuniqueError

NO_PASSWORD = ""  # is kept of who signs in by a provider; no password is one of which that is kept
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in; `ended` is when that was over."""

    name: str
    role: Role
    made: str
    ended: str | None = None


def add(connection: sa.Connection, name: str, role: str, password: str, at: str) -> Account:
    """Make an account with a hashed password; raise CommuniqueError for a name that cannot be."""
    if not _NAME.fullmatch(name):
        raise CommuniqueError(f"{name}: a name has small letters, digits and . _ - and at most 40 of them")
    if connection.scalar(sa.select(account.c.name).where(account.c.name == name)):
        raise CommuniqueError(f"{name}: was given already; decisions bear it, so it is never given again")
    made = Account(name, role_of(role), at)
    connection.execute(account.insert().values(name=name, role=made.role, made=at, password=password))
    return made


def role_of(text: str) -> Role:
    """Return the role of a name; raise CommuniqueError where there is none."""
    for role in ROLES:
        if role == text:
            return role
    raise CommuniqueError(f"{text}: no role; there are {', '.join(ROLES)}")


def everyone(connection: sa.Connection) -> list[Account]:
    """Return all accounts by name, those that ended too."""
    rows = connection.execute(sa.select(account).order_by(account.c.name)).mappings()
    return [_account(row) for row in rows]


def find(connection: sa.Connection, name: str) -> Account | None:
    """Return the account of a name that may still sign in."""
    row = connection.execute(_standing(name)).mappings().first()
    return _account(row) if row else None


def known(connection: sa.Connection, name: str) -> Account:
    """Return the account of a name; raise CommuniqueError where there is none that stands."""
    found = find(connection, name)
    if found is None:
        raise CommuniqueError(f"{name}: no such account; `communique accounts list` names them")
    return found


def password_of(connection: sa.Connection, name: str) -> str | None:
    """Return what is kept of the password of an account that stands."""
    kept: str | None = connection.scalar(_standing(name).with_only_columns(account.c.password))
    return kept


def change(connection: sa.Connection, name: str, **values: str) -> None:
    """Write values of an account and end its sessions; raise CommuniqueError where it does not stand."""
    known(connection, name)
    connection.execute(account.update().where(account.c.name == name).values(**values))
    end_sessions(connection, name)


def end_sessions(connection: sa.Connection, name: str) -> None:
    """End all sessions of an account."""
    connection.execute(session.delete().where(session.c.account == name))


def _standing(name: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(account).where(account.c.name == name, account.c.ended.is_(None))


def _account(row: sa.RowMapping) -> Account:
    return Account(row["name"], row["role"], row["made"], row["ended"])
