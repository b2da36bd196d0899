"""Days of publication as sites write them; what could be two days is none."""

from datetime import date

import pytest

from communique.sources.dates import dateline, first_day

THIRD = date(2024, 5, 3)
WRITTEN = [
    "2024-05-03",
    "2024-05-03T10:00:00Z",
    "Fri, 03 May 2024 10:00:00 GMT",
    "Published 3 May 2024, last updated 7 May 2024",
    "Posted On: 03 MAY 2024 2:30PM by PIB Delhi",
    "May 3, 2024",
    "Friday, May 3rd, 2024",
    "3rd of May 2024",
    "Registration date2024-05-03",
    "Registration date 2024-05-03",
    "2024.05.03",
    "2024. 5. 3.",
    "2024/5/3",
    "2024年5月3日",
    "2024년 5월 3일",
    "20240503",
    "20240503101500",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_read(text: str) -> None:
    assert first_day(text) == THIRD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "03/05/2024",
        "2024-13-03",
        "31 June 2024",
        "May 2024",
        "No. 2024-05-031",
        "update2024-05-03",
    ],
)
def test_what_is_no_certain_day_is_none(text: str) -> None:
    assert first_day(text) is None


def test_a_publisher_says_what_comes_first() -> None:
    assert first_day("03/05/2024", first="day") == THIRD
    assert first_day("05/03/2024", first="month") == THIRD


def test_a_time_counts_where_the_publisher_is() -> None:
    assert first_day("Thu, 02 May 2024 23:30:00 GMT", "Asia/Seoul") == THIRD
    assert first_day("2024-05-03T02:00:00+09:00", "UTC") == date(2024, 5, 2)
    assert first_day("2024-05-03T02:00:00+09:00") == THIRD


def test_a_document_states_its_day_in_a_line_of_its_own() -> None:
    assert dateline(["Press release", "Vessby, 3 May 2024", "They met on May 2, 2024."]) == THIRD
    assert dateline(["Date: 2024.5.3", "Talks"]) == THIRD
    assert dateline(["They met on May 2, 2024", "and again on May 3, 2024."]) is None
    assert dateline(["3 May 2024", "4 May 2024"]) is None
