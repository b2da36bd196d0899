"""The measurement of times: marks become gold, and the figures stay above a floor."""

from datetime import date

import pytest
from bench.time import Timex, paragraphs, scores, unmarked

FLOOR = 0.781  # value F1 of the best rules known on other news, TempEval-3


def test_marks_become_gold_with_spans_of_the_plain_text() -> None:
    paragraph = unmarked(date(2024, 4, 23), "He came [last week|DATE|2024-W16] for [two days|DURATION|P2D].")
    assert paragraph.text == "He came last week for two days."
    assert paragraph.gold == [Timex(8, 17, "DATE", "2024-W16"), Timex(22, 30, "DURATION", "P2D")]


@pytest.mark.parametrize("part", ["made_from", "aside"])
def test_times_of_news(part: str) -> None:
    assert all(p.gold and "|" not in p.text for p in paragraphs(part))
    assert scores(part)["value"] > FLOOR
