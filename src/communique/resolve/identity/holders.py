"""Who held an office on a day, learned from the releases that tell a person in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

KNOWN_FOR = 540  # days after a release told the holder for which it is still believed
_CERTAIN = 0.98
_LIKELY = 0.93


@dataclass(frozen=True, slots=True)
class Sighting:
    """A release of a day that tells a person in an office."""

    person: str
    name: str
    on: date
    release: str


@dataclass(frozen=True, slots=True)
class Held:
    """Who held the office, how sure, and the sightings before and after that say so."""

    person: str
    score: float
    before: Sighting
    after: Sighting | None

    @property
    def why(self) -> str:
        """The reason in words."""
        told = f"{self.before.name} is told in this office on {self.before.on}"
        return f"{told} and on {self.after.on}" if self.after else f"{told}, and nobody else since"


def holder_on(sightings: Iterable[Sighting], day: date) -> Held | None:
    """Return who held an office on a day; None where no release tells, or two persons may be meant.

    The one last told before must be the one first told after, or nobody may be told after.
    """
    told = sorted(sightings, key=lambda s: (s.on, s.release, s.person))
    before = [s for s in told if s.on <= day]
    after = [s for s in told if s.on > day]
    if not before or (day - before[-1].on).days > KNOWN_FOR:
        return None
    last = before[-1]
    if len({s.person for s in before if s.on == last.on}) > 1:
        return None
    if after and after[0].person != last.person:
        return None
    return Held(last.person, _CERTAIN if after else _LIKELY, last, after[0] if after else None)
