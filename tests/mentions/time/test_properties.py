"""What holds of times in any text: exact spans in order, one day in every style, valid EDTF, no blow-up."""

import itertools
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.time import find_times
from communique.mentions.time.examples import TimeExample
from communique.records import Document, Release, TimeMention
from communique.text import read_document
from tests.mentions.time.test_examples import EXAMPLES, times

PUBLISHED = date(2024, 4, 23)
STYLES = (
    *(
        "%B %d, %Y",
        "%d %B %Y",
        "%A, %B %d, %Y",
        "%b. %d, %Y",
        "%A %d %B %Y",
        "the %dth of %B %Y",
        "%B %d (%A), %Y",
    ),
    *("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%d.%m.%Y", "%d-%b-%Y"),
)
WORDS = """
    April May 3 22 2024 26 , - ( ) to and of the last next year years month first second half
    quarter Monday today in on by since from between end early fall Q3 H1 FY 2024-25 1990s 3rd ago a
    two-day every week within 10:30 p.m. 22/12/1988 previous same period so far Christmas twenty -
    five decade century following day later midnight this is signed will
"""


def made(text: str, published: date = PUBLISHED) -> Document:
    return read_document(Release("r1", "xa-trade", "notice", published, f"notice\n{text}", country="KR"))


def check(document: Document, mentions: list[TimeMention]) -> None:
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        quote = document.text[mention.start : mention.end]
        assert quote and quote == quote.strip()
        assert (mention.first is None) == (mention.last is None) == (mention.edtf == "")
        assert mention.first is None or mention.last is None or mention.first <= mention.last


def check_edtf(mentions: list[TimeMention]) -> None:
    for mention in mentions:
        assert mention.first is None or parse_edtf(mention.edtf)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(STYLES))
def test_a_day_is_the_same_in_every_style(day: date, style: str) -> None:
    written = day.strftime(style).replace("May.", "May")  # that one is never shortened
    found = find_times(made(f"It was signed on {written} in Riga."))
    assert [(mention.first, mention.last) for mention in found] == [(day, day)]


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 30))
def test_a_day_without_a_year_is_the_last_one_in_a_report(published: date, back: int) -> None:
    day = date.fromordinal(published.toordinal() - back)
    found = find_times(made(f"The two sides met on {day:%B} {day.day} in Riga.", published))
    assert [mention.first for mention in found] == [day]


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 300))
def test_a_day_without_a_year_is_the_next_one_in_an_announcement(published: date, ahead: int) -> None:
    day = date.fromordinal(published.toordinal() + ahead)
    found = find_times(made(f"The two sides will meet on {day.day} {day:%B}.", published))
    assert [mention.first for mention in found] == [day]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    document = made(text)
    check(document, find_times(document))


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30), st.dates(date(1000, 1, 1), date(9990, 12, 31)))
def test_any_mix_of_words_of_time_is_read(words: list[str], published: date) -> None:
    document = made(" ".join(words), published)
    found = find_times(document)
    check(document, found)
    check_edtf(found)
    assert find_times(made(" ".join(words), published)) == found


@pytest.mark.parametrize(
    "example", [e for _, e in EXAMPLES], ids=[f"{e.text[:50]} {e.country or ''}" for _, e in EXAMPLES]
)
def test_edtf_of_examples_is_valid(example: TimeExample) -> None:
    check_edtf(times(example))


HOSTILE = (
    "1",
    "A",
    "1-",
    "2024-",
    "Monday, ",
    "May ",
    "the ",
    "(",
    "3 and ",
    "last ",
    "12.",
    "April 3, ",
    "1,000,",
    "twenty-",
    "'s ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_run_of_one_piece_is_read(piece: str) -> None:
    document = made(piece * (100_000 // len(piece)))
    check(document, find_times(document))
