"""What two entries share, and what only one of them says."""

import math
from collections.abc import Callable, Iterator

from communique.resolve.followup.case import Case
from communique.resolve.followup.words import act_words, frequent

RARE = 0.6  # what a word says at least that speaks against where the other has it not

Says = Callable[[str], float]  # how much a stem says, 0 to 1
Share = tuple[str, float]


def says(word: str) -> float:
    """Return how much a stem says by itself: little where releases use it often."""
    return frequent().get(word, 1.0)


class About:
    """An earlier and a later entry: the words, names, days, persons and things in common, worked out once."""

    def __init__(self, earlier: Case, later: Case, weight: Says = says) -> None:
        """Take the two in the order in which they were told, and how much each word says."""
        self.earlier, self.later, self.weight = earlier, later, weight
        ours, theirs = earlier.words, later.words
        self.shared = sorted(ours & theirs, key=lambda word: (-weight(word), word))
        self.mass = math.fsum(map(weight, self.shared))
        a, b = math.fsum(map(weight, sorted(ours))), math.fsum(map(weight, sorted(theirs)))
        self.within = self.mass / max(min(a, b), 1.0)  # of the shorter
        self.alike = 2 * self.mass / max(a + b, 1.0)  # of both
        self.names = sorted(w for w in earlier.proper & later.proper if weight(w) >= RARE)
        self.days_agree = _days_agree(earlier, later)
        self.run = earlier.longest_run(later) if self.mass >= 1 else []
        self.persons, self.strangers = earlier.meets(later)
        self.things, self.others = earlier.names_of(later)


def _days_agree(one: Case, other: Case) -> bool:
    a, b = one.entry.when, other.entry.when
    return bool(a and b and a.first <= b.last and b.first <= a.last)


def left_over(about: About) -> Iterator[Share]:
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
    rare = (w for w in one.words - other.words - other.context if weight(w) >= RARE)
    return sorted(w for w in rare if w not in act_words())
