"""Each example beside the rules of time is read as it says, and each rule has one that fires it."""

from datetime import date

import pytest

from communique.mentions.time import find_times
from communique.mentions.time.examples import Example, examples
from communique.mentions.time.find import RULES
from communique.records import Release, TimeMention
from communique.text import read_document


def times(example: Example) -> list[TimeMention]:
    day = date.fromisoformat(example.on)
    release = Release("r1", "xa-trade", "Notice", day, f"Notice\n{example.text}", country=example.country)
    return find_times(read_document(release))


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.text[:48])
def test_example_means_what_it_says(example: Example) -> None:
    found = times(example)
    assert [f"{m.first}/{m.last}" if m.first else "-" for m in found] == example.means
    if example.rule:
        assert example.rule in {m.rule for m in found}


def test_every_rule_is_fired_by_an_example() -> None:
    fired = {m.rule for example in examples() for m in times(example)}
    assert {rule.name for rule in RULES} == fired


def test_at_least_a_third_of_the_examples_are_negative() -> None:
    negative = [e for e in examples() if not e.means]
    assert len(negative) * 3 >= len(examples())
