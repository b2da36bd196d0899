"""The shapes of answers for the description; their values are the contract's and the query's."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from communique.records.kinds import ActorType, AmountBound, Force, Kind, Nature, Role, Stage, TimeBound


class Shape(BaseModel):
    """A JSON object; keys that do not apply are absent, and later versions may add keys."""

    model_config = ConfigDict(extra="allow")


class Span(Shape):
    """Half-open offsets into the text of the release, in Unicode code points."""

    start: int
    end: int


class Evidence(Span):
    """A span and its words, to the letter."""

    quote: str


class Actor(Span):
    """A party of an entry and where it is named."""

    role: Role
    name: str
    type: ActorType
    entity: str | None = None


class When(Shape):
    """The days of an entry, both included, the words that say so, and where they stand."""

    start: date
    end: date
    bound: TimeBound
    edtf: str
    quote: str
    at: Span


class Where(Span):
    """The most specific place of an entry."""

    name: str
    country: str | None = None


class Converted(Shape):
    """A sum in US dollars, by the average of the year of its release; the words used stand beside it."""

    amount: str
    currency: str
    rate: str
    period: str
    source: str


class Amount(Span):
    """An exact decimal, as a string, with its unit: ISO 4217, `%`, a noun or UCUM."""

    value: str
    unit: str
    bound: AmountBound
    converted: Converted | None = None


class Series(Shape):
    """The mechanism an entry belongs to, and where it is named."""

    name: str
    ordinal: int | None = None
    entity: str | None = None
    at: Span


class Source(Shape):
    """The release that states an entry."""

    id: str
    publisher: str
    title: str
    published: date


class Step(Shape):
    """A day on which the standing of an undertaking changed, and the words that changed it."""

    status: str
    on: date


class Entry(Shape):
    """One fact, as one release states it."""

    id: str
    kind: Kind
    evidence: list[Evidence]
    actors: list[Actor] | None = None
    when: When | None = None
    where: Where | None = None
    amounts: list[Amount] | None = None
    mechanism: Series | None = None
    topics: list[str] | None = None
    force: Force | None = None
    stage: Stage | None = None
    nature: Nature | None = None
    summary: str
    rule: str
    confidence: float
    release: Source
    status: str | None = None
    history: list[Step] | None = None


class Release(Shape):
    """A release without its text, with the counts of its entries and of its unread sentences."""

    id: str
    publisher: str
    title: str
    published: date
    lang: str
    url: str | None = None
    entries: int
    unread: int


class Unread(Span):
    """A sentence that gave no entry, and why it might have."""

    why: str


class WholeRelease(Shape):
    """A release with its text, its entries in text order, and what was left unread."""

    id: str
    publisher: str
    title: str
    published: date
    lang: str
    url: str | None = None
    text: str
    entries: list[Entry]
    unread: list[Unread]


class Named(Shape):
    """An actor with its counts."""

    id: str
    name: str
    type: ActorType
    country: str | None = None
    entries: int
    releases: int
    kinds: dict[str, int]
    first: date
    last: date


class Edition(Shape):
    """One meeting of a series."""

    ordinal: int | None = None
    start: date | None = None
    end: date | None = None
    where: str | None = None
    state: str
    entry: str | None = None


class Mechanism(Shape):
    """A named series: members, editions, pace, whether it lives."""

    id: str
    name: str
    members: list[str]
    editions: list[Edition]
    cadence_days: int | None = None
    next_expected: date | None = None
    status: str


class WholeActor(Named):
    """An actor with the entries it takes part in."""

    of: list[Entry]


class WholeMechanism(Mechanism):
    """A mechanism with its entries."""

    of: list[Entry]


class Hit(Shape):
    """A hit of the search: the passage that matched, and where the words stand in the text."""

    what: str
    id: str
    published: date
    publisher: str
    title: str
    start: int
    end: int
    passage: str
    words: list[Span]


class Page(Shape):
    """A page of a list; `cursor` is absent on the last one."""

    cursor: str | None = None


class Entries(Page):
    """A page of entries, newest release first."""

    items: list[Entry]


class Releases(Page):
    """A page of releases, newest first."""

    items: list[Release]


class Actors(Page):
    """A page of actors, the most told first."""

    items: list[Named]


class Mechanisms(Page):
    """A page of mechanisms, the most told first."""

    items: list[Mechanism]


class Hits(Shape):
    """The best hits, best first."""

    items: list[Hit]


class Due(Shape):
    """What falls due, soonest first, and what is overdue, the longest overdue last."""

    today: date
    coming: list[Entry]
    overdue: list[Entry]


class Overview(Shape):
    """What the ledger holds: counts, days of the first and last release, and its revision."""

    program: str
    revision: int
    releases: int
    publishers: int
    first: date | None = None
    last: date | None = None
    kinds: dict[str, int]
    doubtful: int
    unread: int


class Why(Shape):
    """A judgement on a pair: what was decided, by whom, why."""

    subject: str
    object: str | None = None
    decision: str
    who: str
    why: str
    score: float | None = None


class Lost(Shape):
    """An undertaking that a new version of its release dropped or weakened, with the words of both."""

    what: str
    entry: str
    release: str
    old: str
    new: str


class Card(Shape):
    """One question to a person, with the entries it is about; `number` is that of the link or decision."""

    sort: str
    risk: float
    number: int | None = None
    judgement: Why | None = None
    lost: Lost | None = None
    entry: Entry | None = None
    other: Entry | None = None


class Cards(Shape):
    """What waits for a person, the riskiest first."""

    items: list[Card]


class Decided(Shape):
    """A decision with its number, by which it is undone; old and new in words."""

    number: int
    at: str
    who: str
    kind: str
    subject: str
    object: str | None = None
    decision: str
    old: str
    new: str
    why: str
    quote: str | None = None
    stands: bool
