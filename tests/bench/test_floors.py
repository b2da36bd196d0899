"""Accuracy may not sink: our own gold read with the shipped weights, and the figures that training wrote."""

import json

import pytest
from bench.reading import FLOORS, SLACK, stored, sunk
from bench.score import score_all
from train.gold import own_samples

from communique.runs.reading import read_release

OWN_FLOORS = {"entry": 0.94, "fact": 0.875}


def test_stored_figures_hold_their_floors() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert sunk(stored(), floors) == []


@pytest.mark.parametrize("name", OWN_FLOORS)
def test_shipped_weights_read_our_own_gold(own: dict[str, float], name: str) -> None:
    assert own[name] >= OWN_FLOORS[name] - SLACK


@pytest.fixture(scope="module")
def own() -> dict[str, float]:
    """F1 of the shipped reader on the releases in gold/."""
    tally = score_all((sample, read_release(sample.release)) for sample in own_samples())["all"]
    return {name: tally.figures(name)[2] for name in OWN_FLOORS}
