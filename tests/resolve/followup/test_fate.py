"""Where an undertaking stands as of a day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.resolve.followup import RELATIONS, Fate, Fates, Relation, Thing, Tie

PLEDGE = Thing("pledge", date(2020, 3, 1), date(2021, 6, 30))
UNDATED = Thing("undated", date(2020, 3, 1), None)


def fate(thing: Thing, today: date, *words: tuple[Relation, date] | tuple[Relation, date, date]) -> Fate:
    """Return the fate of a thing of which later entries, each a relation, a day and a deadline, speak."""
    later = [
        Thing(f"later {at}", told[1], told[2] if len(told) > 2 else None) for at, told in enumerate(words)
    ]
    ties = [Tie(thing.id, one.id, told[0]) for one, told in zip(later, words, strict=True)]
    return Fates({one.id: one for one in [thing, *later]}, ties).of(thing, today)


def statuses(found: Fate) -> list[str]:
    return [step.status for step in found.history]


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2021, 6, 30), "open"),
        (date(2021, 7, 1), "overdue"),
        (date(2022, 6, 30), "overdue"),
        (date(2022, 7, 1), "silent"),
    ],
)
def test_a_deadline_passed_without_word_is_overdue_and_a_year_on_silent(today: date, status: str) -> None:
    assert fate(PLEDGE, today).status == status


def test_what_names_no_day_is_silent_after_two_years_without_word() -> None:
    assert fate(UNDATED, date(2022, 3, 1)).status == "open"
    assert fate(UNDATED, date(2022, 3, 2)).status == "silent"
    assert fate(UNDATED, date(2022, 3, 2), ("restate", date(2021, 3, 1))).status == "open"


def test_a_postponement_moves_the_deadline() -> None:
    moved: tuple[Relation, date, date] = ("postpone", date(2021, 5, 1), date(2022, 6, 30))
    assert fate(PLEDGE, date(2021, 12, 1), moved).status == "postponed"
    found = fate(PLEDGE, date(2022, 7, 1), moved)
    assert statuses(found) == ["open", "postponed", "overdue"]
    assert found.deadline == date(2022, 6, 30)
    assert found.history[-1].entry == "later 0"


def test_what_was_overdue_can_still_be_kept() -> None:
    found = fate(PLEDGE, date(2024, 1, 1), ("fulfil", date(2021, 9, 1)))
    assert statuses(found) == ["open", "overdue", "fulfilled"]


@pytest.mark.parametrize(("relation", "status"), [("withdraw", "withdrawn"), ("supersede", "superseded")])
def test_what_has_ended_stays_so(relation: Relation, status: str) -> None:
    found = fate(PLEDGE, date(2030, 1, 1), (relation, date(2020, 9, 1)), ("advance", date(2020, 10, 1)))
    assert found.status == status


def test_a_later_word_is_not_known_before_it_is_said() -> None:
    assert fate(PLEDGE, date(2021, 1, 1), ("fulfil", date(2021, 2, 1))).status == "open"


def test_a_pledge_told_again_is_one_and_each_telling_has_its_fate() -> None:
    again, kept = Thing("again", date(2020, 9, 1), None), Thing("kept", date(2021, 2, 1), None)
    ties = [Tie("pledge", "again", "restate"), Tie("again", "kept", "fulfil")]
    fates = Fates({one.id: one for one in (PLEDGE, again, kept)}, ties)
    for thing in (PLEDGE, again):
        found = fates.of(thing, date(2021, 3, 1))
        assert (found.head, found.status, found.restated) == ("pledge", "fulfilled", ("again",))
    assert [fates.head(name) for name in ("pledge", "again", "kept")] == ["pledge", "pledge", "kept"]


LATER = st.lists(
    st.tuples(st.sampled_from(RELATIONS), st.integers(1, 2000), st.none() | st.integers(1, 2000)), max_size=6
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=LATER, days=st.integers(0, 4000), data=st.data())
def test_the_order_of_links_does_not_matter_and_steps_never_go_back(
    told: list[tuple[Relation, int, int | None]], days: int, data: st.DataObject
) -> None:
    start = PLEDGE.published
    later = [
        Thing(f"later {at}", start + timedelta(days), start + timedelta(due) if due else None)
        for at, (_, days, due) in enumerate(told)
    ]
    things = {one.id: one for one in (PLEDGE, *later)}
    ties = [Tie("pledge", one.id, told[at][0]) for at, one in enumerate(later)]
    today = start + timedelta(days)
    found = Fates(things, ties).of(PLEDGE, today)
    assert found == Fates(things, data.draw(st.permutations(ties))).of(PLEDGE, today)
    assert found.history[0].status == "open"
    assert [s.on for s in found.history] == sorted(s.on for s in found.history)
    assert all(step.on <= today for step in found.history)


def test_what_one_release_tells_as_two_stays_two_when_one_of_them_is_told_again() -> None:
    start = Thing("start", date(2020, 3, 1), date(2020, 6, 30), "rel-1")
    end = Thing("end", date(2020, 3, 1), date(2021, 6, 30), "rel-1")
    moved = Thing("moved", date(2020, 6, 1), date(2020, 9, 30), "rel-2")
    things = {one.id: one for one in (start, end, moved)}
    ties = [Tie("start", "moved", "postpone", 0.9), Tie("end", "moved", "postpone", 0.8)]
    found = Fates(things, ties)
    assert found.of(start, date(2020, 8, 1)).status == "postponed"
    assert found.of(end, date(2020, 8, 1)).status == "open"
    confirmed = Fates(things, [ties[0], Tie("end", "moved", "postpone")])
    assert confirmed.of(end, date(2020, 8, 1)).status == "postponed"
