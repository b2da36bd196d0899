"""What a reader would expect of mechanisms: names without ordinals, editions, acronyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.mechanism import find_mechanisms
from communique.mentions.mechanism.ordinals import glued_ordinal, roman_value
from tests.mentions.documents import document

WORDS = [
    "21st",
    "Fjord",
    "Dialogue",
    "session",
    "of",
    "the",
    "Act",
    "(AB)",
    "COP28",
    "Korea-Japan",
    "'s",
    ",",
    ".",
    "and",
    "on",
    "\n",
]


def found(body: str) -> list[tuple[str, int | None]]:
    """Return name and ordinal of each mechanism."""
    return [(m.name, m.ordinal) for m in find_mechanisms(document(body))]


def test_the_span_holds_the_ordinal_and_the_name_does_not() -> None:
    doc = document("It was the 12th Norway-Chile Fjord Dialogue.")
    (mechanism,) = find_mechanisms(doc)
    assert doc.text[mechanism.start : mechanism.end] == "12th Norway-Chile Fjord Dialogue"
    assert mechanism.name == "Norway-Chile Fjord Dialogue"


def test_an_ordinal_within_a_name_is_taken_out_of_it() -> None:
    assert found("The Norway-Chile 12th Fjord Dialogue ended.") == [("Norway-Chile Fjord Dialogue", 12)]


def test_an_acronym_inside_a_name_stays_in_it() -> None:
    body = "They held the fourth Norway-Chile Free Trade agreement (FTA) Joint Committee meeting."
    assert found(body)[0] == ("Norway-Chile Free Trade agreement (FTA) Joint Committee meeting", 4)


def test_a_meeting_of_a_committee_is_an_edition_of_the_committee() -> None:
    assert found("The fifteenth meeting of the Norway-Chile Ports and Trade Committee began.") == [
        ("Norway-Chile Ports and Trade Committee", 15)
    ]


def test_a_year_after_a_name_is_no_edition() -> None:
    assert found("Fjord Summit 2025 opens.")[0][1] is None


def test_a_holder_is_no_part_of_a_body_named_in_a_tail() -> None:
    names = [name for name, _ in found("The Council of Norway President Una Berg spoke.")]
    assert all("Berg" not in name for name in names)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("XXVII", 27),
        ("IV", 4),
        ("CXXVIII", 128),
        ("X", None),
        ("MIX", None),
        ("VIV", None),
        ("LI", None),
        ("CII", None),
    ],
)
def test_roman_numerals(word: str, value: int | None) -> None:
    assert roman_value(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("COP28", ("COP", 28)),
        ("MC13", ("MC", 13)),
        ("CO2", None),
        ("FY24", None),
        ("G20", None),
        ("RM5", None),
    ],
)
def test_numbers_glued_to_acronyms(word: str, value: tuple[str, int] | None) -> None:
    assert glued_ordinal(word) == value


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_spans_lie_in_the_text_in_order_and_once_each(words: list[str]) -> None:
    doc = document(" ".join(words))
    spans = [(m.start, m.end) for m in find_mechanisms(doc)]
    assert spans == sorted(set(spans))
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    doc = document(text)
    assert find_mechanisms(doc) == find_mechanisms(doc)
