"""Who may use the server of a ledger: accounts, passwords, sessions, tokens, and what was done with them."""

from communique.accounts.people import Account
from communique.accounts.register import Accounts, TooManyTriesError, open_accounts
from communique.accounts.roles import ROLES, SCOPES, Role, lesser, reaches
from communique.accounts.tokens import Token

__all__ = [
    "ROLES",
    "SCOPES",
    "Account",
    "Accounts",
    "Role",
    "Token",
    "TooManyTriesError",
    "lesser",
    "open_accounts",
    "reaches",
]
