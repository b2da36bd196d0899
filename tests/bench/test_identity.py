"""The comparison of names may not sink, on the pairs it was tuned on and on those kept apart."""

import pytest
from bench.identity import PRECISION, RECALL, figures, judged


@pytest.mark.parametrize("name", ["pairs", "held"])
def test_names_are_told_apart_and_together(name: str) -> None:
    found = figures(list(judged(name)))
    assert found["precision"] >= PRECISION
    assert found["recall"] >= RECALL


def test_there_are_enough_pairs_and_half_of_them_are_two() -> None:
    pairs = [*judged("pairs"), *judged("held")]
    assert len({one.words for one in pairs}) >= 400
    assert sum(not one.same for one in pairs) * 2 >= len(pairs)
