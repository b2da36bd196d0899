"""What persons decided over entries: kept with its words, applied to what is read, orphaned without them."""

from communique.ledger.decisions.apply import KINDS, Decided, Overlay, overlay
from communique.ledger.decisions.find import UnsureError
from communique.ledger.decisions.lay import decisions_over, overlay_now
from communique.ledger.decisions.look import Looked, look_at
from communique.ledger.decisions.snapshot import Snapshot, snapshot, spans_of
from communique.ledger.decisions.turn import SLOTS

__all__ = [
    "KINDS",
    "SLOTS",
    "Decided",
    "Looked",
    "Overlay",
    "Snapshot",
    "UnsureError",
    "decisions_over",
    "look_at",
    "overlay",
    "overlay_now",
    "snapshot",
    "spans_of",
]
