"""Sign-in by the provider, from the link on our page to the session: authorization code flow with PKCE."""

from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import urlencode

from communique.accounts.flows import Flow
from communique.accounts.oidc.answer import RefusedError, checked
from communique.accounts.oidc.endpoints import Endpoints
from communique.accounts.oidc.rules import name_of
from communique.accounts.oidc.terms import Terms
from communique.accounts.register import Accounts


class SignOn:
    """Leads browsers to the provider and takes them back."""

    def __init__(self, accounts: Accounts, terms: Terms, endpoints: Endpoints) -> None:
        """Take the accounts that sign-ins lead to."""
        self._accounts, self.terms, self._endpoints = accounts, terms, endpoints

    def begin(self, after: str, address: str) -> tuple[str, str]:
        """Begin a sign-in; return the provider's address for the browser, and the secret to keep in it.

        Raises UnreachableError, and TooManyTriesError where too many are under way.
        """
        described = self._endpoints.described()
        flow = self._accounts.begin_flow(after, address)
        asked = {
            "response_type": "code", "client_id": self.terms.client, "redirect_uri": self.terms.back,
            "scope": self.terms.scopes, "state": flow.state, "nonce": flow.nonce,
            "code_challenge": flow.challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        at = str(described["authorization_endpoint"])
        return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}", flow.secret

    def finish(self, told: Mapping[str, str], secret: str, address: str) -> tuple[str, str]:
        """End a sign-in with what the provider sent back; return the cookie of a session and where it leads.

        `told` are the parameters of the address, `secret` what the browser kept. Raises RefusedError and
        UnreachableError, both noted in the audit log.
        """
        try:
            return self._finish(told, secret, address)
        except RefusedError as error:
            self._accounts.sign_in_refused(str(error), address)
            raise

    def _finish(self, told: Mapping[str, str], secret: str, address: str) -> tuple[str, str]:
        flow = Flow(secret)
        if not secret or not compare_digest(told.get("state", "").encode(), flow.state.encode()):
            raise RefusedError("state: not what this browser was sent with")
        after = self._accounts.take_flow(flow)
        if after is None:
            raise RefusedError("state: ended, or was used already")
        if told.get("iss", self.terms.issuer) != self.terms.issuer:
            raise RefusedError("sent back by another issuer")
        if "error" in told or not told.get("code"):
            raise RefusedError(f"the provider says {told.get('error', 'nothing')[:60]!r}")
        token = self._endpoints.exchange(told["code"], flow.verifier)
        claims = checked(token, flow.nonce, self.terms.issuer, self.terms.client, self._endpoints)
        name, role = name_of(claims, self.terms.name), self.terms.rules.role(claims)
        cookie = self._accounts.sign_in_as((self.terms.issuer, str(claims["sub"])), name, role, address)
        if cookie is None:
            raise RefusedError(f"{name}: no rule gives a role, or the account was ended")
        return cookie, after

    def close(self) -> None:
        """Close all connections."""
        self._endpoints.close()


def open_sign_on(accounts: Accounts, terms: Terms, secret: str) -> SignOn:
    """Return the sign-in of a provider, which is asked nothing before somebody signs in."""
    return SignOn(accounts, terms, Endpoints(terms, secret))
