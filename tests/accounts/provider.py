"""A provider of OpenID Connect on this machine: real keys, real tokens, and each thing it can get wrong."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "communique", "a secret of the client"
Claims = dict[str, Any]


def new_key() -> rsa.RSAPrivateKey:
    """Return a new key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def described(key: rsa.RSAPrivateKey, name: str) -> Claims:
    """Return the public part of a key as a provider tells it."""
    told = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**told, "kid": name, "use": "sig", "alg": "RS256"}


@dataclass
class Provider:
    """What the provider says next: `claims` are laid over those that are right, None takes one away."""

    issuer: str
    key: rsa.RSAPrivateKey
    kid: str = "one"
    claims: Claims = field(default_factory=dict)
    header: Claims = field(default_factory=dict)
    sign_with: Any = None
    alg: str = "RS256"
    told: Claims = field(default_factory=dict)  # over the description
    broken: set[str] = field(default_factory=set)  # paths that answer 503
    codes: dict[str, Claims] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    keys: list[Claims] = field(default_factory=list)

    def description(self) -> Claims:
        """Return the discovery document."""
        at = {name: f"{self.issuer}/{path}" for name, path in _PATHS.items()}
        return {"issuer": self.issuer, **at, **self.told}

    def code(self, asked: Claims) -> str:
        """Return a code for who asks to sign somebody in."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def token(self, sent: Claims, basic: str) -> tuple[int, Claims]:
        """Return status and answer for a code, which is worth a token once."""
        asked = self.codes.pop(sent.get("code", ""), None)
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if basic != f"{CLIENT}:{SECRET}" or asked is None:
            return 401, {"error": "invalid_client"}
        if challenge != asked["code_challenge"] or sent.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        right = {
            "iss": self.issuer, "sub": "u-1", "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "preferred_username": "Ada.Lind", "groups": ["trade-reviewers"],
        }  # fmt: skip
        claims = {name: value for name, value in {**right, **self.claims}.items() if value is not None}
        header = {"kid": self.kid, **self.header}
        signed = jwt.encode(
            claims,
            None if self.alg == "none" else self.sign_with or self.key,
            algorithm=self.alg,
            headers=header,
        )
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


_PATHS = {"authorization_endpoint": "authorize?tenant=t", "token_endpoint": "token", "jwks_uri": "keys"}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self._broken(parts.path):
            return
        if parts.path == "/authorize":
            asked = dict(parse_qsl(parts.query))
            back = {"code": self.provider.code(asked), "state": asked["state"]}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
        elif parts.path == "/keys":
            self._say(200, {"keys": self.provider.keys})
        else:
            self._say(200, self.provider.description())

    def do_POST(self) -> None:
        if self._broken(self.path):
            return
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = base64.b64decode(self.headers.get("Authorization", "Basic ").partition(" ")[2]).decode()
        self._say(*self.provider.token(dict(parse_qsl(body)), unquote(given)))

    def log_message(self, format: str, *args: object) -> None:
        self.provider.asked.append(self.path)

    def _broken(self, path: str) -> bool:
        if path in self.provider.broken:
            self._say(503, {})
        return path in self.provider.broken

    def _say(self, status: int, told: Claims) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(key: rsa.RSAPrivateKey) -> Iterator[Provider]:
    """Run a provider that signs with a key, until the block ends."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}", key, keys=[described(key, "one")])
    handler.provider = provider
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
