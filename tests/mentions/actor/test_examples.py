"""Each example beside the word lists: the names it gives, and none where it gives none."""

import pytest

from communique.mentions.actor import find_actors
from communique.mentions.names.words import OrganisationExample, TitleExample, organisations, titles
from tests.mentions.documents import document


@pytest.mark.parametrize("example", titles().examples, ids=lambda e: e.text[:40])
def test_persons_of_an_example(example: TitleExample) -> None:
    found = [m.name for m in find_actors(document(example.text)) if m.type == "person" and m.rule != "office"]
    named = [name for name in dict.fromkeys(found) if not name.islower()]
    assert named == list(example.persons)


@pytest.mark.parametrize("example", organisations().examples, ids=lambda e: e.text[:40])
def test_parties_of_an_example(example: OrganisationExample) -> None:
    found = [m.name for m in find_actors(document(example.text)) if m.type in ("organisation", "unnamed")]
    assert set(example.names) <= set(found)
    if not example.names:
        assert found == []
