"""What counts as the same word in a search, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ledger.words import find_phrases, phrases, terms


def found(text: str, words: str) -> list[str]:
    return [text[span.start : span.end] for span, _ in find_phrases(text, phrases(words))]


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Tariffs on steel", "tariff", ["Tariffs"]),
        ("one tariff", "TARIFFS", ["tariff"]),
        ("Minister Saitō Ken", "saito", ["Saitō"]),
        ("Minister Saito Ken", "Saitō", ["Saito"]),
        ("Ahn Duk-geun met", "duk-geun", ["Duk-geun"]),
        ("Ahn Duk geun met", "duk-geun", ["Duk geun"]),
        ("Duk met Geun", "duk-geun", []),
        ("ice and tin, tin and ice", '"tin and ice"', ["tin and ice"]),
        ("ice and tin, tin and ice", "tin ice", ["ice", "tin", "tin", "ice"]),
        ("한국 반도체 협력", "반도체", ["반도체"]),
        ("한국 반도체 협력", "협력", ["협력"]),
        ("한국 도체 반도", "반도체", []),
        ("양국 협력", "국", ["국"]),
        ("日本経済産業省", "経済", ["経済"]),
        ("USD 1,234", "1,234", ["1,234"]),
        ("tin", '""', []),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, hits: list[str]) -> None:
    assert found(text, words) == hits


@given(st.text())
def test_terms_stand_in_order_inside_the_text(text: str) -> None:
    spans = [(term.start, term.end) for term in terms(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(term.word and not term.word.isspace() for term in terms(text))


@given(st.text(alphabet="abc반도체é -", min_size=1, max_size=12))
def test_a_text_is_found_by_itself(text: str) -> None:
    asked = phrases(text)
    assert {phrase for _, phrase in find_phrases(text, asked)} == set(asked)
