"""The provider's own answers: its description, its keys, and the tokens it gives for a code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from communique.accounts.oidc.terms import Terms, check_address, is_here
from communique.errors import CommuniqueError

Told = Mapping[str, Any]
_MOST = 1_000_000  # bytes of an answer
_SECONDS = 10.0  # that one step of an answer may take
_KEPT = 3600.0  # seconds that description and keys are believed
_PAUSE = 60.0  # seconds between two looks for a key that is not there
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class UnreachableError(CommuniqueError):
    """The provider did not answer as it should; the message says what of it is for who runs the server."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with the time it was had at."""

    told: Told
    at: float


class Endpoints:
    """Asks one provider, through the environment's proxies if it is not here; follows no redirect."""

    def __init__(self, terms: Terms, secret: str) -> None:
        """Take the terms and this server's secret, empty for a client that has none."""
        self._terms, self._secret = terms, secret
        here = is_here(urlsplit(terms.issuer).hostname)
        self._client = httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=not here)
        self._kept: dict[str, Kept] = {}
        self._lock = Lock()

    def described(self) -> Told:
        """Return the provider's description, whose issuer and addresses are checked."""
        where = f"{self._terms.issuer.rstrip('/')}/.well-known/openid-configuration"
        told = self._once(where, _KEPT)
        if told.get("issuer") != self._terms.issuer:
            raise UnreachableError(
                f"{where}: is of the issuer {told.get('issuer')!r}, not {self._terms.issuer}"
            )
        for name in _ENDPOINTS:
            try:
                check_address(str(told.get(name, "")).partition("?")[0])
            except ValueError as error:
                raise UnreachableError(f"{where}: {name}: {error}") from error
        return told

    def keys(self, again: bool = False) -> Told:
        """Return the provider's keys, as a JSON Web Key Set; `again` where one was not among them."""
        return self._once(str(self.described()["jwks_uri"]), _PAUSE if again else _KEPT)

    def exchange(self, code: str, verifier: str) -> str:
        """Return the ID token that a code is worth; raise UnreachableError where there is none."""
        described = self.described()
        where = str(described["token_endpoint"])
        sent = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._terms.back,
            "code_verifier": verifier,
        }  # fmt: skip
        ways = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = None
        if self._secret and "client_secret_basic" in ways:
            basic = httpx.BasicAuth(quote(self._terms.client, safe=""), quote(self._secret, safe=""))
        else:
            sent["client_id"] = self._terms.client
            if self._secret:
                sent["client_secret"] = self._secret
        token = self._ask("POST", where, data=sent, auth=basic).get("id_token")
        if not isinstance(token, str):
            raise UnreachableError(f"{where}: gave no ID token")
        return token

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _once(self, where: str, seconds: float) -> Told:
        """Return an answer, the one that was had if it is not older than so many seconds."""
        with self._lock:
            kept = self._kept.get(where)
            if kept is None or monotonic() - kept.at >= seconds:
                kept = self._kept[where] = Kept(self._ask("GET", where), monotonic())
            return kept.told

    def _ask(
        self, method: str, where: str, data: dict[str, str] | None = None, auth: httpx.Auth | None = None
    ) -> Told:
        deadline = monotonic() + 2 * _SECONDS
        try:
            with self._client.stream(
                method, where, data=data, auth=auth, headers={"Accept": "application/json"}
            ) as answer:
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > _MOST or monotonic() > deadline:
                        raise UnreachableError(f"{where}: its answer is too long or too slow")
                if answer.status_code != 200:
                    raise UnreachableError(f"{where}: answered {answer.status_code}{_why(body)}")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreachableError(f"{where}: {error or type(error).__name__}") from error
        told = _object(body)
        if told is None:
            raise UnreachableError(f"{where}: no JSON object")
        return told


def _object(body: bytes) -> Told | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _why(body: bytes) -> str:
    """Return the code of an error of OAuth, as `: invalid_grant`."""
    why = (_object(body) or {}).get("error")
    return f": {why[:60]}" if isinstance(why, str) and why.isprintable() else ""
