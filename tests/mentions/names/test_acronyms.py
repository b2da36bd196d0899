"""Acronyms in brackets and the words they stand for."""

import pytest

from communique.mentions.names.acronyms import find_bindings
from communique.mentions.names.tokens import scan


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        ("the Ministry of Ports and Tides (MPT) said", "MPT", "Ministry of Ports and Tides"),
        ("the Islandic Development Bank (IsDB) lent", "IsDB", "Islandic Development Bank"),
        (
            "by Nordvik Ports-Investment Promotion Agency (NOPRA) today",
            "NOPRA",
            "Nordvik Ports-Investment Promotion Agency",
        ),
        ("the Office of Calm Seas's (OCS) boat", "OCS", "Office of Calm Seas"),
    ],
)
def test_an_acronym_is_bound_to_the_words_before_it(text: str, acronym: str, words: str) -> None:
    tokens = scan(text)
    (binding,) = find_bindings(tokens)
    assert binding.acronym == acronym
    assert text[tokens.starts[binding.first] : tokens.ends[binding.last - 1]] == words


@pytest.mark.parametrize(
    "text",
    [
        "the port (see below) is new",
        "electric boats (EB) sell",
        "in June (16) it rained",
        "(ABC",
        "the Fund (2024)",
    ],
)
def test_other_brackets_bind_nothing(text: str) -> None:
    assert find_bindings(scan(text)) == []
