"""Judges whether a later entry follows up an earlier one: features with shares, a score, a decision."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.resolve.followup.case import Case
from communique.resolve.followup.relation import Relation, relation_of
from communique.resolve.followup.words import act_words, frequent
from communique.text import stem

ACCEPT = 0.6  # score from which a rule accepts: see bench/followup
PROPOSE = 0.4  # and from which a person is asked
_MASS = 2.0  # rare words shared that are as good as a whole name
_RARE = 0.6  # what a word says at least that speaks against where the other has it not
_LONG = 5 * 365  # days after which a word is hardly about an old promise

Says = Callable[[str], float]  # how much a stem says, 0 to 1
Features = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A later entry follows up an earlier one, as a rule sees it."""

    earlier: str
    later: str
    relation: Relation
    score: float
    features: Features

    @property
    def decision(self) -> str:
        """What the rule decides: accepted, or proposed to a person."""
        return "accepted" if self.score >= ACCEPT else "proposed"


def says(word: str) -> float:
    """Return how much a stem says by itself: little where releases use it often."""
    return frequent().get(word, 1.0)


def judge(one: Case, other: Case, weight: Says = says) -> Link | None:
    """Return the link between two entries of two releases, None where nothing speaks for one."""
    earlier, later = sorted((one, other), key=lambda case: case.order)
    if earlier.release.id == later.release.id:
        return None
    relation = relation_of(earlier, later)
    if relation is None:
        return None
    features = tuple((words, round(share, 4)) for words, share in _features(earlier, later, relation, weight))
    score = round(min(1.0, max(0.0, sum(share for _, share in features))), 4)
    return Link(earlier.id, later.id, relation, score, features) if score >= PROPOSE else None


def _features(earlier: Case, later: Case, relation: Relation, weight: Says) -> Iterable[tuple[str, float]]:
    """Yield each reason for or against with its share; a share below nought speaks against."""
    yield from _about(earlier, later, weight)
    yield from _who(earlier, later, weight)
    yield from _sums(earlier, later, relation)
    yield from _series(earlier, later)
    yield from _days(earlier, later, relation)
    yield from _step(earlier, later, relation)


def _about(earlier: Case, later: Case, weight: Says) -> Iterable[tuple[str, float]]:
    a, b = earlier.words, later.words
    shared = sorted(a & b, key=lambda w: (-weight(w), w))
    mass = math.fsum(weight(word) for word in shared)
    total = min(math.fsum(map(weight, sorted(a))), math.fsum(map(weight, sorted(b))))
    told = ", ".join(word for word in shared[:4] if weight(word) >= 0.3)
    if told:
        yield f"both say {told}", 0.34 * min(1.0, mass / max(total, 1.0)) + 0.2 * min(1.0, mass / _MASS)
    apart = list(_left_over(earlier, later, weight))
    yield from apart
    run = earlier.longest_run(later)
    if len(run) > 2 and not apart:
        yield f"both say “{' '.join(run[:6])}”", min(0.12, 0.03 * len(run))
    names = earlier.proper & later.proper
    if names:
        best = max(weight(word) for word in names)
        yield f"both name {', '.join(sorted(names)[:3])}", 0.16 * best
    elif earlier.proper and later.proper:
        near = (earlier.proper & later.context) | (later.proper & earlier.context)
        if not near:
            yield f"one names {min(earlier.proper)}, the other {min(later.proper)}", -0.3


def _left_over(earlier: Case, later: Case, weight: Says) -> Iterable[tuple[str, float]]:
    """Yield what speaks against: rare words on both sides that the other has not, names of another number."""
    ours, theirs = _only(earlier, later, weight), _only(later, earlier, weight)
    if ours and theirs:
        share = min(2.0, math.fsum(map(weight, ours)), math.fsum(map(weight, theirs)))
        yield f"one says {', '.join(ours[:2])}, the other {', '.join(theirs[:2])}", -0.15 * share
    for name in sorted(earlier.numbered.keys() & later.numbered.keys()):
        if earlier.numbered[name] != later.numbered[name]:
            yield f"{name} {earlier.numbered[name]} is not {name} {later.numbered[name]}", -0.6


def _only(one: Case, other: Case, weight: Says) -> list[str]:
    """Return the rare words of one that the other has not; those that say what was done may differ."""
    rare = (w for w in one.words - other.words - other.context if weight(w) >= _RARE)
    return sorted(w for w in rare if w not in act_words())


def _who(earlier: Case, later: Case, weight: Says) -> Iterable[tuple[str, float]]:
    shared = earlier.parties & later.parties
    if shared:
        share = len(shared) / max(len(earlier.parties), len(later.parties))
        several = earlier.parties == later.parties and len(shared) > 1
        yield f"of {', '.join(sorted(shared))} both", 0.17 if several else 0.12 * share
        missing = earlier.parties ^ later.parties
        if earlier.parties - later.parties and later.parties - earlier.parties:
            yield f"{', '.join(sorted(missing))} only in one", -0.2
    elif earlier.parties and later.parties:
        yield "other parties", -0.3
    actors = sorted(earlier.actors & later.actors)
    if actors:
        rare = max(weight(stem(word)) for name in actors for word in name.split())
        yield f"by {actors[0]} both", 0.16 * rare


def _sums(earlier: Case, later: Case, relation: Relation) -> Iterable[tuple[str, float]]:
    ours, theirs = dict(earlier.sums), dict(later.sums)
    units = sorted(ours.keys() & theirs.keys())
    again = later.names_sum_of(earlier)
    if again and not units:
        yield f"the later tells the sum of the earlier, {again}", 0.18
    if units and later.entry.kind == earlier.entry.kind == "figure":
        yield f"both count in {units[0]}", 0.08
    for unit in units[:1]:
        if ours[unit] == theirs[unit]:
            yield f"{ours[unit]:f} {unit} both", 0.18
        elif again:
            yield f"the later tells the sum of the earlier, {again}", 0.18
        elif relation not in ("advance", "supersede") and earlier.entry.kind != "figure":
            yield f"{ours[unit]:f} {unit} in one, {theirs[unit]:f} in the other", -0.2


def _series(earlier: Case, later: Case) -> Iterable[tuple[str, float]]:
    if not (earlier.series and later.series):
        return
    if earlier.series == later.series:
        yield "the same series", 0.12
        if earlier.ordinal and later.ordinal:
            same = earlier.ordinal == later.ordinal
            yield (f"both no. {later.ordinal}", 0.3) if same else ("another edition", -0.5)
    elif earlier.entry.kind == "meeting" or later.entry.kind == "meeting":
        yield "another series", -0.5


def _days(earlier: Case, later: Case, relation: Relation) -> Iterable[tuple[str, float]]:
    gone = (later.published - earlier.published).days
    if gone > _LONG:
        yield f"{gone // 365} years after", -0.15
    a, b = earlier.entry.when, later.entry.when
    if a and b and a.first <= b.last and b.first <= a.last:
        yield "the days agree", 0.08
    elif relation == "restate" and a and b:
        yield "other days", -0.15


def _step(earlier: Case, later: Case, relation: Relation) -> Iterable[tuple[str, float]]:
    if relation in later.cues:
        yield f"a word of it: {relation}", 0.08
    elif relation == "restate" and "fresh" in later.cues:
        yield "told as new", -0.2
    stage = "held" if later.entry.kind == "meeting" else later.entry.attribute or ""
    if stage in earlier.acts or earlier.acts & later.acts:
        yield "the same act", 0.08
    if relation in ("fulfil", "advance") and earlier.entry.kind == later.entry.kind:
        yield f"from {earlier.entry.attribute or 'planned'} to {stage}", 0.05
