"""Namings: what a release says of a name apart from its entries: an office held, a short form."""

from dataclasses import dataclass
from typing import Literal

from communique.records.kinds import ActorType


@dataclass(frozen=True, slots=True)
class Naming:
    """That `name` holds an office, or is shortened so; `told` is the office or the short form.

    Where `told` is the name itself, an office stands for a person whom the release does not name.
    """

    kind: Literal["office", "short"]
    name: str
    type: ActorType
    told: str
    key: str  # under which all namings of one office, or of one short form, are found
    start: int
    end: int
    country: str | None = None  # ISO 3166 alpha-2 of who is named, where the release tells it
