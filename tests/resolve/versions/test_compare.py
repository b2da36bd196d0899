"""What became of an undertaking between two tellings."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import AmountSlot, Entry, Release
from communique.resolve.versions import Compared, Side, compare
from tests.made import PUBLISHED, actor, make_entry, make_release, when

OPEN = "agreed to open a joint smelter by {day}"
ORE = "pledged to ship more ore to the coast"


def told(words: str = OPEN, day: str = "June 30", due: date = date(2024, 6, 30), **slots: Any) -> Side:
    """Return a telling of one commitment with a deadline."""
    words = words.format(day=day)
    release = make_release(body=f"At dusk Ardia {words} with care.")
    parties = (actor(release, "Ardia", "by", "country"),)
    slots = {"attribute": "agreed", "actors": parties, **slots}
    if day in words:
        slots["when"] = when(release, day, due, bound="by")
    return Side([make_entry(release, "commitment", words, **slots)], PUBLISHED)


def money(value: str, bound: Any = "=") -> tuple[AmountSlot, ...]:
    return (AmountSlot(Decimal(value), "USD", bound, 0, 1),)


@pytest.mark.parametrize(
    ("old", "new", "what", "slots"),
    [
        (told(), told(), "carried", []),
        (told(), told("agreed that it would open the joint smelter by {day}"), "carried", []),
        (told(), told(day="July 31", due=date(2024, 7, 31)), "moved", ["when"]),
        (told(), told("agreed to open a joint smelter"), "softened", ["when"]),
        (told("agreed to open a joint smelter"), told(), "strengthened", ["when"]),
        (told(), told("plans to open a joint smelter by {day}", attribute="intended"), "softened", ["force"]),
        (told(attribute="requested"), told(), "strengthened", ["force"]),
        (told(), told("agreed to open, if necessary, a joint smelter by {day}"), "softened", ["condition"]),
        (told(amounts=money("5E+6")), told(amounts=money("4E+6")), "softened", ["amount"]),
        (told(amounts=money("5", "<=")), told(amounts=money("5")), "strengthened", ["amount"]),
        (told(amounts=(*money("5"), *money("7"))), told(amounts=money("5")), "carried", ["amount"]),
        (
            told(amounts=money("5"), attribute="intended"),
            told(amounts=money("4")),
            "strengthened",
            ["force", "amount"],
        ),
    ],
)
def test_what_became_of_it(old: Side, new: Side, what: str, slots: list[str]) -> None:
    (found,) = compare(old, new)
    assert (found.what, [change.slot for change in found.changes]) == (what, slots)


def test_what_is_on_one_side_only_is_new_or_dropped() -> None:
    found = compare(told(), told(ORE))
    assert [(one.what, one.old is None) for one in found] == [("new", True), ("dropped", False)]


def test_what_is_done_is_no_undertaking() -> None:
    release = make_release()
    done = make_entry(release, "milestone", "joint smelter", attribute="completed")
    assert compare(Side([], PUBLISHED), Side([done], PUBLISHED)) == ()


def test_a_day_of_the_act_is_no_deadline_that_moved() -> None:
    old, new = told(day="April 1", due=date(2024, 4, 1)), told(day="April 8", due=date(2024, 4, 8))
    assert [one.what for one in compare(old, new)] == ["carried"]


def some(release: Release, number: int) -> Entry:
    words = ("open a joint smelter", "April 22", "USD 1.50 million from Ardia", "12 tariff lines")[number]
    return make_entry(release, "commitment", words, attribute="agreed")


@given(st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)), st.randoms())
def test_every_undertaking_is_there_once_whatever_the_order(
    before: set[int], after: set[int], random: Any
) -> None:
    old, new = ([some(make_release(), n) for n in side] for side in (before, after))
    found = compare(Side(old, PUBLISHED), Side(new, PUBLISHED))
    assert sorted(one.old.id for one in found if one.old) == sorted(one.id for one in old)
    assert sorted(one.new.id for one in found if one.new) == sorted(one.id for one in new)
    random.shuffle(old)
    random.shuffle(new)
    assert compare(Side(old, PUBLISHED), Side(new, PUBLISHED)) == found


def test_turned_around_firmer_is_softer_and_new_is_dropped() -> None:
    mirror = {"new": "dropped", "dropped": "new", "strengthened": "softened", "softened": "strengthened"}
    sides = [told(), told(attribute="intended"), told(day="July 31", due=date(2024, 7, 31)), told(ORE)]

    def whats(found: tuple[Compared, ...]) -> list[str]:
        return sorted(one.what for one in found)

    for old in sides:
        for new in sides:
            turned = [mirror.get(what, what) for what in whats(compare(old, new))]
            assert sorted(turned) == whats(compare(new, old))
