"""Each example beside the word lists gives the mechanisms it tells with their ordinals, and no other."""

from typing import get_args

import pytest

from communique.mentions.mechanism import find_mechanisms
from communique.mentions.mechanism.find import Rule
from communique.mentions.names.mechanisms import MechanismExample, mechanisms
from tests.mentions.documents import document

EXAMPLES = mechanisms().examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:50])
def test_mechanisms_of_an_example(example: MechanismExample) -> None:
    found = [f"{m.name}#{m.ordinal or ''}" for m in find_mechanisms(document(example.text))]
    assert found == list(example.names)


def test_every_rule_has_an_example() -> None:
    fired = {m.rule for example in EXAMPLES for m in find_mechanisms(document(example.text))}
    assert fired == set(get_args(Rule))


def test_a_third_of_the_examples_are_negative() -> None:
    assert sum(not example.names for example in EXAMPLES) * 3 >= len(EXAMPLES)
