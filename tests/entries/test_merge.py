"""Two tellings of one fact become one entry; two facts stay two."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from communique.entries.merge import merge
from communique.records import AmountSlot, Entry, MechanismSlot
from tests.made import actor, make_entry, make_release, meeting, when

RELEASE = make_release()
TALKS = meeting(RELEASE)


def told_again(**change: object) -> Entry:
    again = make_entry(RELEASE, "meeting", "hold 4th Tin Dialogue", actors=TALKS.actors[:2])
    return replace(again, **change)  # type: ignore[arg-type]  # slots by name


def test_event_in_title_and_body_is_one_entry_with_two_evidences() -> None:
    merged = merge([told_again(), TALKS])
    assert len(merged) == 1
    assert len(merged[0].evidence) == 2
    assert merged[0].when == TALKS.when
    assert {a.name for a in merged[0].actors} == {a.name for a in TALKS.actors}


def test_other_day_or_other_ordinal_is_another_event() -> None:
    later = told_again(when=when(RELEASE, "by June 30", date(2024, 6, 30)))
    fifth = told_again(mechanism=MechanismSlot("Tin Dialogue", 5, 0, 5))
    assert len(merge([TALKS, later])) == 2
    assert len(merge([TALKS, fifth])) == 2


def test_a_minister_who_meets_two_people_on_one_day_has_two_meetings() -> None:
    minister, first, second = (actor(RELEASE, name) for name in ("Ana Röst", "Ole Dahl", "Officials"))
    day = when(RELEASE, "by June 30", date(2024, 6, 30))
    one = make_entry(RELEASE, "meeting", "hold 4th Tin Dialogue", actors=(minister, first), when=day)
    two = make_entry(RELEASE, "meeting", "agreed to open", actors=(minister, second), when=day)
    assert len(merge([one, two])) == 2
    assert len(merge([one, replace(two, actors=(minister, first))])) == 1


def test_a_telling_without_the_ordinal_on_the_same_day_is_the_same_edition() -> None:
    uncounted = told_again(mechanism=MechanismSlot("Tin Dialogue", None, 0, 5), when=TALKS.when)
    merged = merge([uncounted, TALKS])
    assert [entry.mechanism and entry.mechanism.ordinal for entry in merged] == [4]
    assert (
        len(merge([told_again(mechanism=MechanismSlot("Tin Dialogue", None, 0, 5), actors=()), TALKS])) == 2
    )


def test_figures_with_the_same_amount_are_one_and_with_others_two() -> None:
    amount = AmountSlot(Decimal("1500000"), "USD", "=", 0, 5)
    one = make_entry(RELEASE, "figure", "USD 1.50 million", attribute="result", amounts=(amount,))
    two = make_entry(RELEASE, "figure", "from Ardia", attribute="result", amounts=(amount,))
    three = replace(two, amounts=(replace(amount, value=Decimal("1600000")),))
    assert len(merge([one, two])) == 1
    assert len(merge([one, three])) == 2


def test_promise_and_request_are_never_one() -> None:
    by = actor(RELEASE, "Ardia", "by", "country")
    agreed = make_entry(RELEASE, "commitment", "agreed to open", attribute="agreed", actors=(by,))
    asked = make_entry(RELEASE, "commitment", "joint smelter", attribute="requested", actors=(by,))
    assert len(merge([agreed, asked])) == 2
