"""Mentions: typed spans of a document, each with the rule that found it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from communique.records.kinds import ActorType, AmountBound, TimeBound

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
AmountRole = Literal["value", "change", "share", "rate"]
PlaceType = Literal["country", "region", "city", "venue"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression. `first` and `last` are whole days, both included; None where no day can be told."""

    kind: ClassVar[Literal["time"]] = "time"
    start: int
    end: int
    rule: str
    type: TimeType
    timex: str  # TIMEX3 value: 2024-04-22, P2Y, PRESENT_REF, 2024-H2 …
    edtf: str  # Extended Date/Time Format level 1, "" where no day can be told
    first: date | None = None
    last: date | None = None
    bound: TimeBound = "="


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A number with its unit: ISO 4217 for money, `%`, a counted noun in the singular, or UCUM."""

    kind: ClassVar[Literal["amount"]] = "amount"
    start: int
    end: int
    rule: str
    value: Decimal  # a fall is negative
    unit: str
    bound: AmountBound = "="
    role: AmountRole = "value"
    money: bool = False
    per: str | None = None  # "year" in "USD 5 million a year"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party named or referred to. `names` holds more than one for a definite group it stands for."""

    kind: ClassVar[Literal["actor"]] = "actor"
    start: int
    end: int
    rule: str
    name: str  # the fullest name this release gives the party
    type: ActorType
    names: tuple[str, ...] = ()  # "the two countries" -> ("Korea", "Japan"), else empty
    country: str | None = None
    office: str | None = None
    aside: bool = False  # in brackets or a law's namesake: named but not taking part


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place; `country` is ISO 3166 alpha-2 where known."""

    kind: ClassVar[Literal["place"]] = "place"
    start: int
    end: int
    rule: str
    name: str
    type: PlaceType
    country: str | None = None


@dataclass(frozen=True, slots=True)
class MechanismMention:
    """A named series, body, instrument or programme, without its ordinal."""

    kind: ClassVar[Literal["mechanism"]] = "mechanism"
    start: int
    end: int
    rule: str
    name: str
    ordinal: int | None = None


Mention = TimeMention | AmountMention | ActorMention | PlaceMention | MechanismMention
