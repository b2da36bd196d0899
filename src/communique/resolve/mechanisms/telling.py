"""One entry that names a series, with the release that tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.records import ActorSlot, Entry, MechanismSlot
from communique.resolve.mechanisms.words import states
from communique.text import fold

_STATES = ("country", "group")


@dataclass(frozen=True, slots=True)
class Telling:
    """An entry with a mechanism, the id of its release and the day that came out."""

    entry: Entry
    release: str
    published: date

    @property
    def slot(self) -> MechanismSlot:
        """The mechanism as the release names it."""
        if self.entry.mechanism is None:
            raise ValueError(f"{self.entry.id} names no mechanism")
        return self.entry.mechanism

    @property
    def order(self) -> tuple[date, str, str]:
        """What tellings are sorted by, so that the order of reading cannot matter."""
        return self.published, self.release, self.entry.id

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of its event; where it names none, the day the release came out."""
        when = self.entry.when
        return (when.first, when.last) if when else (self.published, self.published)


def same_days(one: Telling, other: Telling) -> bool:
    """Tell whether both name days and have one in common."""
    a, b = one.entry.when, other.entry.when
    return bool(a and b and a.first <= b.last and b.first <= a.last)


def parties(entry: Entry) -> frozenset[str]:
    """Return the states an entry tells of by code, else by folded name; of none, those of its people."""
    named = frozenset(state_of(a) for a in entry.actors if a.type == "country")
    return named or frozenset(a.country for a in entry.actors if a.country)


def state_of(actor: ActorSlot) -> str:
    """Return the code of a state or the name of a bloc, where packs know it; else its folded name."""
    return actor.country or states().get(fold(actor.name)) or fold(actor.name)


def known_states(tellings: Iterable[Telling]) -> dict[str, str]:
    """Return folded names of the states that entries tell of -> code, or the folded name itself."""
    found: dict[str, str] = {}
    for one in tellings:
        for actor in one.entry.actors:
            if actor.type in _STATES:
                found.setdefault(fold(actor.name), state_of(actor))
    return found
