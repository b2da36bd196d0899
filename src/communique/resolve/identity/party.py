"""A party as the ledger knows it by one name: the shape that identity is judged on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sort = Literal["person", "body"]  # a body is an organisation, a country or a group


@dataclass(frozen=True, slots=True)
class Holding:
    """An office told of a person, with the days of the first and last release that tell it."""

    office: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Party:
    """One name, what sort of thing bears it, and what releases say of it. `country` is ISO 3166 alpha-2."""

    id: str
    name: str
    sort: Sort
    country: str | None = None
    others: tuple[str, ...] = ()  # names that a text binds to this one
    offices: tuple[Holding, ...] = ()
    first: date | None = None  # days of the first and last release that tell of it
    last: date | None = None
