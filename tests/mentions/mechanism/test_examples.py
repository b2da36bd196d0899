"""Each example beside the word lists: the mechanisms it names with ordinals, or that it names none."""

import pytest

from communique.mentions.mechanism import find_mechanisms
from communique.mentions.mechanism.words import MechanismExample, mechanisms
from tests.mentions.documents import document


@pytest.mark.parametrize("example", mechanisms().examples, ids=lambda e: e.text[:40])
def test_mechanisms_of_an_example(example: MechanismExample) -> None:
    found = [f"{m.name}#{m.ordinal or ''}" for m in find_mechanisms(document(example.text))]
    assert found == list(example.names)
