"""Which undertakings have a day to miss."""

from dataclasses import replace
from datetime import date

import pytest

from communique.query.status import Status, status_of
from communique.records.kinds import TimeBound
from tests.made import BODY, PUBLISHED, commitment, make_release, meeting, when

RELEASE = make_release(body=f"{BODY} Text of H1 and since 2024.")


@pytest.mark.parametrize(
    ("words", "first", "last", "bound", "today", "status"),
    [
        ("by June 30", date(2024, 6, 30), date(2024, 6, 30), "by", date(2024, 6, 30), "open"),
        ("by June 30", date(2024, 6, 30), date(2024, 6, 30), "by", date(2024, 7, 1), "overdue"),
        ("H1", date(2024, 1, 1), date(2024, 6, 30), "=", date(2024, 5, 1), "open"),
        ("H1", date(2024, 1, 1), date(2024, 6, 30), "=", date(2024, 7, 1), "overdue"),
        ("April 22", date(2024, 4, 22), date(2024, 4, 22), "=", date(2030, 1, 1), "open"),
        ("since 2024", date(2024, 1, 1), date(2024, 12, 31), "since", date(2030, 1, 1), "open"),
    ],
)
def test_a_vague_day_is_missed_at_its_end_and_the_day_of_the_act_never(
    words: str, first: date, last: date, bound: TimeBound, today: date, status: Status
) -> None:
    entry = replace(commitment(RELEASE), when=when(RELEASE, words, first, last, bound))
    assert status_of(entry, PUBLISHED, today) == status


def test_what_has_no_day_stays_open() -> None:
    assert status_of(replace(commitment(RELEASE), when=None), PUBLISHED, date(2030, 1, 1)) == "open"


def test_what_is_done_has_no_status() -> None:
    assert status_of(meeting(RELEASE), PUBLISHED, PUBLISHED) is None
