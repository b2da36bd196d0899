"""Who held an office on a day, as far as releases tell."""

from datetime import date

import pytest

from communique.resolve.identity.holders import Sighting, holder_on

BRENK, DAHL = "act-brenk", "act-dahl"
TOLD = [
    Sighting(BRENK, "Odalys Brenk", date(2022, 3, 1), "rel-1"),
    Sighting(BRENK, "Odalys Brenk", date(2023, 3, 1), "rel-2"),
    Sighting(DAHL, "Ole Dahl", date(2024, 2, 1), "rel-3"),
]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2022, 9, 1), BRENK),  # between two tellings of her
        (date(2023, 9, 1), None),  # she or already he
        (date(2024, 2, 1), DAHL),
        (date(2024, 9, 1), DAHL),  # nobody else since
        (date(2021, 9, 1), None),  # before anybody is told
        (date(2028, 1, 1), None),  # too long ago
    ],
)
def test_the_minister_is_who_held_the_office_that_day(day: date, held: str | None) -> None:
    found = holder_on(TOLD, day)
    assert (found.person if found else None) == held


def test_two_told_on_one_day_leave_it_open() -> None:
    both = [*TOLD, Sighting(DAHL, "Ole Dahl", date(2023, 3, 1), "rel-4")]
    assert holder_on(both, date(2023, 3, 2)) is None
