"""Posts bytes to an address: guarded like fetching, no redirect followed, the answer's body left unread."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from communique.sources.fetch.address import Resolve, aimed, checked, resolve
from communique.sources.fetch.client import FetchError

_PATIENCE = 20.0  # seconds for each step of an exchange


@dataclass(frozen=True, slots=True)
class Posted:
    """How a server answered; `later` is after how many seconds it wants to be asked again, 0 if unsaid."""

    status: int
    later: float = 0.0


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    allowed: frozenset[str] = frozenset(),
    find: Resolve = resolve,
) -> Posted:
    """Return the answer to one POST; raise FetchError where there is none or the address is not permitted."""
    try:
        parts = checked(url)
        target, extensions = aimed(parts, allowed, find)
        told = {**headers, "Host": parts.netloc}
        with (
            httpx.Client(trust_env=False, timeout=_PATIENCE) as client,
            client.stream("POST", target, content=body, headers=told, extensions=extensions) as answer,
        ):
            later = answer.headers.get("retry-after", "")
            return Posted(answer.status_code, float(later) if later.isdecimal() and len(later) < 9 else 0.0)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(url, f"cannot be posted to: {why[:200]}") from error
