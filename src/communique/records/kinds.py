"""The closed vocabularies of the contract: kinds, attributes, bounds, roles."""

from typing import Literal, get_args

Kind = Literal["meeting", "commitment", "agreement", "figure", "measure", "milestone"]
Force = Literal["requested", "proposed", "intended", "agreed"]
Stage = Literal[
    "pledged", "signed", "in_force", "delivered", "planned", "adopted", "started", "launched", "completed"
]
Nature = Literal["target", "forecast", "result"]
TimeBound = Literal["=", "by", "since", "about"]
AmountBound = Literal["=", ">=", ">", "<=", "<", "~"]
Role = Literal["participant", "host", "by", "to", "party", "project", "owner"]
ActorType = Literal["person", "organisation", "country", "group", "unnamed"]

KINDS: tuple[Kind, ...] = get_args(Kind)

# Which key of an entry carries the attribute of a kind, and the values it may take.
ATTRIBUTES: dict[Kind, tuple[str, tuple[str, ...]]] = {
    "meeting": ("", ()),
    "commitment": ("force", ("requested", "proposed", "intended", "agreed")),
    "agreement": ("stage", ("pledged", "signed", "in_force", "delivered")),
    "figure": ("nature", ("target", "forecast", "result")),
    "measure": ("stage", ("planned", "adopted", "in_force")),
    "milestone": ("stage", ("planned", "started", "launched", "completed")),
}
