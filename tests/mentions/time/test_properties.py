"""What holds of times in any text: exact spans, order, one day in every way of writing it."""

import itertools
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.time import find_times
from communique.mentions.time.examples import Example, examples
from communique.records import Release
from communique.text import read_document
from tests.mentions.time.test_examples import times

STYLES = ("%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%Y.%m.%d", "%A, %B %d, %Y", "%b. %d, %Y", "%d.%m.%Y")


def found(text: str, published: date) -> list[tuple[date | None, date | None]]:
    document = read_document(Release("r1", "xa-trade", "Notice", published, f"Notice\n{text}"))
    return [(m.first, m.last) for m in find_times(document)]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(STYLES))
def test_a_day_is_the_same_in_every_style(day: date, style: str) -> None:
    assert found(f"It was signed on {day.strftime(style)} in Riga.", date(2024, 4, 23)) == [(day, day)]


@given(st.text(max_size=300))
def test_spans_are_ordered_disjoint_and_inside_any_text(text: str) -> None:
    document = read_document(Release("r1", "xa-trade", "Notice", date(2024, 4, 23), f"Notice\n{text}"))
    mentions = find_times(document)
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start
    assert all(0 <= m.start < m.end <= len(document.text) for m in mentions)


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.text[:48])
def test_days_run_forward_and_edtf_is_valid(example: Example) -> None:
    for mention in times(example):
        if mention.first and mention.last:
            assert mention.first <= mention.last
            assert parse_edtf(mention.edtf)
