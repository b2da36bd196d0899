"""Compares what was told before with what is told now: words, undertakings, and passages found again."""

from communique.resolve.versions.compare import Compared, Side, SlotChange, What, compare
from communique.resolve.versions.pair import pair
from communique.resolve.versions.told import Told, Version, told
from communique.resolve.versions.words import Hunk, hunks

__all__ = [
    "Compared",
    "Hunk",
    "Side",
    "SlotChange",
    "Told",
    "Version",
    "What",
    "compare",
    "hunks",
    "pair",
    "told",
]
