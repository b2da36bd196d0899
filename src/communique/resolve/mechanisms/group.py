"""Tells which names are one series: each reason to join two is a sentence, and nothing hangs on order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from communique.records import Judgement
from communique.resolve.mechanisms.name import Name, take_apart
from communique.resolve.mechanisms.telling import Telling, known_states, parties, same_days
from communique.text import fold

KIND = "mechanism"  # of judgements that join two series or keep them apart
_TYPO = 0.9  # likeness of two names above which one is a slip of the other
_LONG = 8  # letters of a word that may be a slip of another
_SHARED = 0.5  # share of words that a renamed series keeps

Key = tuple[tuple[str, ...], tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Group:
    """The tellings of one series, in order, and why their names are one."""

    tellings: tuple[Telling, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    key: Key
    name: Name
    tellings: tuple[Telling, ...]

    @property
    def label(self) -> str:
        return self.tellings[0].slot.name

    @property
    def editions(self) -> dict[int, Telling]:
        """The numbered meetings, each in its first telling."""
        found: dict[int, Telling] = {}
        for one in self.tellings:
            if one.slot.ordinal and one.entry.kind == "meeting":
                found.setdefault(one.slot.ordinal, one)
        return found


def group_tellings(tellings: Iterable[Telling], judged: Sequence[Judgement] = ()) -> list[Group]:
    """Return the series that the tellings name, in order of their first telling.

    `judged` are the standing decisions of persons on pairs of folded names: "same" joins, "different" parts.
    """
    ordered = sorted(tellings, key=lambda one: one.order)
    named = _by_key(ordered)
    apart = {frozenset((j.subject, j.object)) for j in judged if j.decision == "different"}
    joins = [(a, b, why) for a, b, why in _joins(named) if frozenset((_folded(a), _folded(b))) not in apart]
    joins += _judged(named, judged)
    return _merged(named, joins)


def _folded(one: _Named) -> str:
    return fold(one.label)


def _by_key(ordered: Sequence[Telling]) -> list[_Named]:
    known = known_states(ordered)
    names: dict[str, Name] = {}
    found: dict[Key, list[Telling]] = defaultdict(list)
    first: dict[Key, Name] = {}
    for one in ordered:
        text = one.slot.name
        name = names.setdefault(text, take_apart(text, known))
        key = (name.members or _two(one), name.words, name.level or "")
        found[key].append(one)
        first.setdefault(key, name)
    return [_Named(key, first[key], tuple(tellings)) for key, tellings in found.items()]


def _two(one: Telling) -> tuple[str, ...]:
    """Return the two states of a meeting whose series names none; a wider circle is no bilateral series."""
    told = parties(one.entry)
    return tuple(sorted(told)) if len(told) == 2 else ()


def _joins(named: Sequence[_Named]) -> list[tuple[_Named, _Named, str]]:
    """Return the pairs of names that are one, with the reason."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for at, one in enumerate(named):
        for word in (*one.key[1], *one.name.initials, one.name.short or ""):
            if word:
                blocks[word].add(at)
    pairs = {pair for some in blocks.values() for pair in combinations(sorted(some), 2)}
    found = []
    for a, b in sorted(pairs):
        why = _why_one(named[a], named[b], named)
        if why:
            found.append((named[a], named[b], why))
    return found


def _why_one(one: _Named, other: _Named, named: Sequence[_Named]) -> str | None:
    """Return why two names are one series, None where they are not."""
    if one.key[0] and other.key[0] and one.key[0] != other.key[0]:
        return None
    if one.key[1] == other.key[1]:
        return _why_same_words(one, other, named)
    if _is_acronym(one, other, named) or _is_acronym(other, one, named):
        return "one name is the acronym of the other"
    if _is_told_short(one, other) or _is_told_short(other, one):
        return "the same edition, told in fewer words"
    if one.key[0] != other.key[0] or one.key[2] != other.key[2]:
        return None
    if _is_slip(one.key[1], other.key[1]):
        return "the names differ by a letter or two"
    return _why_renamed(one, other)


def _why_same_words(one: _Named, other: _Named, named: Sequence[_Named]) -> str | None:
    levels, members = {one.key[2], other.key[2]} - {""}, {one.key[0], other.key[0]} - {()}
    if len(levels) > 1 or not one.key[1]:
        return None
    alike = [n for n in named if n.key[1] == one.key[1]]
    if len({n.key[2] for n in alike if n.key[2]}) > 1 or len({n.key[0] for n in alike if n.key[0]}) > 1:
        return None
    bare = one if not one.key[0] else other
    if members and not bare.key[0]:
        told = {state for t in bare.tellings for state in parties(t.entry)}
        if not told & set(next(iter(members))):
            return None
        return "the same words, and no other members have a series of them"
    return "the same words, told once with its level and once without"


def _is_acronym(short: _Named, full: _Named, named: Sequence[_Named]) -> bool:
    """Tell whether a name is the acronym of another, and of no other, among those who share its members."""
    word = short.name.short
    if not word or short.key[1] != (word,) or not (word in full.name.initials or word == full.name.short):
        return False
    may_be = {
        n.key[:2]
        for n in named
        if n.key != short.key
        and (word in n.name.initials or word == n.name.short)
        and (not short.key[0] or n.key[0] in ((), short.key[0]))
    }
    if len(may_be) > 1:
        return False
    told = {state for t in short.tellings for state in parties(t.entry)}
    return not full.key[0] or not told or bool(told & set(full.key[0]))


def _is_told_short(short: _Named, full: _Named) -> bool:
    """Tell whether a name without members has some words of another, and a state of it met in its edition."""
    if short.key[0] or not set(short.key[1]) < set(full.key[1]):
        return False
    here, there = short.editions, full.editions
    return any(_is_one_meeting(here[n], there[n]) for n in here.keys() & there.keys())


def _is_one_meeting(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of a number are of one meeting: of one release, or one day and state."""
    if one.release == other.release:
        return True
    return same_days(one, other) and bool(parties(one.entry) & parties(other.entry))


def _is_slip(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether one word alone differs, long, and by a letter or two."""
    here, there = sorted(set(words) - set(others)), sorted(set(others) - set(words))
    if len(here) != 1 or len(there) != 1 or min(len(here[0]), len(there[0])) < _LONG:
        return False
    swapped = sorted(here[0]) == sorted(there[0])
    return swapped or SequenceMatcher(None, here[0], there[0]).ratio() >= _TYPO


def _why_renamed(one: _Named, other: _Named) -> str | None:
    """Return why two names of the same members are one series by their numbered editions."""
    shared = len(set(one.key[1]) & set(other.key[1])) / max(1, min(len(one.key[1]), len(other.key[1])))
    if not one.key[0] or shared < _SHARED:
        return None
    here, there = one.editions, other.editions
    if any(same_days(here[n], there[n]) for n in here.keys() & there.keys()):
        return "the same members held the same edition on the same days under both names"
    if not here or not there or here.keys() & there.keys():
        return None
    first, then = sorted((here, there), key=min)
    if max(first) + 1 == min(then) and first[max(first)].days[1] < then[min(then)].days[1]:
        return "the same members, and the editions are counted on from one name to the other"
    return None


def _judged(named: Sequence[_Named], judged: Sequence[Judgement]) -> list[tuple[_Named, _Named, str]]:
    by_name = {fold(t.slot.name): one for one in named for t in one.tellings}
    found = []
    for decision in judged:
        a, b = by_name.get(decision.subject), by_name.get(decision.object or "")
        if decision.decision == "same" and a and b:
            found.append((a, b, f"{decision.who}: {decision.why}"))
    return found


def _merged(named: Sequence[_Named], joins: Sequence[tuple[_Named, _Named, str]]) -> list[Group]:
    root = {one.key: one.key for one in named}

    def find(key: Key) -> Key:
        while root[key] != key:
            key = root[key]
        return key

    for a, b, _ in joins:
        first, then = sorted((find(a.key), find(b.key)))
        root[then] = first
    groups: dict[Key, list[_Named]] = defaultdict(list)
    for one in named:
        groups[find(one.key)].append(one)
    reasons: dict[Key, list[str]] = defaultdict(list)
    for a, b, why in joins:
        reasons[find(a.key)].append(f"“{a.label}” and “{b.label}”: {why}")
    found = [
        Group(
            tuple(sorted((t for one in some for t in one.tellings), key=lambda t: t.order)),
            tuple(dict.fromkeys(reasons[key])),
        )
        for key, some in groups.items()
    ]
    return sorted(found, key=lambda group: group.tellings[0].order)
