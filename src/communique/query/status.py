"""Where an undertaking stands as of a day: see `communique.resolve.followup.fate`."""

from communique.resolve.followup import STATUSES, Fate, Status, Step

__all__ = ["STATUSES", "Fate", "Status", "Step"]
