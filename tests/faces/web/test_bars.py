"""A bar is as wide as the days that a deadline may mean, and never wider than what is looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.faces.web.bars import WIDTH, bar
from communique.query import Listed
from communique.records import Entry, Evidence, WhenSlot
from communique.records.kinds import TimeBound
from communique.resolve.followup import Fate
from tests.made import make_release

TODAY = date(2024, 6, 1)
AHEAD = timedelta(days=100)


def due(first: date, last: date, bound: TimeBound = "=", moved: date | None = None) -> Listed:
    """Return an undertaking of these days."""
    when = WhenSlot(first, last, bound, "", "then", 0, 1)
    entry = Entry("ent-1", "commitment", (Evidence(0, 1, "A"),), "", "", 1.0, when=when)
    fate = Fate("ent-1", "open", (), moved or last, (), ())
    return Listed(entry, make_release(), "open", 1, fate)


@pytest.mark.parametrize(
    ("first", "last", "bound", "x", "width", "began"),
    [
        (11, 11, "=", 10, 1.6, False),
        (11, 31, "=", 10, 20, False),
        (11, 31, "by", 30, 1.6, False),
        (-20, 11, "=", 0, 10, True),
    ],
)
def test_a_bar_lies_where_the_days_lie(
    first: int, last: int, bound: TimeBound, x: float, width: float, began: bool
) -> None:
    days = [TODAY + timedelta(days=at - 1) for at in (first, last)]
    told = bar(due(*days, bound), TODAY, AHEAD)
    assert told
    assert (told.x, told.width, told.began) == (x, width, began)


def test_the_bar_of_a_day_that_was_moved_is_where_it_was_moved_to() -> None:
    first, last, moved = (TODAY + timedelta(days=at) for at in (-40, -10, 50))
    told = bar(due(first, last, moved=moved), TODAY, AHEAD)
    assert told
    assert (told.x, told.width, told.began) == (50, 1.6, False)


@given(st.integers(-400, 400), st.integers(0, 400), st.sampled_from(["=", "by", "about", "since"]))
def test_no_bar_leaves_the_drawing(first: int, length: int, bound: TimeBound) -> None:
    day = TODAY + timedelta(days=first)
    told = bar(due(day, day + timedelta(days=length), bound), TODAY, AHEAD)
    if told:
        assert 0 <= told.x <= told.x + told.width <= WIDTH + 0.01
    else:
        begins = first + length if bound == "by" else first
        assert first + length < 0 or begins > AHEAD.days
