"""Entries: what a release states, each value with the words it came from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from communique.records.kinds import ActorType, AmountBound, Kind, Role, TimeBound
from communique.records.mention import Mention
from communique.records.naming import Naming
from communique.records.release import Release


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the release and its words: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ActorSlot:
    """A party of an entry with its role."""

    role: Role
    name: str
    type: ActorType
    start: int
    end: int
    entity: str | None = None
    country: str | None = None  # ISO 3166 alpha-2: the party itself, or where it belongs


@dataclass(frozen=True, slots=True)
class WhenSlot:
    """The days an entry takes place, was reached or falls due, both ends included."""

    first: date
    last: date
    bound: TimeBound
    edtf: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WhereSlot:
    """The most specific named place of an entry."""

    name: str
    country: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AmountSlot:
    """An exact amount with its unit."""

    value: Decimal
    unit: str
    bound: AmountBound
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MechanismSlot:
    """The series or body an entry belongs to, without its ordinal."""

    name: str
    ordinal: int | None
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the ledger, unresolved, as one release states it."""

    id: str
    kind: Kind
    evidence: tuple[Evidence, ...]
    summary: str
    rule: str
    confidence: float
    actors: tuple[ActorSlot, ...] = ()
    when: WhenSlot | None = None
    where: WhereSlot | None = None
    amounts: tuple[AmountSlot, ...] = ()
    mechanism: MechanismSlot | None = None
    topics: tuple[str, ...] = ()
    attribute: str | None = None  # force, stage or nature, by kind


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that holds an amount, a date or a word of undertaking and gave no entry."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one release."""

    release: Release
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...]
    mentions: tuple[Mention, ...] = field(default=())
    namings: tuple[Naming, ...] = ()
    made_by: tuple[str, str] | None = field(default=None, compare=False)  # program and model, of one kept
