"""Who is who at a provider: a subject of an issuer leads to one account, made at the first sign-in."""

import sqlalchemy as sa

from communique.accounts import audit, people
from communique.accounts.roles import Role
from communique.accounts.schema import account, identity

Identity = tuple[str, str]  # issuer and subject
_PROVIDER = "the provider"  # who acts, in the log; no account has this name


def find_or_make(
    connection: sa.Connection, who: Identity, name: str, role: Role | None, now: str
) -> str | None:
    """Return the name of the account of somebody, whose role is now `role`; None for who may not come in.

    Without an account one is made, called `name` or with a number after it: a name is never given twice. An
    account that was ended stays so, and one whose role is gone loses its sessions.
    """
    issuer, subject = who
    mine = sa.and_(identity.c.issuer == issuer, identity.c.subject == subject)
    known: str | None = connection.scalar(sa.select(identity.c.account).where(mine))
    if known is None:
        if role is None:
            return None
        free = _free(connection, name)
        people.add(connection, free, role, people.NO_PASSWORD, now)
        connection.execute(identity.insert().values(issuer=issuer, subject=subject, account=free))
        audit.note(connection, now, _PROVIDER, "add", f"{free} {role}")
        return free
    found = people.find(connection, known)
    if found is None or role is None:
        if found:
            people.end_sessions(connection, known)
        return None
    if found.role != role:
        people.change(connection, known, role=role)
        audit.note(connection, now, _PROVIDER, "role", f"{known} {role}")
    return known


def _free(connection: sa.Connection, name: str) -> str:
    """Return a name that was never given, with a number where it must be."""
    given = set(
        connection.scalars(sa.select(account.c.name).where(account.c.name.startswith(name, autoescape=True)))
    )
    number = 2
    free = name
    while free in given:
        free, number = f"{name}-{number}", number + 1
    return free
