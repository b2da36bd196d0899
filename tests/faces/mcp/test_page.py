"""A page holds what fits; what is larger than a page is shortened and says so."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from communique.faces.mcp.page import MOST_BYTES, fitted, paged

TEXTS = st.builds(
    lambda sign, count: sign * count, st.sampled_from(["a", "é", "한", "\n"]), st.integers(0, 9_000)
)
ITEMS = st.dictionaries(
    st.sampled_from(["quote", "actors", "when"]),
    st.one_of(TEXTS, st.lists(st.dictionaries(st.sampled_from(["name", "role"]), TEXTS), max_size=30)),
)


@given(st.lists(ITEMS, max_size=6))
def test_pages_are_small_and_together_hold_every_item(items: list[dict[str, Any]]) -> None:
    offset: int | None = 0
    seen = 0
    while offset is not None:
        page = paged({"words": "tin"}, items[offset:], offset, len(items))
        assert len(page.encode()) <= MOST_BYTES
        answer = json.loads(page)
        seen += len(answer["items"])
        offset = answer.get("next_offset")
        assert answer["items"] or offset is None
    assert seen == len(items)


def test_what_fits_is_left_as_it_is() -> None:
    assert fitted({"quote": "a" * 900}, 1_000) == {"quote": "a" * 900}


def test_what_does_not_fit_is_shortened_and_says_so() -> None:
    small = fitted({"quote": "a" * 9_000, "day": "2024-06-30"}, 1_000)
    assert small["cut"] is True
    assert small["quote"].endswith("a…")
    assert small["day"] == "2024-06-30"
