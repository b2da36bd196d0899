"""Hostile texts are read whole, and in the campaign within a second per 100 KB."""

import cProfile
import io
import pstats
import time

import pytest

from communique.mentions import find_mentions
from tests.mentions.documents import document
from tests.mentions.hostile import SHAPES

_LENGTH, _RUNS = 100_000, 3


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_mentions_of_a_hostile_text_lie_in_it(shape: str) -> None:
    body = document(SHAPES[shape](3000))
    for mention in find_mentions(body):
        assert 0 <= mention.start < mention.end <= len(body.text)


def work(text: str) -> int:
    """Return how many calls it takes to read a text: the same on any machine."""
    profile = cProfile.Profile()
    body = document(text)
    profile.enable()
    find_mentions(body)
    profile.disable()
    return pstats.Stats(profile, stream=io.StringIO()).total_calls  # type: ignore[attr-defined, no-any-return]  # not in its stub


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_work_grows_with_the_length_and_no_faster(shape: str) -> None:
    find_mentions(document("Once, 5 percent, so that words and patterns are in place."))
    work(SHAPES[shape](200))
    assert work(SHAPES[shape](4000)) < 5 * work(SHAPES[shape](1000))


@pytest.mark.campaign
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_closed_forms_take_a_second_per_100_kb(shape: str) -> None:
    text = SHAPES[shape](_LENGTH)
    spent = []
    for _ in range(_RUNS):
        before = time.process_time()
        find_mentions(document(text))
        spent.append(time.process_time() - before)
    assert min(spent) < 1.0
