"""Checks an ID token: who signed it, for whom, for which sign-in, until when."""

from hmac import compare_digest
from typing import Any

import jwt

from communique.accounts.oidc.endpoints import Endpoints, Told
from communique.accounts.oidc.rules import Claims
from communique.errors import CommuniqueError

# Signatures by a key that the provider alone has. Not `none`, and no HS256: its key would be a public one.
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_LEEWAY = 60  # seconds that two clocks may be apart
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]
_LONGEST = 255  # characters of a subject, after OpenID Connect


class RefusedError(CommuniqueError):
    """A sign-in that is not let through; the message is for the audit log."""


def checked(token: str, nonce: str, issuer: str, client: str, endpoints: Endpoints) -> Claims:
    """Return the claims of an ID token; raise RefusedError where one thing of it is not right."""
    try:
        key = _key(jwt.get_unverified_header(token), endpoints)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=_SIGNED, audience=client, issuer=issuer, leeway=_LEEWAY,
            options={"require": _NEEDED},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise RefusedError(f"ID token: {error}") from error
    audiences = claims["aud"]
    authorised = claims.get("azp")
    if authorised not in (None, client) or (
        isinstance(audiences, list) and len(audiences) > 1 and not authorised
    ):
        raise RefusedError("ID token: made for another client")
    given = claims.get("nonce")
    if not isinstance(given, str) or not compare_digest(given.encode(), nonce.encode()):
        raise RefusedError("ID token: of another sign-in")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
        raise RefusedError("ID token: no subject")
    return claims


def _key(header: Told, endpoints: Endpoints) -> jwt.PyJWK:
    """Return the key that a token says it was signed with; the provider is asked again for a new one."""
    if header.get("alg") not in _SIGNED:
        raise RefusedError(f"ID token: signed by {str(header.get('alg'))[:20]}, which proves nothing")
    found = _among(endpoints.keys(), header) or _among(endpoints.keys(again=True), header)
    if found is None:
        raise RefusedError("ID token: signed by no key of the provider")
    return found


def _among(told: Told, header: Told) -> jwt.PyJWK | None:
    """Return the key of a set that a token names, or the only one where it names none."""
    try:
        known = jwt.PyJWKSet.from_dict(dict(told)).keys
    except jwt.PyJWTError:
        return None
    fitting = [key for key in known if key.public_key_use in (None, "sig") and key.key_type != "oct"]
    if "kid" in header:
        fitting = [key for key in fitting if key.key_id == header["kid"]]
    return fitting[0] if len(fitting) == 1 else None
