"""Keeps it all: the append-only store, its revisions and migrations, and the full text beside it."""

from communique.ledger.open import Ledger, open_ledger
from communique.ledger.write import Receipt, Versions

__all__ = ["Ledger", "Receipt", "Versions", "open_ledger"]
