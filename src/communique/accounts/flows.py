"""A sign-in under way: one secret of the browser, from which all that the provider is told is derived."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass

import sqlalchemy as sa

from communique.accounts.schema import flow
from communique.accounts.secret import hash_secret, new_secret

MINUTES = 10  # a sign-in at the provider may take
_MOST = 100  # under way from one address


@dataclass(frozen=True, slots=True)
class Flow:
    """The secret lies in a cookie of the browser; none of the three is told by another."""

    secret: str

    @property
    def state(self) -> str:
        """What the provider hands back through the browser: that of another browser is not it."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """What the ID token must hold, so that it is of this sign-in."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """What proves to the provider that who redeems the code is who asked for it."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier beforehand, by the method S256."""
        return _text(hashlib.sha256(self.verifier.encode()).digest())

    def _derived(self, label: str) -> str:
        return _text(hmac.digest(self.secret.encode(), label.encode(), "sha256"))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def begin(connection: sa.Connection, after: str, address: str, now: str, until: str) -> Flow | None:
    """Begin a sign-in that leads to `after`; None where too many are under way from an address."""
    connection.execute(flow.delete().where(flow.c.until <= now))
    count = connection.scalar(sa.select(sa.func.count()).where(flow.c.address == address))
    if (count or 0) >= _MOST:
        return None
    made = Flow(new_secret())
    row = {"hash": hash_secret(made.secret), "after": after, "address": address, "until": until}
    connection.execute(flow.insert().values(row))
    return made


def take(connection: sa.Connection, secret: str, now: str) -> str | None:
    """End a sign-in under way, which none does twice; return where it leads, None if there is none."""
    mine = sa.and_(flow.c.hash == hash_secret(secret), flow.c.until > now)
    after: str | None = connection.scalar(sa.select(flow.c.after).where(mine))
    taken = connection.execute(flow.delete().where(mine)).rowcount
    return after if taken == 1 else None
