"""Each example beside a rule of places gives the places it names, and no others."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.place import find_places
from communique.mentions.place.words import PlaceExample, PlaceRule, place_words
from communique.records import PlaceMention
from tests.mentions.documents import document

RULES = place_words().rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def written(mention: PlaceMention) -> str:
    """Return a place as the pack writes it: "name (type, country)"."""
    return f"{mention.name} ({mention.type}, {mention.country or '-'})"


@pytest.mark.parametrize(
    "example", [e for _, e in EXAMPLES], ids=[f"{r.name}: {e.text[:50]}" for r, e in EXAMPLES]
)
def test_places_of_an_example(example: PlaceExample) -> None:
    assert [
        written(mention) for mention in find_places(document(example.text, country=example.country))
    ] == list(example.places)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_fires_on_an_example_of_its_own(rule: PlaceRule) -> None:
    assert rule.name in {m.rule for example in rule.examples for m in find_places(document(example.text))}


def test_every_rule_that_fires_is_told() -> None:
    fired = {m.rule for _, example in EXAMPLES for m in find_places(document(example.text))}
    assert fired <= {rule.name for rule in RULES}


def test_a_third_of_the_examples_hold_no_place() -> None:
    assert len([e for _, e in EXAMPLES if not e.places]) * 3 >= len(EXAMPLES)


def test_a_city_takes_the_country_told_after_it() -> None:
    found = find_places(document("They met in London, Canada."))
    assert written(found[0]) == "London (city, CA)"


PLACES = [
    "Paris",
    "Palm",
    "Hotel",
    "Jordan",
    "U.S.",
    "Red",
    "Sea",
    "House",
    "Port",
    "Nice",
    "SEOUL",
    "Estonia",
]
LINKS = ["in", "at", "the", "to", "and", "of", "Mr", "river", "'s", "$", "(", ")", ",", ".", "-", "\n"]


@given(st.lists(st.sampled_from([*PLACES, *LINKS]), max_size=40).map(" ".join))
def test_any_text_gives_ordered_spans_of_its_own_words(text: str) -> None:
    doc = document(text)
    found = find_places(doc)
    assert found == find_places(doc)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(doc.text[m.start : m.end].strip() for m in found)


@given(st.lists(st.sampled_from([*PLACES, *LINKS]), max_size=12).map(" ".join), st.integers(2, 5))
def test_a_text_told_again_in_new_paragraphs_gives_its_places_again(text: str, times: int) -> None:
    once = [written(m) for m in find_places(document(f"{text}."))]
    again = [written(m) for m in find_places(document("\n\n".join([f"{text}."] * times)))]
    assert again == once * times


def test_a_long_run_of_names_and_marks_is_read_to_its_end() -> None:
    text = "Paris, " * 5_000 + "Bb-" * 5_000 + "the Port of " * 5_000 + "and in Oslo."
    assert written(find_places(document(text))[-1]) == "Oslo (city, NO)"
