"""Judgements: decisions that lie over the entries and are never written into them."""

from collections.abc import Iterable
from dataclasses import dataclass

RULE = "rule:"  # how `who` begins where a rule decided and no person
DROPPED = "dropped"  # the kind: that a person knows what a new version of a release made of an undertaking
UNDONE = "undone"  # the decision of a person that takes back the one before

Pair = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on `subject` (and `object`); which of several stands is told by `standing`."""

    kind: str  # what is judged: identity, follow-up, correction …
    subject: str  # the id that is judged
    decision: str
    who: str
    why: str
    object: str | None = None  # the second id of a pair
    passage: str | None = None  # key of the words it was made before
    relation: str | None = None  # what is said of the pair: same, fulfil, postpone …
    score: float | None = None  # of a rule: how sure, 0 to 1
    features: tuple[tuple[str, float], ...] = ()  # of a rule: each reason in words with its share
    release: str | None = None  # whose passage was judged
    value: str | None = None  # JSON: the entry as it was judged, and what was put in its place

    @property
    def pair(self) -> Pair:
        """What is judged: kind, subject and object."""
        return self.kind, self.subject, self.object

    @property
    def by_rule(self) -> bool:
        """Whether a rule decided and no person."""
        return self.who.startswith(RULE)


def standing(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return the one judgement that stands of each pair, of all in the order they were made.

    The latest of a person stands before any of a rule; where it undoes, the rule's latest stands again.
    """
    rules: dict[Pair, Judgement] = {}
    persons: dict[Pair, Judgement] = {}
    for one in judgements:
        if one.by_rule:
            rules[one.pair] = one
        elif one.decision == UNDONE:
            persons.pop(one.pair, None)
        else:
            persons[one.pair] = one
    return rules | persons
