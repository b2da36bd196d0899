"""What counts as the same word in a search, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ledger.words import asked, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tariffs", "tariff"),
        ("Saitō", "SAITO"),
        ("Türkiye", "turkiye"),
        ("Duk-geun", "duk geun"),
        ("Duk‑geun", "Duk-geun"),
        ("ＵＳＤ", "usd"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert [term.folded for term in terms(one)] == [term.folded for term in terms(other)]


@pytest.mark.parametrize(("one", "other"), [("tin", "tins and"), ("반도체", "반도"), ("Ahn", "An")])
def test_other_words(one: str, other: str) -> None:
    assert [term.folded for term in terms(one)] != [term.folded for term in terms(other)]


@pytest.mark.parametrize(
    ("words", "sequences"),
    [
        ("tin dialogues", [["tin"], ["dialogu"]]),
        ('"tin dialogue" Vessby', [["tin", "dialogu"], ["vessbi"]]),
        ("반도체", [["반도", "도체"]]),
        ("수소 경제", [["수소"], ["경제"]]),
        ("…", []),
        ('""', []),
        ('tin"', [["tin"]]),
    ],
)
def test_what_a_search_asks_for(words: str, sequences: list[list[str]]) -> None:
    assert asked(words) == sequences


@given(st.text())
def test_words_stand_in_order_inside_the_text(text: str) -> None:
    spans = [(term.start, term.end) for term in terms(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(term.folded and " " not in term.folded for term in terms(text))
