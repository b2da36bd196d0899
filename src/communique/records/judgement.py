"""Judgements: decisions that lie over the entries and are never written into them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on `subject` (and `object`); the latest of the same kind and pair stands."""

    kind: str  # what is judged: identity, follow-up, correction …
    subject: str  # the id that is judged
    decision: str
    who: str
    why: str
    object: str | None = None  # the second id of a pair
    passage: str | None = None  # key of the words it was made before
