"""Our scorer counts as the yardstick does: a reading equal to the gold is perfect, each fault costs."""

from dataclasses import replace
from typing import Any

from bench.score import score
from train.gold import Sample

from communique.records import Reading
from tests.made import make_reading, make_release, meeting

RELEASE = make_release()
GOLD: dict[str, Any] = {
    "release": RELEASE.title,
    "kind": "meeting",
    "anchor": "met Secretary Ole Dahl",
    "actors": ["Ana Röst|Röst", "Ole Dahl"],
    "when": "2024-04-22/2024-04-22",
    "where": "Vessby",
    "mechanism": "Tin Dialogue#4",
    "tolerated": [["actor", "Ardia"], ["actor", "Belmark"]],
}
TALKS = meeting(RELEASE)


def facts(reading: Reading, *gold: dict[str, Any]) -> tuple[int, int, int]:
    tally = score(Sample(RELEASE, list(gold or (GOLD,)), "test"), reading)
    return tally.right["fact"], tally.spurious["fact"], tally.missed["fact"]


def test_equal_reading_is_perfect() -> None:
    assert facts(make_reading(RELEASE, TALKS)) == (6, 0, 0)


def test_wrong_place_costs_twice() -> None:
    assert TALKS.where
    wrong = replace(TALKS, where=replace(TALKS.where, name="Olby"))
    assert facts(make_reading(RELEASE, wrong)) == (5, 1, 1)


def test_entry_that_is_not_there_adds_all_its_facts() -> None:
    assert facts(Reading(RELEASE, (), ())) == (0, 0, 6)
    assert facts(make_reading(RELEASE, TALKS, replace(TALKS, id="ent-2"))) == (6, 8, 0)


def test_optional_gold_counts_on_neither_side() -> None:
    assert facts(make_reading(RELEASE, TALKS), {**GOLD, "optional": True}) == (0, 0, 0)
    assert facts(Reading(RELEASE, (), ()), {**GOLD, "optional": True}) == (0, 0, 0)
