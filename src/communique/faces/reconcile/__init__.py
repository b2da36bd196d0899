"""The reconciliation service (Reconciliation API 0.2): OpenRefine finds its cells in the ledger."""

from communique.faces.reconcile.service import reconciliation

__all__ = ["reconciliation"]
