"""Which undertakings have a day to miss."""

from dataclasses import replace
from datetime import date

import pytest

from communique.records.kinds import TimeBound
from communique.records.undertaking import deadline, is_ahead
from tests.made import BODY, PUBLISHED, commitment, make_release, meeting, when

RELEASE = make_release(body=f"{BODY} Text of H1 and since 2024.")


@pytest.mark.parametrize(
    ("words", "first", "last", "bound", "missed"),
    [
        ("by June 30", date(2024, 6, 30), date(2024, 6, 30), "by", date(2024, 6, 30)),
        ("H1", date(2024, 1, 1), date(2024, 6, 30), "=", date(2024, 6, 30)),
        ("April 22", date(2024, 4, 22), date(2024, 4, 22), "=", None),
        ("since 2024", date(2024, 1, 1), date(2024, 12, 31), "since", None),
    ],
)
def test_a_vague_day_is_missed_at_its_end_and_the_day_of_the_act_never(
    words: str, first: date, last: date, bound: TimeBound, missed: date | None
) -> None:
    entry = replace(commitment(RELEASE), when=when(RELEASE, words, first, last, bound))
    assert deadline(entry, PUBLISHED) == missed


def test_a_meeting_is_ahead_only_where_it_was_announced() -> None:
    assert not is_ahead(meeting(RELEASE), PUBLISHED)
    assert is_ahead(meeting(RELEASE), date(2024, 4, 1))
    assert is_ahead(replace(commitment(RELEASE), when=None), PUBLISHED)


def test_a_step_of_a_later_day_is_ahead_whatever_stage_it_names() -> None:
    later = when(RELEASE, "June 30", date(2024, 6, 30), date(2024, 6, 30))
    in_force = replace(commitment(RELEASE), kind="measure", attribute="in_force", when=later)
    assert is_ahead(in_force, PUBLISHED)
    assert not is_ahead(in_force, date(2024, 7, 1))
    assert not is_ahead(replace(in_force, kind="figure", attribute="result"), PUBLISHED)
