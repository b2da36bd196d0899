"""Judges whether a later entry follows up an earlier one: features with shares, a score, a decision."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.resolve.followup.about import About, Says, Share, left_over, says
from communique.resolve.followup.case import Case
from communique.resolve.followup.doubt import doubt
from communique.resolve.followup.relation import Relation, relation_of
from communique.text import fold, stem

ACCEPT = 0.7  # score from which a rule accepts: see bench/followup
PROPOSE = 0.4  # and from which a person is asked
_MASS = 1.9  # rare words shared that are as good as a whole name
_LONG = 5 * 365  # days after which a word is hardly about an old promise


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


def judge(one: Case, other: Case, weight: Says = says) -> Link | None:
    """Return the link between two entries of two releases, None where nothing speaks for one."""
    earlier, later = sorted((one, other), key=lambda case: case.order)
    if earlier.release.id == later.release.id:
        return None
    relation = relation_of(earlier, later)
    if relation is None:
        return None
    about = About(earlier, later, weight)
    features = list(_features(about, relation))
    score = math.fsum(share for _, share in features)
    if score >= ACCEPT and (reason := doubt(about, relation)):
        features.append((reason, ACCEPT - 0.01 - score))
    if math.fsum(share for _, share in features) < PROPOSE:
        return None
    rounded = tuple((words, round(share, 4)) for words, share in features)
    score = round(min(1.0, math.fsum(share for _, share in rounded)), 4)
    return Link(earlier.id, later.id, relation, score, rounded)


def _features(about: About, relation: Relation) -> Iterator[Share]:
    """Yield each reason for or against with its share; a share below nought speaks against."""
    yield from _words(about)
    yield from _things(about)
    yield from _who(about)
    yield from _sums(about, relation)
    yield from _series(about)
    yield from _days(about, relation)
    yield from _step(about, relation)


def _words(about: About) -> Iterator[Share]:
    weight = about.weight
    told = ", ".join(word for word in about.shared[:4] if weight(word) >= 0.3)
    if told:
        near = 0.17 * min(1.0, about.within) + 0.17 * min(1.0, about.alike)
        yield f"both say {told}", near + 0.2 * min(1.0, about.mass / _MASS)
    apart = list(left_over(about))
    yield from apart
    if len(about.run) > 2 and not apart:
        yield f"both say “{' '.join(about.run[:6])}”", min(0.12, 0.03 * len(about.run))
    if about.names:
        yield f"both name {', '.join(about.names[:3])}", 0.16 * max(map(weight, about.names))
    elif about.earlier.proper and about.later.proper:
        ours, theirs = about.earlier.proper, about.later.proper
        if not (ours & about.later.context) | (theirs & about.earlier.context):
            yield f"one names {min(ours)}, the other {min(theirs)}", -0.3


def _things(about: About) -> Iterator[Share]:
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


def _who(about: About) -> Iterator[Share]:
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


def _sums(about: About, relation: Relation) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    ours, theirs = earlier.by_unit, later.by_unit
    units = sorted(ours.keys() & theirs.keys())
    same = [unit for unit in units if ours[unit] == theirs[unit]]
    again = later.names_sum_of(earlier)
    counted = [unit for unit in units if not (len(unit) == 3 and unit.isupper())]
    if units and (later.entry.kind == earlier.entry.kind == "figure" or (counted and relation == "advance")):
        yield f"both count in {(counted or units)[0]}", 0.16 if counted else 0.08
    if same:
        yield f"{ours[same[0]]:f} {same[0]} both", 0.18
    elif again:
        yield f"the later tells the sum of the earlier, {again}", 0.18
    elif units and relation not in ("advance", "supersede") and earlier.entry.kind != "figure":
        yield f"{ours[units[0]]:f} {units[0]} in one, {theirs[units[0]]:f} in the other", -0.2


def _series(about: About) -> Iterator[Share]:
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


def _days(about: About, relation: Relation) -> Iterator[Share]:
    earlier, later = about.earlier, about.later
    gone = (later.published - earlier.published).days
    if gone > _LONG:
        yield f"{gone // 365} years after", -0.15
    if about.days_agree:
        yield "the days agree", 0.08
    elif relation == "restate" and earlier.entry.when and later.entry.when:
        yield "other days", -0.15


def _step(about: About, relation: Relation) -> Iterable[Share]:
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
