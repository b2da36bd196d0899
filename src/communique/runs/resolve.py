"""Joins across releases after an ingest: the steps in order, each a rule's judgements over what is known.

A step takes the open ledger, looks at what came in since it last ran (table `resolved`), and writes its
judgements in one transaction. Where nothing came in it writes nothing, so that resolving again is a no-op.
"""

from collections.abc import Callable

from communique.ledger import Ledger
from communique.runs.followup import follow_up
from communique.runs.identify import identify

Step = Callable[[Ledger], int]  # returns how many judgements it wrote

STEPS: dict[str, Step] = {"identity": identify, "follow-up": follow_up}


def resolve(ledger: Ledger) -> dict[str, int]:
    """Run every step in order; return how many judgements each wrote, by its name."""
    return {name: step(ledger) for name, step in STEPS.items()}
