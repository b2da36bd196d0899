"""The editions of a series, its gaps and its pace."""

from datetime import date

import pytest

from communique.resolve.mechanisms import Mechanism, Telling, compare, mechanisms_of
from tests.resolve.mechanisms.tellings import telling, yearly

STEEL = "Korea-Japan Steel Dialogue"


def one(told: list[Telling], today: date = date(2024, 6, 1)) -> Mechanism:
    (found,) = mechanisms_of(told, today)
    return found


def states(found: Mechanism) -> list[tuple[int | None, str]]:
    return [(e.ordinal, e.state) for e in found.editions]


def test_a_skipped_number_is_missing_and_its_gap_is_told() -> None:
    told = [*yearly(STEEL, 17, range(2016, 2019)), telling(STEEL, 21, date(2023, 4, 22))]
    found = one(told)
    assert states(found) == [
        *((n, "held") for n in (17, 18, 19)),
        (20, "missing"),
        (21, "held"),
    ]
    (gap,) = found.gaps
    assert (gap.after, gap.before, gap.skipped) == (date(2018, 5, 10), date(2023, 4, 22), 1)
    assert found.cadence_days == 365


def test_a_misread_number_is_doubtful_and_makes_no_missing_rows() -> None:
    told = [*yearly(STEEL, 20, range(2019, 2024)), telling(STEEL, 2023, date(2021, 11, 2))]
    found = one(told)
    assert [n for n, _ in states(found)] == [20, 21, 22, None, 23, 24]
    assert [e.doubtful for e in found.editions if e.doubtful] == [2023]
    lone = one([telling(STEEL, 21, date(2021, 5, 1)), telling(STEEL, 114, date(2022, 5, 1))])
    assert "missing" not in {e.state for e in lone.editions}


def test_a_number_told_of_two_far_meetings_is_doubtful_once() -> None:
    found = one([*yearly(STEEL, 3, range(2019, 2022)), telling(STEEL, 5, date(2023, 5, 1))])
    assert [(e.ordinal, e.doubtful) for e in found.editions] == [(3, None), (4, None), (5, None), (None, 5)]


def test_a_frequent_series_that_is_seldom_told_has_no_hundred_missing_rows() -> None:
    found = one([telling(STEEL, 10, date(2015, 1, 5)), telling(STEEL, 140, date(2024, 1, 5))])
    assert states(found) == [(10, "held"), (140, "held")]
    assert found.gaps[0].skipped == 129


def test_an_announced_edition_is_planned_until_a_release_reports_it() -> None:
    ahead = telling(STEEL, 6, date(2024, 9, 3), published=date(2024, 5, 1))
    told = [*yearly(STEEL, 4, range(2022, 2024)), ahead]
    assert states(one(told))[-1] == (6, "planned")
    assert one(told).next_expected == date(2024, 9, 3)
    assert states(one(told, date(2025, 1, 1)))[-1] == (6, "planned")
    held = one([*told, telling(STEEL, 6, date(2024, 9, 4))], date(2025, 1, 1))
    assert (states(held)[-1], held.editions[-1].start) == ((6, "held"), date(2024, 9, 4))


def test_a_moved_date_is_that_of_the_latest_announcement() -> None:
    first = telling(STEEL, 6, date(2024, 9, 3), published=date(2024, 5, 1))
    moved = telling(STEEL, 6, date(2024, 11, 5), published=date(2024, 8, 1))
    assert [e.start for e in one([moved, first]).editions] == [date(2024, 11, 5)]


def test_one_meeting_told_by_both_sides_is_one_with_two_sources() -> None:
    here = telling(STEEL, 6, date(2024, 5, 3), where="Seoul")
    there = telling("Japan-Korea Steel Dialogue", None, date(2024, 5, 3), publisher="jp", states=("KR", "JP"))
    found = one([here, there])
    (edition,) = found.editions
    assert len(edition.tellings) == 2
    sides = compare([(t.release, t.entry) for t in edition.tellings])
    assert ("when", "2024-05-03") in sides.shared
    assert {side.release: side.only for side in sides.sides} == {
        here.release: (("where", "Seoul"), ("ordinal", "6")),
        there.release: (),
    }


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2024, 5, 1), "alive"), (date(2025, 3, 1), "due"), (date(2027, 1, 1), "dormant")],
)
def test_a_series_is_alive_due_or_dormant_by_its_own_pace(today: date, status: str) -> None:
    found = one(yearly(STEEL, 1, range(2019, 2024)), today)
    assert (found.status, found.next_expected, found.founded) == (status, date(2024, 5, 9), 2019)


def test_the_founding_is_told_and_the_level_named() -> None:
    name = "Korea-Japan Ministerial Energy Dialogue"
    begun = telling(name, None, date(2008, 3, 1), kind="milestone", attribute="launched")
    found = one([begun, *yearly(name, 12, range(2020, 2023))])
    assert (found.founded, found.level, found.members) == (2008, "ministerial", ("JP", "KR"))


def test_the_pace_is_that_of_one_edition_where_a_number_was_skipped() -> None:
    found = one(
        [telling(STEEL, 6, date(2021, 5, 10)), telling(STEEL, 8, date(2023, 5, 10))], date(2023, 6, 1)
    )
    assert (found.cadence_days, found.next_expected) == (365, date(2024, 5, 9))
