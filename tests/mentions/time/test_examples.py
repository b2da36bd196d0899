"""Each example beside a rule of times gives the times it names, and no others."""

import pytest

from communique.mentions.time import find_times
from communique.mentions.time.examples import TimeExample, TimeRule, time_rules
from communique.mentions.time.find import stages
from communique.records import Release, TimeMention
from communique.text import read_document

EXAMPLES = [(rule, example) for rule in time_rules() for example in rule.examples]
LONE = "year"  # four digits that no rule has taken


def times(example: TimeExample) -> list[TimeMention]:
    text = f"notice\n{example.text}"
    release = Release("r1", "xa-trade", "notice", example.on, text, country=example.country)
    return find_times(read_document(release))


def written(mention: TimeMention) -> str:
    """Return a time as the pack writes it."""
    bound = "" if mention.bound == "=" else f"{mention.bound} "
    if mention.first is None:
        return f"{bound}{mention.type} {mention.timex}"
    days = f"{mention.first}" if mention.first == mention.last else f"{mention.first}/{mention.last}"
    return f"{bound}{days}"


@pytest.mark.parametrize(
    "example",
    [e for _, e in EXAMPLES],
    ids=[f"{r.name}: {e.text[:50]} {e.country or ''}" for r, e in EXAMPLES],
)
def test_times_of_an_example(example: TimeExample) -> None:
    assert [written(mention) for mention in times(example)] == list(example.times)


@pytest.mark.parametrize("rule", time_rules(), ids=lambda rule: rule.name)
def test_rule_fires_on_an_example_of_its_own(rule: TimeRule) -> None:
    assert rule.name in {mention.rule for example in rule.examples for mention in times(example)}


def test_every_rule_of_the_grammar_has_examples() -> None:
    grammar = {rule.name for stage in stages() for rule in stage.rules}
    assert grammar | {LONE} == {rule.name for rule in time_rules()}


def test_a_third_as_many_examples_hold_no_time() -> None:
    empty = [example for _, example in EXAMPLES if not example.times]
    assert len(empty) * 3 >= len(EXAMPLES) - len(empty)
