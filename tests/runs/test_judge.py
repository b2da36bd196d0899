"""A person decides: what is shown, what is refused, and that nothing decided is ever lost."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.ledger import open_ledger
from communique.query import Book, Filters, doctor, list_entries, open_book
from communique.records import Entry, Reading
from communique.runs.judge import Judge
from tests.made import BODY, actor, commitment, evidence, make_entry, make_reading, make_release, meeting

RELEASE = make_release()
PLEDGE, TALKS = commitment(RELEASE), meeting(RELEASE)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    ledger.write([make_reading()])
    return open_book(tmp_path / "a.db")


def ada(book: Book) -> Judge:
    return Judge(book.ledger, "ada")


def shown(book: Book) -> dict[str, Entry]:
    assert doctor(book) == []
    return {one.entry.id: one.entry for one in list_entries(book, None, Filters(min_confidence=0))}


def test_what_is_rejected_is_gone_and_comes_back_when_undone(book: Book) -> None:
    number = ada(book).reject(PLEDGE.id, "a wish")
    assert shown(book) == {TALKS.id: TALKS}
    ada(book).undo(number)
    assert shown(book) == {TALKS.id: TALKS, PLEDGE.id: PLEDGE}


def test_what_is_accepted_is_believed(book: Book) -> None:
    ada(book).accept(PLEDGE.id[:8])
    assert shown(book)[PLEDGE.id] == replace(PLEDGE, confidence=1.0)


def test_a_rejected_entry_may_be_accepted_after_all(book: Book) -> None:
    ada(book).reject(PLEDGE.id, "a wish")
    ada(book).accept(PLEDGE.id)
    assert PLEDGE.id in shown(book)


def told(entry: Entry) -> dict[str, str]:
    """Return the slots of an entry, each as a person would write it."""
    when, where, series = entry.when, entry.where, entry.mechanism
    return {
        "kind": f"{entry.kind}/{entry.attribute}",
        "force": entry.attribute or "",
        "when": f"{when.bound} {when.edtf}" if when else "none",
        "where": f"{where.name}, {where.country}" if where else "none",
        "amounts": "; ".join(f"{a.bound} {a.unit} {a.value:f}" for a in entry.amounts) or "none",
        "actors": "; ".join(f"{a.role} {a.name}:{a.type}" for a in entry.actors),
        "mechanism": f"{series.name}#{series.ordinal}" if series else "none",
        "topics": " ".join(entry.topics),
        "summary": entry.summary,
    }


@pytest.mark.parametrize(
    ("slot", "given"),
    [
        ("force", "intended"),
        ("kind", "measure/planned"),
        ("when", "by 2024-12-31"),
        ("when", "= 2024-07-01/2024-12-31"),
        ("when", "none"),
        ("where", "Vessby, XA"),
        ("amounts", "= USD 1800000; > USD 12"),
        ("amounts", "none"),
        ("actors", "by Ardia:country; to Belmark:country"),
        ("mechanism", "Tin Dialogue#4"),
        ("topics", "energy minerals"),
        ("summary", "A smelter by June"),
    ],
)
def test_a_slot_holds_what_a_person_put_into_it(book: Book, slot: str, given: str) -> None:
    number = ada(book).fix(PLEDGE.id, slot, given)
    found = shown(book)[PLEDGE.id]
    assert told(found)[slot] == given
    assert found.confidence == 1.0
    ada(book).undo(number)
    assert shown(book)[PLEDGE.id] == PLEDGE


def test_a_value_rests_on_the_words_that_are_named(book: Book) -> None:
    ada(book).fix(PLEDGE.id, "when", "2024-04-22", words="April 22")
    assert shown(book)[PLEDGE.id].when.quote == "April 22"  # type: ignore[union-attr]  # it has one


@pytest.mark.parametrize(
    ("slot", "given", "why"),
    [
        ("colour", "red", "no slot"),
        ("force", "sure", "not a force of a commitment"),
        ("stage", "signed", "not a force of a commitment"),
        ("kind", "dream", "one of meeting"),
        ("kind", "measure", "needs its stage"),
        ("when", "soon", "write it as"),
        ("when", "2024-02-30", "day"),
        ("when", "2024-06-30/2024-06-01", "first day is after the last"),
        ("amounts", "much", "write it as"),
        ("amounts", "USD 1.2.3", "write it as"),
        ("actors", "Ardia", "a role first"),
        ("actors", "by Ardia:ship", "no type"),
        ("mechanism", "Dialogue#four", "write it as"),
        ("summary", "none", "an entry has one"),
        ("where", "Vessby, Ardia", "not an ISO 3166"),
    ],
)
def test_a_value_that_is_none_is_refused_and_changes_nothing(
    book: Book, slot: str, given: str, why: str
) -> None:
    with pytest.raises(CommuniqueError, match=why):
        ada(book).fix(PLEDGE.id, slot, given)
    assert shown(book) == {TALKS.id: TALKS, PLEDGE.id: PLEDGE}


def test_what_cannot_be_decided_is_refused(book: Book) -> None:
    judge = ada(book)
    for act, why in (
        (lambda: judge.reject(PLEDGE.id, " "), "say why"),
        (lambda: judge.accept("ent-ffff"), "no entry has this id"),
        (lambda: judge.accept("ent-"), "more than one entry"),
        (lambda: judge.fix(PLEDGE.id, "when", "2024-01-01", words="in May"), "not in the release"),
        (lambda: judge.split(PLEDGE.id), "has one passage"),
        (lambda: judge.split(PLEDGE.id, at="zinc"), "not inside a passage"),
        (lambda: judge.merge(PLEDGE.id, PLEDGE.id, "one"), "one and the same"),
        (lambda: judge.undo(7), "no judgement has this number"),
        (lambda: Judge(book.ledger, "rule:x"), "not the name of a person"),
    ):
        with pytest.raises(CommuniqueError, match=why):
            act()
    first = judge.reject(PLEDGE.id, "a wish")
    with pytest.raises(CommuniqueError, match=f"out of sight by decision {first}"):
        judge.fix(PLEDGE.id, "when", "none")
    judge.accept(PLEDGE.id)
    with pytest.raises(CommuniqueError, match="stands no more"):
        judge.undo(first)


def test_two_that_state_one_fact_are_one(book: Book) -> None:
    number = ada(book).merge(PLEDGE.id, TALKS.id, "one event")
    (one,) = shown(book).values()
    assert (one.id, len(one.evidence), one.amounts) == (TALKS.id, 2, PLEDGE.amounts)
    with pytest.raises(CommuniqueError, match="joined or split"):
        ada(book).accept(PLEDGE.id)
    ada(book).undo(number)
    assert shown(book) == {TALKS.id: TALKS, PLEDGE.id: PLEDGE}


def test_one_that_states_two_facts_is_two(book: Book) -> None:
    number = ada(book).split(PLEDGE.id, at="by June 30")
    parts = [one for key, one in shown(book).items() if key != TALKS.id]
    assert [one.evidence[0].quote for one in parts] == ["agreed to open a joint smelter", "by June 30"]
    assert [one.when is None for one in parts] == [True, False]
    ada(book).reject(parts[1].id, "no fact")
    assert parts[1].id not in shown(book)
    ada(book).undo(number)
    assert shown(book) == {TALKS.id: TALKS, PLEDGE.id: PLEDGE}


def test_a_decision_outlives_another_reading_and_follows_the_passage(book: Book) -> None:
    ada(book).fix(PLEDGE.id, "when", "by 2024-12-31")
    weaker = replace(PLEDGE, id="ent-other", attribute="intended", when=None)
    book.ledger.write([make_reading(RELEASE, TALKS, weaker)])
    found = shown(book)["ent-other"]
    assert (found.attribute, found.when and found.when.last) == ("intended", date(2024, 12, 31))
    shifted = make_release(body=f"Vessby, Ardia. {BODY}")
    book.ledger.write([make_reading(shifted, meeting(shifted), commitment(shifted))])
    found = shown(book)[PLEDGE.id]
    assert found.when
    assert (found.attribute, found.when.last, found.when.start) == (
        "agreed",
        date(2024, 12, 31),
        shifted.text.index("by June 30"),
    )


def test_what_was_accepted_stays_though_it_is_read_no_more(book: Book) -> None:
    ada(book).accept(PLEDGE.id)
    book.ledger.write([make_reading(RELEASE, TALKS)])
    assert shown(book)[PLEDGE.id] == replace(PLEDGE, confidence=1.0)


def test_a_changed_passage_opens_the_decision_again_and_the_old_words_close_it(book: Book) -> None:
    ada(book).reject(PLEDGE.id, "a wish")
    changed = make_release(body=BODY.replace("joint smelter", "shared smelter"))
    said = make_entry(changed, "commitment", "agreed to open a shared smelter by June 30", attribute="agreed")
    book.ledger.write([Reading(changed, (said,), ())])
    assert shown(book) == {said.id: said}
    book.ledger.write([make_reading()])
    assert shown(book) == {TALKS.id: TALKS}


def test_a_neighbour_in_the_same_passage_is_not_taken_for_it(book: Book) -> None:
    first = make_entry(RELEASE, "commitment", "agreed to open a joint smelter by June 30", attribute="agreed")
    second = replace(first, id="ent-second", actors=(actor(RELEASE, "Belmark", "by", "country"),))
    book.ledger.write([make_reading(RELEASE, first, second)])
    ada(book).reject(first.id, "told twice")
    third = replace(first, id="ent-third", evidence=(evidence(RELEASE, "agreed to open"),))
    book.ledger.write([make_reading(RELEASE, second, third)])
    assert set(shown(book)) == {"ent-second", "ent-third"}
    book.ledger.write([make_reading(RELEASE, second)])
    assert set(shown(book)) == {"ent-second"}


def test_the_row_keeps_the_entry_as_it_was(book: Book) -> None:
    number = ada(book).fix(PLEDGE.id, "force", "intended", "it says plans")
    with book.ledger.database.reading() as connection:
        row = connection.exec_driver_sql(
            f"SELECT who, why, value FROM judgement WHERE number = {number}"
        ).one()
    assert tuple(row)[:2] == ("ada", "it says plans")
    value = json.loads(row[2])
    assert (value["entry"]["attribute"], value["slot"]) == ("agreed", "intended")
