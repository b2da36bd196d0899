"""A page of a list is that part of the whole list, however little of the ledger was looked through for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.ledger import Ledger, open_ledger
from communique.query import Book, Filters, Place, count_entries, doctor, each_entry, list_entries, open_book
from communique.query import picked as picked_module
from communique.records import Judgement
from communique.resolve.followup import RELATIONS
from communique.runs.judge import Judge
from tests.made import BODY, PUBLISHED, commitment, make_reading, make_release

RELEASES = [
    make_release(
        str(number), body=f"{BODY} Paper {number} was tabled.", published=PUBLISHED + timedelta(number // 3)
    )
    for number in range(40)
]
LATER = date(2024, 9, 1)


def link(earlier: str, later: str, relation: str, who: str, decision: str = "accepted") -> Judgement:
    return Judgement("follow-up", earlier, decision, who, "", later, relation=relation, score=0.8)


def judge_links(ledger: Ledger, random: Random) -> None:
    """Link releases near each other, by rules and persons, and take some of it back."""
    ids = [commitment(release).id for release in RELEASES]
    far = [sorted(random.sample(range(40), 2)) for _ in range(25)]
    for one, other in (*pairwise(ids[:6]), *((ids[a], ids[b]) for a, b in far)):
        who = random.choice(("rule:x", "ada"))
        ledger.record_judgement(link(one, other, random.choice(RELATIONS), who))
    for one, other in random.sample(list(pairwise(ids)), 12):
        decision = random.choice(("denied", "undone", "proposed", "confirmed"))
        ledger.record_judgement(link(one, other, "restate", random.choice(("rule:x", "ada")), decision))


@pytest.fixture
def book(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """Forty releases of two entries each, linked at random; looked through two at a time at first."""
    monkeypatch.setattr(picked_module, "_FIRST", 2)
    monkeypatch.setattr(picked_module, "_MORE", 2)
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(release) for release in RELEASES])
    judge_links(ledger, Random(7))
    Judge(ledger, "ada").reject(commitment(RELEASES[3]).id, "a wish")
    ledger.close()
    book = open_book(place)
    yield book
    book.close()


FILTERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "topic": st.sampled_from(["minerals", "trade", "tin"]),
        "unit": st.just("USD"),
        "country": st.sampled_from(["XA", "XB"]),
        "status": st.sampled_from(["open", "advanced", "overdue", "silent", "withdrawn", "fulfilled"]),
        "as_of": st.sampled_from([PUBLISHED + timedelta(4), LATER, date(2024, 7, 1), date(2030, 1, 1)]),
        "until": st.sampled_from([PUBLISHED + timedelta(3), LATER]),
        "reviewed": st.sampled_from(["yes", "no"]),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=FILTERS,
    kind=st.sampled_from([None, "commitment", "meeting"]),
    limit=st.integers(1, 30),
    offset=st.integers(0, 50),
)
def test_a_page_is_a_part_of_the_whole(
    book: Book, given: dict[str, Any], kind: str | None, limit: int, offset: int
) -> None:
    filters = Filters(**given)
    whole = list(each_entry(book, kind, filters))
    assert list_entries(book, kind, filters, limit, offset) == whole[offset : offset + limit]
    assert count_entries(book, kind, filters) == len(whole)
    if whole:
        last = whole[min(offset, len(whole) - 1)]
        after = Place(last.release.published, last.release.id, last.row)
        assert list_entries(book, kind, filters, limit, after=after) == whole[whole.index(last) + 1 :][:limit]


def test_links_kept_for_lists_are_those_judged(book: Book) -> None:
    assert doctor(book) == []
    told = {name for one in each_entry(book, "commitment", Filters()) for name in one.fate.tellings}
    assert told, "some undertakings are told again"


def test_doctor_names_links_that_are_not_as_judged_and_mends_them(book: Book) -> None:
    before = list_entries(book, "commitment")
    with book.ledger.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM tie")
    assert any("--rebuild-index" in fault for fault in doctor(book))
    assert len(list_entries(book, "commitment")) > len(before)
    assert doctor(book, rebuild_index=True) == []
    assert list_entries(book, "commitment") == before
