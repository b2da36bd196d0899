"""What became of it: which later entry follows up which earlier one, and where an undertaking stands."""

from communique.resolve.followup.about import says
from communique.resolve.followup.case import Case
from communique.resolve.followup.clues import clues_of
from communique.resolve.followup.fate import STATUSES, SURE, Fate, Fates, Status, Step, Thing, Tie
from communique.resolve.followup.judge import Link, judge
from communique.resolve.followup.relation import RELATIONS, Relation

__all__ = [
    "RELATIONS",
    "STATUSES",
    "SURE",
    "Case",
    "Fate",
    "Fates",
    "Link",
    "Relation",
    "Status",
    "Step",
    "Thing",
    "Tie",
    "clues_of",
    "judge",
    "says",
]
