"""Keeps it all: the append-only store, its revisions and migrations, and the full text beside it."""

from communique.ledger.judgements import Known
from communique.ledger.open import Ledger, open_ledger
from communique.ledger.write import Receipt, Versions

__all__ = ["Known", "Ledger", "Receipt", "Versions", "open_ledger"]
