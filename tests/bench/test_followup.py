"""Links that a rule accepts must be right 97 times in 100; little stories are the measure."""

import pytest
from bench.followup.score import Score, cases_of, links_of, score
from bench.followup.stories import SETS, load

PRECISION = 0.97
RECALL = {"made_from": 0.87, "put_aside": 0.87}
STATUSES = {"made_from": 0.95, "put_aside": 0.95}


@pytest.fixture(scope="module", params=SETS)
def measured(request: pytest.FixtureRequest) -> tuple[str, Score]:
    """The score of a set of stories, all of them in one ledger."""
    stories = load(request.param)
    cases = cases_of(stories)
    return request.param, score(stories, links_of(cases), cases)


def test_accepted_links_are_right(measured: tuple[str, Score]) -> None:
    which, found = measured
    assert found.precision >= PRECISION, found.lines
    assert found.recall >= RECALL[which], found.lines


def test_statuses_are_right(measured: tuple[str, Score]) -> None:
    which, found = measured
    assert found.statuses >= STATUSES[which], found.lines


def test_there_are_forty_stories_and_most_have_a_hard_negative() -> None:
    stories = [story for which in SETS for story in load(which)]
    assert len(stories) >= 40
    linked = [{n for link in (*s.given.links, *s.given.also) for n in link[:2]} for s in stories]
    alone = [
        len(names) < sum(len(t.entries) for t in s.told) for s, names in zip(stories, linked, strict=True)
    ]
    assert sum(alone) > len(stories) / 2
