"""Which later entry follows up which earlier one, pair by pair; the stories in bench hold the rest."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from communique.records import AmountSlot, Entry, Release
from communique.records.kinds import Kind
from communique.resolve.followup import Case, Link, judge
from tests.made import actor, make_entry, make_release, span, when


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


START = case(
    "start",
    "Ardia will begin the construction of the Tarn Bay Storage Terminal in May",
    "milestone",
    "planned",
    date(2022, 3, 1),
)
START = dated(START, "May", date(2022, 5, 1), date(2022, 5, 31))


def test_a_day_moved_from_one_to_another_is_postponed() -> None:
    words = "The start of construction of Ardia's Tarn Bay Storage Terminal was postponed from May to October"
    later = case("later", words, "milestone", "planned", date(2022, 5, 20))
    later = dated(later, "from May to October", date(2022, 5, 1), date(2022, 10, 31))
    link = judge(START, later)
    assert link
    assert (link.relation, link.decision) == ("postpone", "accepted")


def test_another_terminal_is_not_the_terminal() -> None:
    words = "The Osk Storage Terminal in Ardia has been completed"
    link = judge(START, case("osk", words, "milestone", "completed", date(2023, 5, 1)))
    assert link is None or link.decision != "accepted"


def test_the_end_of_a_thing_moved_is_not_its_start_moved() -> None:
    words = "Ardia now expects to complete the Tarn Bay Storage Terminal by June instead of April"
    later = case("end", words, "milestone", "planned", date(2022, 4, 20))
    link = judge(START, dated(later, "by June", date(2022, 6, 1), date(2022, 6, 30)))
    assert link is None or link.decision != "accepted"


def test_what_a_request_asked_for_is_done_by_the_same_verb() -> None:
    asked = case(
        "asked",
        "Ardia asked to lift the restriction on smoked eel",
        "commitment",
        "requested",
        date(2022, 1, 9),
    )
    done = case("done", "Ardia lifted the restriction on smoked eel", "measure", "adopted", date(2022, 9, 9))
    link = judge(asked, done)
    assert link
    assert (link.relation, link.decision) == ("fulfil", "accepted")


def test_persons_are_told_apart_by_who_they_are() -> None:
    def seen(key: str, name: str, entity: str | None) -> Case:
        one = case(key, f"{name} of Ardia spoke", "commitment", "agreed", date(2022, 1, 9))
        return Case(
            replace(one.entry, actors=(replace(actor(one.release, name), type="person", entity=entity),)),
            one.release,
        )

    minister = seen("a", "Ana Kim", "act-1")
    assert minister.meets(seen("b", "Kim Ana-ri", "act-1"))[0] == 1
    assert minister.meets(seen("c", "Bo Kim", "act-2"))[0] == 0
    assert minister.meets(seen("d", "Kim", "act-3"))[0] == 1
    assert minister.meets(seen("e", "Bo Kim", None))[0] == 1


def counted(one: Case, words: str, value: int, unit: str) -> Case:
    slot = AmountSlot(Decimal(value), unit, "=", *span(one.release, words))
    return Case(replace(one.entry, amounts=(*one.entry.amounts, slot)), one.release)


ANNOUNCED = counted(
    case("m", "Ardia announced USD 9 million for tin miners", "measure", "adopted", date(2022, 3, 1)),
    *("USD 9 million", 9_000_000, "USD"),
)


@pytest.mark.parametrize("value", ["adopted", "planned"])
def test_money_that_was_announced_and_is_told_again_is_the_same_money(value: str) -> None:
    words = "Ardia reaffirmed its USD 9 million for tin miners"
    again = counted(case("n", words, "measure", value, date(2023, 6, 1)), "USD 9 million", 9_000_000, "USD")
    link = judge(ANNOUNCED, again)
    assert link
    assert (link.relation, link.decision) == ("restate", "accepted")


def test_what_money_was_for_is_not_money_paid() -> None:
    pledged = counted(
        case("p", "Ardia pledged USD 9 million for tin miners", "agreement", "pledged", date(2022, 3, 1)),
        *("USD 9 million", 9_000_000, "USD"),
    )
    done = case("q", "The tin miners of Ardia have been trained", "milestone", "completed", date(2023, 6, 1))
    link = judge(pledged, done)
    assert link is None or link.decision == "proposed"


def test_a_number_that_is_raised_takes_the_place_of_the_old_one() -> None:
    old = case("o", "Ardia will train 80 tin smiths", "commitment", "intended", date(2022, 3, 1))
    words = "Ardia raised the number of tin smiths it will train from 80 to 150"
    new = case("r", words, "measure", "adopted", date(2023, 6, 1))
    new = counted(counted(new, "80", 80, "smith"), "150", 150, "smith")
    link = judge(counted(old, "80", 80, "smith"), new)
    assert link
    assert link.relation == "supersede"


@pytest.mark.parametrize("words", ["A first consignment of tin was delivered by Ardia"])
def test_a_first_consignment_is_a_part(words: str) -> None:
    promised = case("s", "Ardia will deliver tin to Osk", "commitment", "intended", date(2022, 3, 1))
    link = judge(promised, case("t", words, "agreement", "delivered", date(2022, 6, 1)))
    assert link is None or link.relation == "advance"


def test_no_rule_rests_on_what_is_not_surely_read() -> None:
    words = "The tin smelter of Ardia in Vessby was opened"
    later = case("u", words, "milestone", "launched", date(2023, 5, 1))
    unsure = Case(replace(later.entry, confidence=0.6), later.release)
    link = judge(PLEDGE, unsure)
    assert link
    assert (link.decision, link.features[-1][0]) == ("proposed", "one of the two is not surely read")


def test_help_for_one_state_is_none_for_another() -> None:
    promised = case("v", "Ardia will give 12 boats to Kenya", "commitment", "intended", date(2022, 3, 1))
    given = case("w", "Ardia gave 12 boats to Ghana", "agreement", "delivered", date(2023, 3, 1))
    boats = [counted(one, "12 boats", 12, "boat") for one in (promised, given)]
    link = judge(boats[0], boats[1])
    assert link is None or link.decision == "proposed"
