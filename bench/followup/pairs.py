"""Pairs of releases labelled by hand: what a rule accepts between what is read of them, by relation."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from communique.packs import Pack, read_yaml
from communique.query import BELIEVED
from communique.records import Release, stable_id
from communique.resolve.followup import RELATIONS, Case, Link, judge
from communique.runs.reading import read_release
from communique.sources.country import country_of

FOLDER = Path(__file__).parent / "pairs"
NONE = "none"
_SURE = 1.96  # standard deviations of the bound that 97 or 98 of 100 samples keep


class GivenPairs(Pack):
    """A file of pairs: relations that are right, then publisher, day and words of each release."""

    pairs: tuple[tuple[str, str, date, str, str, date, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two releases and which relations are right between them; `right` is empty where none is."""

    earlier: Release
    later: Release
    right: frozenset[str]

    @property
    def name(self) -> str:
        """Return the words of both, for a line on a fault."""
        return f"{self.earlier.text.splitlines()[1][:70]} <- {self.later.text.splitlines()[1][:70]}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the links between what was read of its releases."""

    pair: Pair
    links: tuple[Link, ...]

    def accepted(self) -> list[Link]:
        """Return the links that the rule accepts."""
        return [link for link in self.links if link.decision == "accepted"]

    @property
    def is_found(self) -> bool:
        """Tell whether a right link is accepted."""
        return any(link.relation in self.pair.right for link in self.accepted())


def load_pairs() -> list[Pair]:
    """Return all labelled pairs, in the order of their files."""
    rows = (row for path in sorted(FOLDER.glob("*.yaml")) for row in read_yaml(path, GivenPairs).pairs)
    return [_pair(row) for row in rows]


def _pair(row: tuple[str, str, date, str, str, date, str]) -> Pair:
    right, *rest = row
    told = frozenset(right.split("|")) - {NONE}
    if unknown := told - set(RELATIONS):
        raise ValueError(f"{unknown}: no relation")
    return Pair(_release(*rest[:3]), _release(*rest[3:]), told)  # type: ignore[arg-type]  # halves of a row


def _release(by: str, day: date, words: str) -> Release:
    key = stable_id("rel", by, day.isoformat(), words)
    return Release(key, by, "Press release", day, f"Press release\n{words}", country=country_of(by))


def judge_pairs(pairs: Sequence[Pair]) -> list[Judged]:
    """Read the releases of pairs and return what the rule says of each."""
    return [_judged(pair, _cases(pair.earlier), _cases(pair.later)) for pair in pairs]


def _judged(pair: Pair, ours: Sequence[Case], theirs: Sequence[Case]) -> Judged:
    return Judged(pair, tuple(link for a, b in product(ours, theirs) if (link := judge(a, b))))


def _cases(release: Release) -> list[Case]:
    reading = read_release(release)
    return [Case(one, reading.release) for one in reading.entries if one.confidence >= BELIEVED]


def by_relation(judged: Sequence[Judged]) -> Iterator[tuple[str, int, int]]:
    """Yield each relation with how many links of it are accepted, and how many of these are right."""
    for relation in RELATIONS:
        links = [(one.pair, k) for one in judged for k in one.accepted() if k.relation == relation]
        yield relation, len(links), sum(relation in pair.right for pair, _ in links)


def lower_bound(right: int, of: int) -> float:
    """Return Wilson's lower bound of a share at 95 in 100; 0 of nothing."""
    if not of:
        return 0.0
    share, z = right / of, _SURE**2
    middle = share + z / (2 * of)
    return (middle - _SURE * math.sqrt(share * (1 - share) / of + z / (4 * of * of))) / (1 + z / of)


def faults(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each accepted link that is wrong and each pair whose link is not accepted."""
    for one in judged:
        wrong = [k for k in one.accepted() if k.relation not in one.pair.right]
        yield from (f"wrong: {k.relation} {k.score:.2f} {one.pair.name} {_why(k)}" for k in wrong)
        if one.pair.right and not one.is_found:
            told = "; ".join(f"{k.relation} {k.score:.2f} {_why(k)}" for k in one.links)
            yield f"missed: {'|'.join(sorted(one.pair.right))} {one.pair.name} {told or 'no link'}"


def _why(link: Link) -> str:
    return ", ".join(f"{words} {share:+.2f}" for words, share in link.features)
