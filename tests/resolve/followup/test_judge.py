"""Which later entry follows up which earlier one, pair by pair; the stories in bench hold the rest."""

from dataclasses import replace
from datetime import date

import pytest

from communique.records import Entry, Release
from communique.records.kinds import Kind
from communique.resolve.followup import Case, Link, judge
from tests.made import actor, make_entry, make_release, when


def case(key: str, words: str, kind: Kind, value: str | None, published: date, **slots: object) -> Case:
    """Return an entry of Ardia that rests on all words of its release."""
    release = make_release(key, "News", words, published=published)
    who = actor(release, "Ardia", "by", "country", country="XA")
    entry: Entry = make_entry(release, kind, words, attribute=value, actors=(who,))
    return Case(replace(entry, **slots), release)  # type: ignore[arg-type]  # slots go through as they come


def dated(one: Case, words: str, first: date, last: date | None = None) -> Case:
    release: Release = one.release
    return Case(replace(one.entry, when=when(release, words, first, last)), release)


PLEDGE = case(
    "pledge", "Ardia agreed to open a tin smelter in Vessby", "commitment", "agreed", date(2022, 3, 1)
)


def found(words: str, kind: Kind, value: str, published: date = date(2023, 5, 1)) -> Link | None:
    return judge(PLEDGE, case(words, words, kind, value, published))


@pytest.mark.parametrize(
    ("words", "kind", "value", "relation"),
    [
        ("The tin smelter of Ardia in Vessby was opened", "milestone", "launched", "fulfil"),
        ("Work on the tin smelter of Ardia in Vessby has begun", "milestone", "started", "advance"),
        ("Ardia confirmed that it will open the tin smelter in Vessby", "commitment", "intended", "restate"),
        ("Ardia has scrapped the tin smelter in Vessby", "commitment", "intended", "withdraw"),
        (
            "The opening of the tin smelter of Ardia in Vessby was postponed",
            "milestone",
            "planned",
            "postpone",
        ),
    ],
)
def test_a_later_word_of_the_same_thing(words: str, kind: Kind, value: str, relation: str) -> None:
    link = found(words, kind, value)
    assert link
    assert (link.relation, link.decision) == (relation, "accepted")
    assert abs(sum(share for _, share in link.features) - link.score) < 0.001 or link.score == 1.0


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("The lead smelter of Ardia in Korvo was opened", "milestone", "launched"),
        ("Ardia agreed to open a school for divers", "commitment", "agreed"),
        ("Ardia will open a further tin smelter in Vessby", "commitment", "intended"),
    ],
)
def test_a_word_of_another_thing_is_never_accepted(words: str, kind: Kind, value: str) -> None:
    link = found(words, kind, value)
    assert link is None or link.decision == "proposed"


def test_what_ended_before_the_promise_does_not_keep_it() -> None:
    words = "The tin smelter of Ardia in Vessby was opened in 2020"
    early = dated(case("old", words, "milestone", "launched", date(2023, 5, 1)), "2020", date(2020, 1, 1))
    assert judge(PLEDGE, early) is None


def test_the_order_of_the_two_does_not_matter() -> None:
    later = case(
        "l", "The tin smelter of Ardia in Vessby was opened", "milestone", "launched", date(2023, 5, 1)
    )
    assert judge(PLEDGE, later) == judge(later, PLEDGE)


def test_two_entries_of_one_release_do_not_follow_up_each_other() -> None:
    assert judge(PLEDGE, Case(replace(PLEDGE.entry, id="ent-other"), PLEDGE.release)) is None


def test_rare_words_of_the_ledger_count_for_less_where_they_are_common_there() -> None:
    later = case(
        "l", "The tin smelter of Ardia in Vessby was opened", "milestone", "launched", date(2023, 5, 1)
    )
    rare, common = judge(PLEDGE, later), judge(PLEDGE, later, lambda word: 0.1)
    assert rare and (common is None or common.score < rare.score)
