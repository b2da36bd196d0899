"""Two annotators on a tenth of the gold: the second is scored against the first as a reading would be."""

from bench.agreement import second_readings
from bench.score import score_all
from train.gold import own_samples


def test_annotators_agree_on_our_own_releases() -> None:
    readings = second_readings(own_samples())
    tally = score_all(readings)["all"]
    assert len(readings) >= 15
    assert tally.figures("entry")[2] >= 0.9
    assert tally.figures("fact")[2] >= 0.88
