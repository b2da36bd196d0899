"""The accounts of one ledger: every act is one transaction with its line in the audit log."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from communique.accounts import attempts, audit, flows, identities, people, sessions, tokens
from communique.accounts.audit import Event
from communique.accounts.flows import Flow
from communique.accounts.identities import Identity
from communique.accounts.people import Account
from communique.accounts.place import place_of
from communique.accounts.roles import Role
from communique.accounts.schema import SHAPE, account, fact, metadata
from communique.accounts.secret import hash_password, is_password, new_secret
from communique.accounts.sessions import Seals
from communique.accounts.tokens import DAYS, Token
from communique.errors import CommuniqueError
from communique.ledger.database import Database

Clock = Callable[[], datetime]


class TooManyTriesError(CommuniqueError):
    """Signing in was tried too often; it may be tried again after `attempts.WINDOW` seconds."""


class Accounts:
    """The accounts of a ledger. `who` is who acts, `address` where a request came from."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take a database whose tables are made."""
        self._database, self._clock = database, clock
        with database.reading() as connection:
            key = connection.scalar(sa.select(fact.c.value).where(fact.c.name == "key"))
        self.seals = Seals(str(key))

    def add(self, who: str, name: str, role: str, password: str) -> Account:
        """Make an account."""
        people.role_of(role)
        kept = hash_password(password)
        with self._database.writing() as connection:
            made = people.add(connection, name, role, kept, self._now())
            audit.note(connection, self._now(), who, "add", f"{name} {role}")
        return made

    def everyone(self) -> list[Account]:
        """Return all accounts by name, those that ended too."""
        with self._database.reading() as connection:
            return people.everyone(connection)

    def remove(self, who: str, name: str) -> None:
        """End an account with its sessions and tokens."""
        with self._database.writing() as connection:
            people.change(connection, name, ended=self._now())
            audit.note(connection, self._now(), who, "remove", name)

    def set_role(self, who: str, name: str, role: str) -> None:
        """Give an account another role; its tokens can do no more than it."""
        with self._database.writing() as connection:
            people.change(connection, name, role=people.role_of(role))
            audit.note(connection, self._now(), who, "role", f"{name} {role}")

    def set_password(self, who: str, name: str, password: str) -> None:
        """Give an account another password and end its sessions."""
        kept = hash_password(password)
        with self._database.writing() as connection:
            if people.password_of(connection, name) == people.NO_PASSWORD:
                raise CommuniqueError(f"{name}: signs in by a provider and has no password")
            people.change(connection, name, password=kept)
            audit.note(connection, self._now(), who, "password", name)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session; return its cookie.

        Raises TooManyTriesError, and CommuniqueError that does not tell a wrong name from a wrong password.
        """
        now = self._now()
        with self._database.writing() as connection:
            since = self._now(seconds=-attempts.WINDOW)
            allowed = attempts.begin(connection, name[:80], address, now, since)
            kept = people.password_of(connection, name)
            shown = name if kept else "an unknown name"  # which may be a password in the wrong field
            if not allowed:
                audit.note(connection, now, shown, "sign-in stopped", address=address)
        if not allowed:
            raise TooManyTriesError("too many tries to sign in; try again in a quarter of an hour")
        right = is_password(password, kept)
        with self._database.writing() as connection:
            # what was true before the slow hash may be so no more
            if not right or people.password_of(connection, name) != kept:
                audit.note(connection, now, shown, "sign-in refused", address=address)
                secret = None
            else:
                attempts.succeed(connection, name, address, now)
                secret = sessions.begin(connection, name, now, self._now(hours=sessions.HOURS))
                audit.note(connection, now, name, "sign-in", address=address)
        if secret is None:
            raise CommuniqueError("no account has this name and password")
        return self.seals.cookie(secret)

    def begin_flow(self, after: str, address: str) -> Flow:
        """Begin a sign-in at a provider that leads to `after`."""
        with self._database.writing() as connection:
            until = self._now(minutes=flows.MINUTES)
            begun = flows.begin(connection, after, address, self._now(), until)
        if begun is None:
            raise TooManyTriesError("too many sign-ins are under way; try again in ten minutes")
        return begun

    def take_flow(self, under_way: Flow) -> str | None:
        """End a sign-in at a provider; return where it leads, None where it is not under way."""
        with self._database.writing() as connection:
            return flows.take(connection, under_way.secret, self._now())

    def sign_in_as(self, who: Identity, name: str, role: Role | None, address: str) -> str | None:
        """Begin a session of somebody a provider sent; return its cookie, None for who may not come in.

        Their account has the role `role` from now on; one is made where there is none, called `name`.
        """
        now = self._now()
        with self._database.writing() as connection:
            known = identities.find_or_make(connection, who, name, role, now)
            if known is None:
                return None
            secret = sessions.begin(connection, known, now, self._now(hours=sessions.HOURS))
            audit.note(connection, now, known, "sign-in", "by the provider", address)
        return self.seals.cookie(secret)

    def sign_in_refused(self, why: str, address: str) -> None:
        """Note that somebody whom a provider sent was not let in."""
        with self._database.writing() as connection:
            audit.note(connection, self._now(), "an unknown name", "sign-in refused", why, address)

    def has_password(self, name: str) -> bool:
        """Tell whether an account signs in with a password, and not by a provider."""
        with self._database.reading() as connection:
            return bool(people.password_of(connection, name))

    def of_session(self, cookie: str) -> Account | None:
        """Return the account that a cookie speaks for, if any."""
        secret = self.seals.secret(cookie)
        if secret is None:
            return None
        with self._database.reading() as connection:
            return sessions.find(connection, secret, self._now())

    def sign_out(self, cookie: str, who: str, address: str) -> None:
        """End the session that a cookie leads to."""
        with self._database.writing() as connection:
            sessions.end(connection, self.seals.secret(cookie) or "")
            audit.note(connection, self._now(), who, "sign-out", address=address)

    def make_token(self, who: str, name: str, scope: str, days: int, purpose: str) -> tuple[str, str]:
        """Make a token of an account that ends after some days; return its id and its secret, shown once."""
        if not 1 <= days <= DAYS:
            raise CommuniqueError(f"{days} days: a token lasts 1 to {DAYS} days")
        with self._database.writing() as connection:
            made = tokens.make(connection, name, scope, purpose[:80], self._now(), self._now(days=days))
            audit.note(connection, self._now(), who, "token", f"{made[0]} {name} {scope}")
        return made

    def of_token(self, secret: str) -> Account | None:
        """Return the account that a token speaks for, with no greater role than its scope, if any."""
        with self._database.reading() as connection:
            return tokens.owner_of(connection, secret, self._now())

    def tokens(self, name: str | None = None) -> list[Token]:
        """Return the tokens of an account, or of all."""
        with self._database.reading() as connection:
            return tokens.of(connection, name)

    def revoke(self, who: str, number: str, of: str | None = None) -> None:
        """End a token, of the account `of` alone if given."""
        with self._database.writing() as connection:
            tokens.revoke(connection, number, of, self._now())
            audit.note(connection, self._now(), who, "revoke", number)

    def refused(self, who: str, what: str, address: str) -> None:
        """Note what an account asked for and may not have."""
        with self._database.writing() as connection:
            audit.note(connection, self._now(), who, "refused", what, address)

    def log(self, limit: int | None = None) -> list[Event]:
        """Return the newest lines of the audit log, oldest first; all without `limit`."""
        with self._database.reading() as connection:
            return audit.events(connection, limit)

    def has_admin(self) -> bool:
        """Tell whether anybody is there who may manage accounts."""
        least: Role = "admin"
        return any(one.role == least and one.ended is None for one in self.everyone())

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def _now(self, **later: int) -> str:
        """Return the time now, or so much later, as it is kept."""
        return (self._clock() + timedelta(**later)).isoformat(timespec="microseconds")


def _utc() -> datetime:
    return datetime.now(UTC)


def open_accounts(ledger: str | Path, create: bool = False, clock: Clock = _utc) -> Accounts | None:
    """Return the accounts of the ledger at a path or URL; None where there are none and `create` is False."""
    place = place_of(ledger, create)
    if place is None:
        return None
    database = Database(place)
    with database.writing() as connection:
        made = sa.inspect(connection).has_table(account.name)
        if not made:
            metadata.create_all(connection)
            connection.execute(
                fact.insert(),
                [{"name": "shape", "value": SHAPE}, {"name": "key", "value": new_secret()}],
            )
        shape = connection.scalar(sa.select(fact.c.value).where(fact.c.name == "shape"))
        if shape == "1":  # had no sign-in by a provider
            metadata.create_all(connection)
            connection.execute(fact.update().where(fact.c.name == "shape").values(value=SHAPE))
            shape = SHAPE
    if shape != SHAPE:
        raise CommuniqueError(
            f"{place}: accounts of a newer communique (shape {shape}); install that version"
        )
    return Accounts(database, clock)
