"""A mechanism put together from all that releases tell of it: names, members, level, editions, pace."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.records import Judgement, stable_id
from communique.resolve.mechanisms.editions import Edition, editions_of
from communique.resolve.mechanisms.group import Group, group_tellings
from communique.resolve.mechanisms.life import Gap, Life, pace_of
from communique.resolve.mechanisms.name import take_apart
from communique.resolve.mechanisms.telling import Telling, known_states
from communique.resolve.mechanisms.words import Level, common_name
from communique.text import fold

_FOUNDING = ("launched", "started")  # the stages of a milestone that begin a series


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A named series or body under all its names. `cadence_days` is the median step of held editions."""

    id: str
    name: str
    names: tuple[str, ...]  # all, the most told first
    why: tuple[str, ...]  # why the names are one
    members: tuple[str, ...]
    level: Level | None
    founded: int | None
    editions: tuple[Edition, ...]
    gaps: tuple[Gap, ...]
    tellings: tuple[Telling, ...]
    cadence_days: int | None
    next_expected: date | None
    status: Life

    @property
    def entries(self) -> int:
        """How many entries tell of it."""
        return len(self.tellings)


def mechanism_id(name: str) -> str:
    """Return the id of a mechanism first told by this name."""
    return stable_id("mec", fold(name))


def mechanisms_of(
    tellings: Iterable[Telling], today: date, judged: Sequence[Judgement] = ()
) -> list[Mechanism]:
    """Return the mechanisms that entries tell of, the most told first."""
    groups = group_tellings(tellings, judged)
    known = known_states(one for group in groups for one in group.tellings)
    taken: Counter[str] = Counter()
    found = []
    for group in groups:
        one = _mechanism(group, today, known, taken)
        found.append(one)
    return sorted(found, key=lambda m: (-m.entries, m.name, m.id))


def _mechanism(group: Group, today: date, known: dict[str, str], taken: Counter[str]) -> Mechanism:
    told = group.tellings
    names = Counter(one.slot.name for one in told)
    ordered = sorted(names, key=lambda name: (-names[name], -len(name), name))
    editions = editions_of(told)
    pace = pace_of(editions, max(one.published for one in told), today)
    parts = [take_apart(name, known) for name in ordered]
    first = fold(told[0].slot.name)
    taken[first] += 1
    # two series of one name: the second to be told is known by its members too
    key = first if taken[first] == 1 else f"{first} {' '.join(_told_members(told))}"
    return Mechanism(
        id=mechanism_id(key),
        name=ordered[0],
        names=tuple(ordered),
        why=group.reasons,
        members=_members(told, next((p.members for p in parts if len(p.members) > 1), ()), known),
        level=next((p.level for p in parts if p.level), None),
        founded=_founded(told, editions),
        editions=tuple(editions),
        gaps=pace.gaps,
        tellings=told,
        cadence_days=pace.cadence_days,
        next_expected=pace.next_expected,
        status=pace.status,
    )


def _told_members(told: Sequence[Telling]) -> list[str]:
    """Return the states and groups that take part, those of most entries first."""
    counts = Counter(a.name for one in told for a in one.entry.actors if a.type in ("country", "group"))
    return sorted(counts, key=lambda name: (-counts[name], name))


def _members(told: Sequence[Telling], named: Sequence[str], known: dict[str, str]) -> tuple[str, ...]:
    """Return the members that the name gives, else the states and groups that take part; no state twice."""
    seen: dict[str, str] = {}
    for name in _told_members(told):
        seen.setdefault(known.get(fold(name), fold(name)), name)
    if named:
        return tuple(seen.get(key, common_name(key)) for key in named)
    return tuple(seen.values())


def _founded(told: Sequence[Telling], editions: Sequence[Edition]) -> int | None:
    """Return the year in which the series began, where a release tells it."""
    begun = [
        one.entry.when.first.year
        for one in told
        if one.entry.kind == "milestone" and one.entry.attribute in _FOUNDING and one.entry.when
    ]
    first = [e.start.year for e in editions if e.ordinal == 1 and e.state == "held" and e.start]
    return min(begun or first, default=None)
