"""Finds which entry told before is told again now, by the rare words, parties and sums they share."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from communique.records import Entry
from communique.text import fold

_STEM = 5  # letters of a word that are compared: "open" and "opening" are near enough
_LIKE = 0.45  # likeness from which two entries may be one
_PARTY, _WORDS = 0.2, 0.8  # shares of parties and of words in the likeness

Pair = tuple[Entry | None, Entry | None]


def pair(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """Return each entry once: with the one it is told by on the other side, or with None."""
    scores = likeness(old, new)
    best = sorted(scores, key=lambda key: (-scores[key], old[key[0]].id, new[key[1]].id))
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for a, b in best:
        if a not in of_old and b not in of_new:
            of_old[a], of_new[b] = b, a
    kept: list[Pair] = [(one, new[of_old[at]] if at in of_old else None) for at, one in enumerate(old)]
    return kept + [(None, one) for at, one in enumerate(new) if at not in of_new]


def likeness(old: Sequence[Entry], new: Sequence[Entry]) -> dict[tuple[int, int], float]:
    """Return how alike entries of the two sides are, 0 to 1, by their indexes; unlike ones are left out."""
    before, after = [_stems(one) for one in old], [_stems(one) for one in new]
    often = Counter(chain.from_iterable(before)) | Counter(chain.from_iterable(after))  # on either side
    found = {}
    for a, one in enumerate(old):
        for b, other in enumerate(new):
            score = _alike(one, other, _shared(before[a], after[b], often))
            if score >= _LIKE:
                found[a, b] = score
    return found


def _alike(one: Entry, other: Entry, words: float) -> float:
    if one.id == other.id:
        return 1.0
    if one.kind != other.kind:
        return 0.0
    mine, theirs = _parties(one), _parties(other)
    party = len(mine & theirs) / len(mine | theirs) if mine | theirs else words
    return round(min(0.99, _WORDS * words + _PARTY * party), 4)


def _shared(one: set[str], other: set[str], often: Counter[str]) -> float:
    """Return the share of words that two have in common, rare words counting for more."""
    shared, all_words = (sum(1 / often[word] for word in words) for words in (one & other, one | other))
    return 2 * shared / (shared + all_words) if all_words else 0.0


def _stems(entry: Entry) -> set[str]:
    """Return the beginnings of the words an entry rests on, numbers left out: those may have been changed."""
    words = chain.from_iterable(fold(e.quote).split() for e in entry.evidence)
    return {word[:_STEM] for word in words if not any(c.isdigit() for c in word)}


def _parties(entry: Entry) -> set[str]:
    return {fold(actor.name) for actor in entry.actors}
