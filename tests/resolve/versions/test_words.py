"""The differences of two texts: the one becomes the other by them, and they are as small as words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.resolve.versions import Hunk, hunks

WORDS = st.lists(
    st.sampled_from(["tin", "ore", "met", "June", "30", ".", "\n", "smelter", "“x”"]), max_size=40
)


def replaced(old: str, new: str, found: tuple[Hunk, ...]) -> str:
    """Return `old` with each difference put in its place."""
    parts, at = [], 0
    for hunk in found:
        parts += [old[at : hunk.old.start], new[hunk.new.start : hunk.new.end]]
        at = hunk.old.end
    return "".join([*parts, old[at:]])


@given(WORDS, WORDS)
def test_the_differences_lead_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    found = hunks(old, new)
    assert "".join(replaced(old, new, found).split()) == "".join(new.split())
    for a, b in pairwise(found):
        assert a.old.end <= b.old.start
        assert a.new.end <= b.new.start


@given(WORDS)
def test_a_text_does_not_differ_from_itself_nor_from_its_blanks(words: list[str]) -> None:
    assert hunks(" ".join(words), " ".join(words)) == ()
    assert hunks(" ".join(words), "  ".join(words)) == ()


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("Ardia gave USD 80 million in 2020.", "Ardia gave USD 58 million in 2021.", ["80>58", "2020>2021"]),
        ("They met. Tin was sold.", "They met. Ore came. Tin was sold.", [">Ore came."]),
        ("They met in Vessby, and ate.", "They met in Vessby.", [", and ate>"]),
        (
            "One fine day it ended",
            "Two foul nights it began",
            ["One fine day>Two foul nights", "ended>began"],
        ),
        (
            "A fair day it rained hard",
            "Two wet nights it blew ill",
            ["A fair day it rained hard>Two wet nights it blew ill"],
        ),
    ],
)
def test_a_difference_is_no_larger_than_need_be(old: str, new: str, pairs: list[str]) -> None:
    found = [f"{old[h.old.start : h.old.end]}>{new[h.new.start : h.new.end]}" for h in hunks(old, new)]
    assert found == pairs
