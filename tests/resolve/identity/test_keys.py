"""Names that are one meet under a key, so that blocking loses none of them."""

import pytest
from bench.identity import Judged, judged, sides

from communique.resolve.identity.keys import asked_keys, stored_keys

SAME = [one for name in ("pairs", "held") for one in judged(name) if one.same and one.found.same]
# Both are names of one entity of the registry, over which they are tied without meeting each other.
MET = [one for one in SAME if "registry" not in one.found.why]


@pytest.mark.parametrize("one", MET, ids=[one.words for one in MET])
def test_two_names_of_one_meet_under_a_key_from_either_side(one: Judged) -> None:
    a, b = sides(one.words, one.sort)
    assert asked_keys(a) & stored_keys(b)
    assert asked_keys(b) & stored_keys(a)
