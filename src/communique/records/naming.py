"""Namings: what a release says of a name apart from its entries: an office held, a short or former name."""

from dataclasses import dataclass
from typing import Literal

from communique.records.kinds import ActorType


@dataclass(frozen=True, slots=True)
class Naming:
    """That `name` holds an office, is shortened so or was another: `told`.

    Where `told` is the name itself, an office stands for a person whom the release does not name.
    """

    kind: Literal["office", "short", "former"]
    name: str
    type: ActorType
    told: str
    key: str  # under which all namings of one office, or of one short form, are found
    start: int
    end: int
    country: str | None = None  # ISO 3166 alpha-2 of who is named, where the release tells it
