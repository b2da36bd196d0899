"""Posts a digest to a webhook, signed as https://www.standardwebhooks.com has it, and tries again."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field

from communique import __version__
from communique.errors import CommuniqueError
from communique.ledger.saved import Delivery
from communique.sources.fetch import FetchError, post
from communique.sources.fetch.clock import Clock

_WAITS = (1.0, 5.0, 20.0)  # seconds before a second, third and fourth try
_LONGEST = 60.0  # seconds that a server may ask to wait within one run
_SHORTEST = 16  # characters of a secret
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver of digests; `allowed` are hosts within this machine or network that may be posted to."""

    url: str
    secret: str = field(repr=False)
    allowed: frozenset[str] = frozenset()
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        """Raise CommuniqueError for a secret that is none."""
        _key(self.secret)

    def send(self, one: Delivery) -> None:
        """Return when the receiver has taken a digest; raise CommuniqueError where it did not."""
        why = ""
        for wait in (*_WAITS, None):
            try:
                answer = post(self.url, one.body.encode("utf-8", "replace"), self._headers(one), self.allowed)
            except FetchError as error:
                why, later = error.why, 0.0
            else:
                if 200 <= answer.status < 300:
                    return
                why, later = f"the server answered {answer.status}", answer.later
                if answer.status != 429 and answer.status < 500:
                    break
            if wait is None or later > _LONGEST:
                break
            self.clock.wait(max(wait, later))
        raise CommuniqueError(f"{self.url}: {why}; {one.id} is kept and sent again by the next run")

    def _headers(self, one: Delivery) -> dict[str, str]:
        at = str(int(self.clock.now()))
        return {
            "Content-Type": "application/json",
            "User-Agent": f"communique/{__version__}",
            "webhook-id": one.id,
            "webhook-timestamp": at,
            "webhook-signature": f"v1,{signature(self.secret, one.id, at, one.body)}",
        }


def signature(secret: str, name: str, at: str, body: str) -> str:
    """Return the HMAC-SHA256 over id, time and body, in base64."""
    signed = f"{name}.{at}.{body}".encode("utf-8", "replace")
    return base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes:
    """Return the key of a secret: the base64 behind `whsec_`, else its characters."""
    if len(secret) < _SHORTEST:
        raise CommuniqueError(f"the secret of a webhook needs {_SHORTEST} characters or more")
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise CommuniqueError(f"the secret of a webhook is not base64 behind {_PREFIX}") from error
