"""Judges whether a later entry follows up an earlier one: features with shares, a score, a decision."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.resolve.followup.case import Case
from communique.resolve.followup.relation import Relation, relation_of
from communique.resolve.followup.words import act_words, frequent
from communique.text import fold, stem

ACCEPT = 0.7  # score from which a rule accepts: see bench/followup
PROPOSE = 0.4  # and from which a person is asked
_MASS = 1.9  # rare words shared that are as good as a whole name
_RARE = 0.6  # what a word says at least that speaks against where the other has it not
_LONG = 5 * 365  # days after which a word is hardly about an old promise
_RUN = 4  # words in a row that are as good as a name
_ALIKE = 0.5  # share of words in common that is as good as a name
_SOME = 0.25  # and that a name or a sum in common needs beside it

Says = Callable[[str], float]  # how much a stem says, 0 to 1
Share = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Link:
    """A later entry follows up an earlier one, as a rule sees it."""

    earlier: str
    later: str
    relation: Relation
    score: float
    features: tuple[Share, ...]

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
    about = _About(earlier, later, weight)
    features = list(_features(about, relation))
    score = math.fsum(share for _, share in features)
    if score >= ACCEPT and (doubt := _doubt(about, relation)):
        features.append((doubt, ACCEPT - 0.01 - score))
    if math.fsum(share for _, share in features) < PROPOSE:
        return None
    rounded = tuple((words, round(share, 4)) for words, share in features)
    score = round(min(1.0, math.fsum(share for _, share in rounded)), 4)
    return Link(earlier.id, later.id, relation, score, rounded)


class _About:
    """What two entries share and what only one of them says."""

    def __init__(self, earlier: Case, later: Case, weight: Says) -> None:
        self.earlier, self.later, self.weight = earlier, later, weight
        ours, theirs = earlier.words, later.words
        self.shared = sorted(ours & theirs, key=lambda word: (-weight(word), word))
        self.mass = math.fsum(map(weight, self.shared))
        a, b = math.fsum(map(weight, sorted(ours))), math.fsum(map(weight, sorted(theirs)))
        self.within = self.mass / max(min(a, b), 1.0)  # of the shorter
        self.alike = 2 * self.mass / max(a + b, 1.0)  # of both
        self.names = sorted(w for w in earlier.proper & later.proper if weight(w) >= _RARE)
        self.days_agree = _days_agree(earlier, later)
        self.run = earlier.longest_run(later) if self.mass >= 1 else []
        self.persons, self.strangers = earlier.meets(later)
        self.things, self.others = earlier.names_of(later)


def _days_agree(one: Case, other: Case) -> bool:
    a, b = one.entry.when, other.entry.when
    return bool(a and b and a.first <= b.last and b.first <= a.last)


def _doubt(about: _About, relation: Relation) -> str | None:
    """Return why a person must decide however much two entries have in common, None where a rule may."""
    if relation == "postpone" and "postpone" not in about.later.cues:
        return "another day, and no word that it was moved"
    phases = {about.earlier.phase, about.later.phase}
    if relation in ("restate", "postpone") and phases == {"start", "end"}:
        return "one tells of its start, the other of its end"
    return None if _is_anchored(about) else "no name, sum or series in common, and few words"


def _is_anchored(about: _About) -> bool:
    """Tell whether something more than common words joins the two: only then a rule may accept."""
    earlier, later = about.earlier, about.later
    if earlier.entry.kind == later.entry.kind == "meeting":
        return _is_one_meeting(about)
    same_series = bool(earlier.series) and earlier.series == later.series
    if later.entry.kind == "meeting":
        return same_series and (earlier.ordinal == later.ordinal or about.days_agree)
    if earlier.ordinal and later.ordinal and earlier.ordinal != later.ordinal:
        return False
    if about.alike >= _ALIKE and about.mass >= 1:
        return True
    some = about.alike >= _SOME
    if about.alike >= _ALIKE and about.earlier.implied & about.later.implied:
        return True
    same_sum = bool(earlier.sums & later.sums) or bool(later.names_sum_of(earlier))
    if about.things and (some or not any(share < 0 for _, share in _left_over(about))):
        return True
    return some and (bool(about.names) or same_sum or same_series or len(about.run) >= _RUN)


def _is_one_meeting(about: _About) -> bool:
    """Tell whether two entries speak of one meeting: its number, or its days with those who meet."""
    earlier, later = about.earlier, about.later
    if earlier.ordinal and later.ordinal:
        return earlier.series == later.series and earlier.ordinal == later.ordinal
    if earlier.series and earlier.series == later.series:
        return about.days_agree or (later.is_ahead and "postpone" in later.cues) or "withdraw" in later.cues
    same = earlier.parties == later.parties and len(earlier.parties) > 1
    return about.days_agree and not about.strangers and (about.persons > 1 or (same and about.persons > 0))


def _features(about: _About, relation: Relation) -> Iterator[Share]:
    """Yield each reason for or against with its share; a share below nought speaks against."""
    yield from _words(about)
    yield from _things(about)
    yield from _who(about)
    yield from _sums(about, relation)
    yield from _series(about)
    yield from _days(about, relation)
    yield from _step(about, relation)


def _words(about: _About) -> Iterator[Share]:
    weight = about.weight
    told = ", ".join(word for word in about.shared[:4] if weight(word) >= 0.3)
    if told:
        near = 0.17 * min(1.0, about.within) + 0.17 * min(1.0, about.alike)
        yield f"both say {told}", near + 0.2 * min(1.0, about.mass / _MASS)
    apart = list(_left_over(about))
    yield from apart
    if len(about.run) > 2 and not apart:
        yield f"both say “{' '.join(about.run[:6])}”", min(0.12, 0.03 * len(about.run))
    if about.names:
        yield f"both name {', '.join(about.names[:3])}", 0.16 * max(map(weight, about.names))
    elif about.earlier.proper and about.later.proper:
        ours, theirs = about.earlier.proper, about.later.proper
        if not (ours & about.later.context) | (theirs & about.earlier.context):
            yield f"one names {min(ours)}, the other {min(theirs)}", -0.3


def _left_over(about: _About) -> Iterator[Share]:
    """Yield what speaks against: rare words on both sides that the other has not, names of another number."""
    ours, theirs = (
        _only(about.earlier, about.later, about.weight),
        _only(about.later, about.earlier, about.weight),
    )
    if ours and theirs:
        share = min(2.0, math.fsum(map(about.weight, ours)), math.fsum(map(about.weight, theirs)))
        yield f"one says {', '.join(ours[:2])}, the other {', '.join(theirs[:2])}", -0.15 * share
    numbers, others = about.earlier.numbered, about.later.numbered
    for name in sorted(numbers.keys() & others.keys()):
        if numbers[name] != others[name]:
            yield f"{name} {numbers[name]} is not {name} {others[name]}", -0.6


def _only(one: Case, other: Case, weight: Says) -> list[str]:
    """Return the rare words of one that the other has not; those that say what was done may differ."""
    rare = (w for w in one.words - other.words - other.context if weight(w) >= _RARE)
    return sorted(w for w in rare if w not in act_words())


def _things(about: _About) -> Iterator[Share]:
    if about.things:
        words = max(len(thing.split()) for thing in about.things)
        yield f"both name the {about.things[0]}", min(0.4, 0.1 + 0.075 * words)
        if about.earlier.entry.kind == about.later.entry.kind == "agreement":
            yield "of one instrument both", 0.15
    elif about.others:
        one, other = about.others[0]
        yield f"the {one} is not the {other}", -0.6
    elif both := sorted(about.earlier.implied & about.later.implied):
        yield f"a release of the {both[0]} both", 0.12


def _who(about: _About) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    ours, theirs = earlier.parties, later.parties
    shared = ours & theirs
    if shared:
        several = ours == theirs and len(shared) > 1
        share = 0.17 if several else 0.12 * len(shared) / max(len(ours), len(theirs))
        yield f"of {', '.join(sorted(shared))} both", share
        if ours - theirs and theirs - ours:
            yield f"{', '.join(sorted(ours ^ theirs))} only in one", -0.2
    elif earlier.told_parties and later.told_parties:
        yield "other parties", -0.3
    firms = sorted(
        later.organisations[key] for key in earlier.organisations.keys() & later.organisations.keys()
    )
    if firms:
        yield f"by {firms[0]} both", 0.16 * max(about.weight(stem(w)) for name in firms for w in name.split())
    if about.persons:
        yield f"{about.persons} of the persons in both", min(0.4, 0.2 * about.persons)
    here, there = earlier.entry.where, later.entry.where
    if here and there and fold(here.name) == fold(there.name):
        yield f"in {here.name} both", 0.12
    if about.strangers:
        yield "other persons", -0.3 if later.entry.kind == "meeting" else 0.0


def _sums(about: _About, relation: Relation) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    ours, theirs = earlier.by_unit, later.by_unit
    units = sorted(ours.keys() & theirs.keys())
    same = [unit for unit in units if ours[unit] == theirs[unit]]
    again = later.names_sum_of(earlier)
    if units and later.entry.kind == earlier.entry.kind == "figure":
        yield f"both count in {units[0]}", 0.08
    if same:
        yield f"{ours[same[0]]:f} {same[0]} both", 0.18
    elif again:
        yield f"the later tells the sum of the earlier, {again}", 0.18
    elif units and relation not in ("advance", "supersede") and earlier.entry.kind != "figure":
        yield f"{ours[units[0]]:f} {units[0]} in one, {theirs[units[0]]:f} in the other", -0.2


def _series(about: _About) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    if not (earlier.series and later.series):
        return
    if earlier.series == later.series:
        yield "the same series", 0.3
        if earlier.ordinal and later.ordinal:
            same = earlier.ordinal == later.ordinal
            yield (f"both no. {later.ordinal}", 0.3) if same else ("another edition", -0.6)
    elif "meeting" in (earlier.entry.kind, later.entry.kind):
        yield "another series", -0.5


def _days(about: _About, relation: Relation) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    gone = (later.published - earlier.published).days
    if gone > _LONG:
        yield f"{gone // 365} years after", -0.15
    if about.days_agree:
        yield "the days agree", 0.08
    elif relation == "restate" and earlier.entry.when and later.entry.when:
        yield "other days", -0.15


def _step(about: _About, relation: Relation) -> Iterable[Share]:
    earlier, later = about.earlier, about.later
    if relation in later.cues or (relation == "advance" and "part" in later.cues):
        yield f"a word of it: {relation}", 0.08
    elif relation == "restate" and "fresh" in later.cues:
        yield "told as new", -0.2
    stage = later.stage
    if stage in earlier.acts or earlier.acts & later.acts:
        yield "the same act", 0.08
    if relation in ("fulfil", "advance") and earlier.entry.kind == later.entry.kind:
        yield f"from {earlier.entry.attribute or 'planned'} to {stage}", 0.05
