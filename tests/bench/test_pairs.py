"""Links that a rule accepts between releases labelled by hand, as the reader reads them."""

from collections import Counter

import pytest
from bench.followup.pairs import Judged, by_relation, faults, judge_pairs, load_pairs, lower_bound

PRECISION = 0.97
FOUND = 0.7  # of the pairs that speak of one undertaking, the share whose link is accepted


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    """Every pair with what the rule says of it."""
    return judge_pairs(load_pairs())


def test_accepted_links_are_right(judged: list[Judged]) -> None:
    rows = list(by_relation(judged))
    accepted, right = sum(row[1] for row in rows), sum(row[2] for row in rows)
    assert right >= PRECISION * accepted, "\n".join(faults(judged))


def test_most_pairs_of_one_undertaking_are_found(judged: list[Judged]) -> None:
    followed = [one for one in judged if one.pair.right]
    assert sum(one.is_found for one in followed) >= FOUND * len(followed), "\n".join(faults(judged))


def test_pairs_are_many_and_half_of_them_only_look_alike() -> None:
    pairs = load_pairs()
    alike = Counter(bool(pair.right) for pair in pairs)
    assert len(pairs) >= 150
    assert alike[False] >= 70
    assert all(pair.earlier.published < pair.later.published or "none" not in pair.right for pair in pairs)


@pytest.mark.parametrize(
    ("right", "of", "low"), [(0, 0, 0.0), (100, 100, 0.963), (50, 100, 0.404), (97, 100, 0.915)]
)
def test_the_lower_bound_is_wilsons(right: int, of: int, low: float) -> None:
    assert lower_bound(right, of) == pytest.approx(low, abs=0.001)
