"""Sign-in by a provider of OpenID Connect: its terms, its answers checked, the session they lead to."""

from communique.accounts.oidc.answer import RefusedError
from communique.accounts.oidc.endpoints import UnreachableError
from communique.accounts.oidc.rules import Rules
from communique.accounts.oidc.sign_on import SignOn, open_sign_on
from communique.accounts.oidc.terms import SECRET_VARIABLE, Terms, read_terms

__all__ = [
    "SECRET_VARIABLE",
    "RefusedError",
    "Rules",
    "SignOn",
    "Terms",
    "UnreachableError",
    "open_sign_on",
    "read_terms",
]
