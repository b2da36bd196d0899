"""Joins entries that tell one fact: an event named twice in a release is one entry, two evidences."""

from dataclasses import replace

from communique.records import ActorSlot, Entry, MechanismSlot
from communique.text import fold


def _days(entry: Entry) -> tuple[str, str] | None:
    return (str(entry.when.first), str(entry.when.last)) if entry.when else None


def _same_days(one: Entry, other: Entry) -> bool | None:
    """Tell whether the days agree (one within the other); None where one has none."""
    a, b = _days(one), _days(other)
    if not a or not b:
        return None
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _names(entry: Entry) -> set[str]:
    return {fold(actor.name) for actor in entry.actors}


def _amounts(entry: Entry) -> set[tuple[str, str]]:
    return {(f"{a.value.normalize():f}", a.unit) for a in entry.amounts}


def _mechanism(entry: Entry) -> tuple[str, int | None] | None:
    return (fold(entry.mechanism.name), entry.mechanism.ordinal) if entry.mechanism else None


def _conflict(one: Entry, other: Entry) -> bool:
    """Tell whether a slot speaks against the two being one."""
    if one.kind != other.kind or _same_days(one, other) is False:
        return True
    m, n = _mechanism(one), _mechanism(other)
    if m and n and m != n and not (m[0] == n[0] and None in (m[1], n[1])):
        return True
    if one.where and other.where and fold(one.where.name) != fold(other.where.name):
        return True
    return one.attribute != other.attribute


def _same_meeting(one: Entry, other: Entry) -> bool:
    """Tell whether two meetings are one: of one mechanism, or the parties of one, two or more, in the other.

    One party in common is not enough: a minister meets several people on one day.
    """
    m, n = _mechanism(one), _mechanism(other)
    if m and n and (m == n or _same_days(one, other)):
        return True
    names, others = _names(one), _names(other)
    return len(names & others) >= 2 and (names <= others or others <= names)


def _same_amounts(one: Entry, other: Entry) -> bool:
    a, b = _amounts(one), _amounts(other)
    return bool(a and b) and (a <= b or b <= a)


def same_fact(one: Entry, other: Entry) -> bool:
    """Tell whether two entries of one release state one fact."""
    if _conflict(one, other):
        return False
    if one.kind == "meeting":
        return _same_meeting(one, other)
    if one.kind == "figure":
        return _same_amounts(one, other)
    same_thing = bool(_mechanism(one)) and _mechanism(one) == _mechanism(other)
    if one.kind in ("agreement", "measure", "milestone"):
        return _same_amounts(one, other) or (same_thing and bool(_names(one) & _names(other)))
    return False


def _joined_actors(one: Entry, other: Entry) -> tuple[ActorSlot, ...]:
    known = _names(one)
    return one.actors + tuple(a for a in other.actors if fold(a.name) not in known)


def _join(one: Entry, other: Entry) -> Entry:
    """Return the fuller entry with the evidence, and the slots it lacked, of the other."""
    main, rest = (one, other) if _weight(one) >= _weight(other) else (other, one)
    evidence = sorted({*main.evidence, *rest.evidence}, key=lambda e: (e.start, e.end))
    return replace(
        main,
        evidence=tuple(evidence),
        confidence=max(one.confidence, other.confidence),
        actors=_joined_actors(main, rest) if main.kind == "meeting" else main.actors,
        when=main.when or rest.when,
        where=main.where or rest.where,
        amounts=main.amounts or rest.amounts,
        mechanism=_fuller(main.mechanism, rest.mechanism),
        topics=tuple(sorted({*main.topics, *rest.topics})),
    )


def _fuller(one: MechanismSlot | None, other: MechanismSlot | None) -> MechanismSlot | None:
    """Return the first mechanism, or the second where only it is told or counted."""
    if one is None or (one.ordinal is None and other and other.ordinal is not None):
        return other
    return one


def _weight(entry: Entry) -> tuple[int, float]:
    filled = (
        sum(map(bool, (entry.when, entry.where, entry.mechanism))) + len(entry.actors) + len(entry.amounts)
    )
    return filled, entry.confidence


def merge(entries: list[Entry]) -> list[Entry]:
    """Return the entries with those that tell one fact joined, in the order of first evidence."""
    kept: list[Entry] = []
    for entry in entries:
        twin = next(
            (i for i, other in enumerate(kept) if other.id == entry.id or same_fact(other, entry)), None
        )
        if twin is None:
            kept.append(entry)
        else:
            kept[twin] = _join(kept[twin], entry)
    return sorted(kept, key=lambda e: (e.evidence[0].start, e.evidence[0].end, e.kind, e.id))
