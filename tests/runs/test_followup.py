"""Follow-up in a ledger: in any order of reading, told and counted once, undone by one more row."""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.followup.stories import Story, load

from communique.query import Book, Filters, due, list_entries, open_book, show
from communique.query.contract import entry_row
from communique.records import Judgement, Reading
from communique.records.judgement import UNDONE
from communique.runs.ingest import ingest

STORIES = {story.given.story: story for story in load("made_from")}
PLEDGE = STORIES["one pledge told three times"]
TERMINAL = STORIES["a terminal put off twice"]


def readings(*stories: Story) -> list[Reading]:
    return [Reading(t.release, tuple(t.entries.values()), ()) for s in stories for t in s.told]


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Iterable[Reading]], Book]:
    """Return what ingests readings, one at a time, into a new ledger."""
    made = iter(range(100))

    def write(read: Iterable[Reading]) -> Book:
        path = tmp_path / f"{next(made)}.db"
        for reading in read:
            ingest([reading], path)
        return open_book(path)

    return write


def links(book: Book) -> list[tuple[object, ...]]:
    with book.at() as moment:
        rows = moment.connection.exec_driver_sql(
            "SELECT kind, subject, object, decision, relation, score, features FROM judgement"
        )
        return sorted(tuple(row) for row in rows)


def revisions(book: Book) -> int:
    with book.at() as moment:
        return moment.revision


def test_order_does_not_matter_and_again_is_a_no_op(keep: Callable[[Iterable[Reading]], Book]) -> None:
    read = readings(PLEDGE, TERMINAL, STORIES["a wind farm given up"])
    forward, backward = keep(read), keep(reversed(read))
    assert links(forward) == links(backward) != []
    before = revisions(forward)
    ingest(read, str(forward.ledger.location))
    assert revisions(forward) == before


def test_a_pledge_told_again_is_one_row_that_names_the_others(
    keep: Callable[[Iterable[Reading]], Book],
) -> None:
    book = keep(readings(PLEDGE))
    found = {one.entry.id: one for one in list_entries(book, "commitment")}
    assert set(found) == {PLEDGE.id_of("a1"), PLEDGE.id_of("d1")}
    row = entry_row(found[PLEDGE.id_of("a1")])
    assert row["restated"] == [PLEDGE.told[1].release.id, PLEDGE.told[2].release.id]
    again = list_entries(book, "commitment", Filters(publisher="to-gov"))
    assert [one.entry.id for one in again] == [PLEDGE.id_of("c1")]


def test_each_change_cites_its_own_words(keep: Callable[[Iterable[Reading]], Book]) -> None:
    book = keep(readings(TERMINAL))
    found = show(book, TERMINAL.id_of("a1"), date(2025, 5, 1))
    history = json.loads(json.dumps(entry_row(found)["history"]))  # type: ignore[arg-type]  # an entry is shown
    assert [step["status"] for step in history] == ["open", "postponed", "postponed", "overdue"]
    texts = {t.release.id: t.release.text for t in TERMINAL.told}
    for step in history:
        for span in step["evidence"]:
            assert texts[step["release"]][span["start"] : span["end"]] == span["quote"]
    assert "now expected in March 2025" in history[2]["evidence"][0]["quote"]


def test_due_uses_the_day_it_was_moved_to(keep: Callable[[Iterable[Reading]], Book]) -> None:
    book = keep(readings(TERMINAL))
    moved = TERMINAL.id_of("a1")
    year = timedelta(days=365)
    assert [o.entry.id for o in due(book, year, date(2023, 10, 1)).coming if o.entry.id == moved] == []
    assert moved in [one.entry.id for one in due(book, year, date(2024, 3, 1)).coming]
    assert moved in [one.entry.id for one in due(book, year, date(2025, 4, 1)).overdue]
    assert moved in [one.entry.id for one in due(book, year, date(2026, 5, 1)).silent]


def test_a_person_denies_a_link_and_takes_it_back(keep: Callable[[Iterable[Reading]], Book]) -> None:
    book = keep(readings(STORIES["a wind farm given up"]))
    story = STORIES["a wind farm given up"]
    plan, end = story.id_of("a1"), story.id_of("b1")

    def status() -> object:
        return entry_row(show(book, plan, date(2024, 1, 1)))["status"]  # type: ignore[arg-type]  # an entry is shown

    assert status() == "withdrawn"
    denied = Judgement("follow-up", plan, "denied", "ada", "another farm", end)
    book.ledger.record_judgement(denied)
    assert entry_row(show(book, plan))["status"] != "withdrawn"  # type: ignore[arg-type]  # an entry is shown
    book.ledger.record_judgement(Judgement("follow-up", plan, UNDONE, "ada", "it was this one", end))
    assert entry_row(show(book, plan))["status"] == "withdrawn"  # type: ignore[arg-type]  # an entry is shown


def test_words_that_change_take_their_link_with_them(keep: Callable[[Iterable[Reading]], Book]) -> None:
    story = STORIES["a wind farm given up"]
    book = keep(readings(story))
    plan, given_up = story.told[0], story.told[1]
    ingest([Reading(given_up.release, (), ())], str(book.ledger.location))
    found = show(book, plan.entries["a1"].id, date(2024, 1, 1))
    assert entry_row(found)["status"] == "open"  # type: ignore[arg-type]  # an entry is shown


def test_one_meeting_told_by_both_sides_is_one_row(keep: Callable[[Iterable[Reading]], Book]) -> None:
    story = STORIES["talks told by both sides"]
    rows = [entry_row(one) for one in list_entries(keep(readings(story)), "meeting")]
    assert len(rows) == 2
    told = next(row["told"] for row in rows if "told" in row)
    assert ["when", "2024-04-23/2024-04-23"] in told["shared"]
    assert sorted(fact for side in told["by"] for fact in side["only"]) == [
        ["actor", "Canada"],
        ["actor", "Korea"],
    ]
