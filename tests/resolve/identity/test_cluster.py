"""Groups are the same whatever the order of ties, and hold no two that were told apart."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from communique.resolve.identity.cluster import Tie, gather, pair

IDS = tuple("abcdefgh")
pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1])
ties = st.lists(
    st.builds(
        lambda p, score, person: Tie(*pair(*p), score, person),
        pairs,
        st.sampled_from((0.9, 0.95, 1.0)),
        st.booleans(),
    ),
    max_size=14,
)
denials = st.lists(pairs.map(lambda p: pair(*p)), max_size=5)


@given(ties, denials, st.randoms())
def test_the_order_of_ties_does_not_matter(
    told: list[Tie], denied: list[tuple[str, str]], random: object
) -> None:
    other = list(told)
    random.shuffle(other)  # type: ignore[attr-defined]  # hypothesis types it as object
    assert gather(told, denied).leader == gather(other, denied).leader


@given(ties, denials)
def test_no_group_holds_a_denied_pair(told: list[Tie], denied: list[tuple[str, str]]) -> None:
    leader = gather(told, denied).leader
    assert all(leader.get(a, a) != leader.get(b, b) for a, b in denied)


@given(ties)
def test_without_denials_every_tie_holds(told: list[Tie]) -> None:
    leader = gather(told, ()).leader
    assert all(leader[tie.a] == leader[tie.b] for tie in told)


@given(ties, st.sets(st.sampled_from(IDS), max_size=4))
def test_only_a_person_joins_two_of_the_registry(told: list[Tie], registered: set[str]) -> None:
    by_rule = [tie for tie in told if not tie.by_person]
    leader = gather(by_rule, (), registered).leader
    assert all(leader.get(a, a) != leader.get(b, b) for a, b in combinations(sorted(registered), 2))


def test_a_person_goes_before_a_rule_and_the_surer_before_the_less_sure() -> None:
    told = [Tie("a", "b", 0.9, True), Tie("b", "c", 0.95), Tie("a", "c", 0.99)]
    assert gather(told, [("a", "c")]).leader == {"a": "a", "b": "a", "c": "c"}
    assert gather(told[1:], [("a", "b")]).leader == {"a": "a", "b": "b", "c": "a"}
