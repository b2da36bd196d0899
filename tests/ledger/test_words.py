"""What counts as the same word in a search, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ledger.words import asked, found, is_syllable, terms


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


@given(
    st.text(alphabet="aAtTéÉñ’_- 1½반도Ⅷßİ", max_size=60),
    st.text(alphabet="atén1½반도ß", max_size=8),
)
def test_words_are_found_as_if_all_were_read(text: str, words: str) -> None:
    wanted = {word.folded for word in terms(f"{words} {text[:9]}")}
    signs = {word for word in wanted if is_syllable(word)}
    every = [word for word in terms(text) if word.folded in wanted or signs & set(word.folded)]
    assert found(text, wanted) == every


@given(st.from_regex(r"[a-z0-9][a-z]{0,12}", fullmatch=True))
def test_neither_folding_nor_stemming_changes_the_first_letter(word: str) -> None:
    assert [one.folded[0] for one in terms(word)] == [word[0]]
