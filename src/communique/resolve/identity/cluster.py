"""Gathers parties that are one: strongest ties first, never through a pair that was told apart."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """That two parties are one: how sure, and whether a person says so. `a` comes before `b`."""

    a: str
    b: str
    score: float
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """Which party each is one with: its group's first by id. `used` are the ties that made the groups."""

    leader: Mapping[str, str]
    used: tuple[Tie, ...]


def pair(a: str, b: str) -> tuple[str, str]:
    """Return two ids in their one order."""
    return (a, b) if a <= b else (b, a)


def gather(
    ties: Iterable[Tie], denied: Collection[tuple[str, str]], registered: Collection[str] = ()
) -> Gathered:
    """Return the groups that ties make; the same whatever their order.

    No group holds a pair of `denied`, nor, unless a person says so, two ids of `registered`.
    """
    groups: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    for a, b in denied:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)
    used = []
    for tie in sorted(ties, key=lambda t: (not t.by_person, -t.score, t.a, t.b)):
        one, two = groups.setdefault(tie.a, {tie.a}), groups.setdefault(tie.b, {tie.b})
        if one is two or any(apart.get(x, set()) & two for x in one):
            continue
        if not tie.by_person and len([x for x in one | two if x in registered]) > 1:
            continue
        small, large = sorted((one, two), key=len)
        large |= small
        groups.update(dict.fromkeys(small, large))
        used.append(tie)
    leader = {member: _first(group, registered) for member, group in groups.items()}
    return Gathered(leader, tuple(used))


def _first(group: Collection[str], registered: Collection[str]) -> str:
    """Return the member that leads: of the registry, else a name, else what one release means by a name."""
    return min(group, key=lambda member: (member not in registered, "@" in member, member))
