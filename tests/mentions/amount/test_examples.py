"""Each example beside a rule of amounts gives the amounts it names, and no others."""

import pytest

from communique.mentions.amount import find_amounts
from communique.mentions.amount.words import AmountExample, AmountRule, amount_rules
from communique.records import AmountMention
from tests.mentions.documents import document

EXAMPLES = [(rule, example) for rule in amount_rules() for example in rule.examples]


def written(mention: AmountMention) -> str:
    """Return an amount as the pack writes it: "bound value unit / per"."""
    bound = "" if mention.bound == "=" else f"{mention.bound} "
    per = f" / {mention.per}" if mention.per else ""
    return f"{bound}{mention.value} {mention.unit}{per}"


@pytest.mark.parametrize(
    "example", [e for _, e in EXAMPLES], ids=[f"{r.name}: {e.text[:50]}" for r, e in EXAMPLES]
)
def test_amounts_of_an_example(example: AmountExample) -> None:
    found = find_amounts(document(example.text, country=example.country))
    assert [written(mention) for mention in found] == list(example.amounts)


@pytest.mark.parametrize("rule", amount_rules(), ids=lambda rule: rule.name)
def test_rule_fires_on_an_example_of_its_own(rule: AmountRule) -> None:
    fired = {m.rule for e in rule.examples for m in find_amounts(document(e.text, country=e.country))}
    assert rule.name in fired


def test_every_rule_that_fires_is_told() -> None:
    fired = {m.rule for _, e in EXAMPLES for m in find_amounts(document(e.text, country=e.country))}
    assert fired <= {rule.name for rule in amount_rules()}


def test_a_third_of_the_examples_hold_no_amount_of_their_rule() -> None:
    empty = [example for _, example in EXAMPLES if not example.amounts]
    assert len(empty) * 3 >= len(EXAMPLES)
