"""Each example beside the word lists gives the parties it tells, and no other."""

from typing import get_args

import pytest

from communique.mentions.actor import find_actors
from communique.mentions.actor.collect import Rule
from communique.mentions.names.words import ActorExample, organisations, titles
from tests.mentions.documents import document

EXAMPLES = (*titles().examples, *organisations().examples)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:50])
def test_parties_of_an_example(example: ActorExample) -> None:
    found = find_actors(document(example.text, country="NO"))
    assert {mention.name: mention.type for mention in found} == example.found


def test_every_rule_has_an_example() -> None:
    fired = {m.rule for example in EXAMPLES for m in find_actors(document(example.text, country="NO"))}
    assert set(get_args(Rule)) - fired == {"name in heading"}  # its test has a heading: test_find.py


def test_a_third_of_the_examples_are_negative() -> None:
    assert sum(not example.found for example in EXAMPLES) * 3 >= len(EXAMPLES)
