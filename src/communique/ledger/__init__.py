"""Keeps readings: an append-only store with revisions, and the full text beside it."""

from communique.ledger.indexing import catch_up
from communique.ledger.ledger import Ledger, Snapshot, open_ledger
from communique.ledger.writing import THIS_PROGRAM, Receipt, Versions

__all__ = ["THIS_PROGRAM", "Ledger", "Receipt", "Snapshot", "Versions", "catch_up", "open_ledger"]
