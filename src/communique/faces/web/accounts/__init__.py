"""The pages of accounts: signing in and out, one's own account, and who may do what."""

from communique.faces.web.accounts.pages import ADDRESSES

__all__ = ["ADDRESSES"]
