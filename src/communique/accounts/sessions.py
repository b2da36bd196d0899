"""Sessions of browsers: a signed cookie leads to a row, which ends in time or on request."""

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer, URLSafeSerializer

from communique.accounts.people import Account
from communique.accounts.schema import account, session
from communique.accounts.secret import hash_secret, new_secret

HOURS = 12  # a session lasts a working day


class Seals:
    """Signs cookies and forms with the key of the store."""

    def __init__(self, key: str) -> None:
        """Take the key, which never leaves the store."""
        self._cookies = URLSafeSerializer(key, salt="session")
        self._forms = Signer(key, salt="form")

    def cookie(self, secret: str) -> str:
        """Return the secret of a session, signed."""
        return str(self._cookies.dumps(secret))

    def secret(self, cookie: str) -> str | None:
        """Return the secret of a cookie; None for one that was not signed here."""
        try:
            secret = self._cookies.loads(cookie)
        except BadSignature:
            return None
        return secret if isinstance(secret, str) else None

    def form_token(self, cookie: str) -> str:
        """Return what a form must carry that is sent with this cookie; a page elsewhere knows neither."""
        return self._forms.get_signature(cookie).decode()


def begin(connection: sa.Connection, name: str, now: str, until: str) -> str:
    """Begin a session of an account; return its secret, of which the hash is kept."""
    connection.execute(session.delete().where(session.c.until <= now))
    secret = new_secret()
    connection.execute(session.insert().values(hash=hash_secret(secret), account=name, until=until))
    return secret


def find(connection: sa.Connection, secret: str, now: str) -> Account | None:
    """Return the account of a session that lasts, if the account does."""
    joined = sa.select(account).join(session, session.c.account == account.c.name)
    row = (
        connection.execute(
            joined.where(
                session.c.hash == hash_secret(secret), session.c.until > now, account.c.ended.is_(None)
            )
        )
        .mappings()
        .first()
    )
    return Account(row["name"], row["role"], row["made"]) if row else None


def end(connection: sa.Connection, secret: str) -> None:
    """End a session."""
    connection.execute(session.delete().where(session.c.hash == hash_secret(secret)))
