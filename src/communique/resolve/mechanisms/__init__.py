"""Which meeting is which: series under all their names, their editions and whether they live."""

from communique.resolve.mechanisms.editions import Edition, State
from communique.resolve.mechanisms.life import Gap, Life
from communique.resolve.mechanisms.name import Name, take_apart
from communique.resolve.mechanisms.series import Mechanism, mechanism_id, mechanisms_of
from communique.resolve.mechanisms.sides import Side, Sides, compare
from communique.resolve.mechanisms.telling import Telling, known_states, parties

__all__ = [
    "Edition",
    "Gap",
    "Life",
    "Mechanism",
    "Name",
    "Side",
    "Sides",
    "State",
    "Telling",
    "compare",
    "known_states",
    "mechanism_id",
    "mechanisms_of",
    "parties",
    "take_apart",
]
