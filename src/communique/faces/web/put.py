"""A review card laid out for the page: the words it is about, why it waits, and what can be put in a slot."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.faces.web.passage import Passage, passage
from communique.faces.words import money, when_days
from communique.query import SURE, Book, Card, Listed, Logged, ShownRelease, show
from communique.records import Entry
from communique.records.kinds import ATTRIBUTES
from communique.runs.values import SLOTS, written

_MONEY = 3  # letters of a currency


@dataclass(frozen=True, slots=True)
class Side:
    """An entry with its passages in their context."""

    one: Listed
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of an entry: as it is written to put it in place, and as it reads."""

    name: str
    written: str
    shown: str


@dataclass(frozen=True, slots=True)
class Put:
    """A card as the page shows it; `others` are the entries it may be merged into."""

    card: Card
    why: tuple[str, ...]
    sides: tuple[Side, ...]
    lost: str = ""  # the words that a decision was made before and that are gone
    slots: tuple[Slot, ...] = ()
    others: tuple[Listed, ...] = ()


def put_up(book: Book, card: Card) -> Put:
    """Return a card with all that its page shows."""
    sides = tuple(_side(one) for one in (card.entry, card.other) if one)
    why = tuple(_reasons(card))
    if card.sort != "entry" or card.entry is None:
        told = card.judgement
        gone = Logged(card.number or 0, "", told, "", "", stands=True).quote if told else ""
        return Put(card, why, sides, lost=gone if card.sort == "orphan" else "")
    entry = card.entry.entry
    release = show(book, card.entry.release.id)
    assert isinstance(release, ShownRelease)
    others = tuple(one for one in release.entries if one.entry.id != entry.id)
    return Put(card, why, sides, slots=tuple(_slots(entry)), others=others)


def _side(one: Listed) -> Side:
    return Side(one, tuple(passage(one, part) for part in one.entry.evidence))


def _slots(entry: Entry) -> Iterator[Slot]:
    """Yield what can be put right in an entry, whether it has it or not."""
    for name in SLOTS:
        called = ATTRIBUTES[entry.kind][0] if name == "attribute" else name
        if called:
            value = written(name, entry)
            yield Slot(called, value, _shown(name, entry) or value)


def _shown(name: str, entry: Entry) -> str:
    """Return a value as it reads to a person, "" where that is how it is written."""
    if name == "amounts":
        return "; ".join(money(one.value, one.unit, one.bound) for one in entry.amounts)
    return when_days(entry.when) if name == "when" and entry.when else ""


def _reasons(card: Card) -> Iterator[str]:
    """Yield why a card waits for a person, in words."""
    told = card.judgement
    if told:
        reasons = ", ".join(f"{words} {share:+.2f}" for words, share in told.features) or told.why
        yield f"Score {told.score:.2f}: {reasons}." if told.score is not None else f"{reasons}."
    elif card.entry:
        entry = card.entry.entry
        if entry.confidence < SURE:
            yield f"The reader is unsure: {entry.confidence:.2f} of entries of this score prove right."
        for amount in entry.amounts:
            if len(amount.unit) == _MONEY and amount.unit.isupper():
                yield f"It tells of money: {money(amount.value, amount.unit, amount.bound)}."
