"""The feed of changes: replayed from nothing it is a full export, in parts or whole."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError, LedgerError
from communique.ledger import open_ledger
from communique.query import Book, changes, open_book
from communique.query.contract import change_rows
from communique.query.export import export
from communique.records import Entry, Reading, Release
from communique.runs.judge import Judge
from tests.made import BODY, commitment, make_reading, make_release, meeting

BODIES = (BODY, f"{BODY} Tea was had.", f"In Vessby. {BODY}")


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def replay(told: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return the releases and entries that are left after all changes, and how many decisions were made."""
    releases, entries, decisions = {}, {}, 0
    for row in told:
        if row["what"] == "release":
            releases[row["id"]] = (row["release"], row["unread"])
        elif row["what"] == "decision":
            decisions += 1
        elif row["what"] == "entry" and row["turn"] == "ended":
            assert entries.pop(row["id"])[1] == row["old"]
        elif row["what"] == "entry":
            assert (row["id"] in entries) == (row["turn"] == "changed")
            entries[row["id"]] = (row["release"], row["new"])
    return releases, entries, decisions


def check(book: Book, told: list[dict[str, Any]], folder: Path) -> None:
    """Compare what is replayed with what an export holds."""
    export(book, "jsonl", folder)
    releases, entries, decisions = replay(told)
    assert {row["id"]: row["text"] for row in rows(folder, "releases")} == {
        key: one["text"] for key, (one, _) in releases.items()
    }
    left = [(key, one) for key, (_, unread) in releases.items() for one in unread]
    unread = [
        (row["release"], {k: row[k] for k in ("start", "end", "why")}) for row in rows(folder, "unread")
    ]
    assert sorted(map(str, unread)) == sorted(map(str, left))
    exported = {row["id"]: row for row in rows(folder, "entries")}
    assert exported.keys() == entries.keys()
    for key, (release, one) in entries.items():
        row = exported[key]
        assert (row["release"], row["kind"], row["summary"]) == (release, one["kind"], one["summary"])
        assert row.get("when_end") == one.get("when", {}).get("end")
        assert row["confidence"] == one["confidence"]
    spans = [(row["entry"], row["start"], row["quote"]) for row in rows(folder, "evidence")]
    assert sorted(spans) == sorted(
        (key, e["start"], e["quote"]) for key, (_, one) in entries.items() for e in one["evidence"]
    )
    assert len(rows(folder, "judgements")) == decisions


def act(book: Book, release: Release, what: str) -> None:
    """Do one thing to the ledger; what cannot be done now is not done."""
    judge, pledge = Judge(book.ledger, "ada"), commitment(release).id
    entries: tuple[Entry, ...] = (meeting(release),) if what == "fewer" else ()
    try:
        match what:
            case "reject":
                judge.reject(pledge, "no")
            case "fix":
                judge.fix(pledge, "topics", "ore")
            case "undo":
                judge.undo(1)
            case _:
                book.ledger.write([make_reading(release, *entries)])
    except CommuniqueError:
        return


WHATS = st.sampled_from(["read", "fewer", "reject", "fix", "undo"])
STEPS = st.tuples(st.integers(0, 1), st.integers(0, 2), WHATS)


@settings(max_examples=5, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), limit=st.integers(1, 9))
def test_replayed_from_nothing_it_is_an_export(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, str]], limit: int
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    book = Book(open_ledger(folder / "a.db", create=True))
    for key, body, what in steps:
        act(book, make_release(str(key), body=BODIES[body]), what)
    whole = list(change_rows(changes(book)))
    check(book, whole, folder / "out")
    parts, since, more = [], "0", True
    while more:
        page = changes(book, since, limit)
        parts += list(change_rows(page))
        since, more = str(page.cursor), page.more
    assert [without_cursor(row) for row in parts] == [without_cursor(row) for row in whole]
    assert changes(book, since).changes == ()


def without_cursor(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "cursor"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    ledger.write([make_reading()])
    return open_book(tmp_path / "a.db")


def test_a_day_that_passes_changes_a_status(book: Book) -> None:
    today = date.today()
    start = changes(book).cursor
    assert changes(book, str(start)).changes == ()
    before = f"{start.revision}@2024-06-30"
    (one,) = changes(book, before).changes
    assert (one.what, one.before, one.after) == ("status", "open", "silent")
    assert changes(book, str(today + timedelta(days=1))).changes == ()


def test_a_decision_is_told_with_what_it_makes(book: Book) -> None:
    start = changes(book).cursor
    Judge(book.ledger, "ada").fix(commitment(make_release()).id, "topics", "ore")
    entry, decision = changes(book, str(start)).changes
    assert (entry.what, entry.turn, entry.old and entry.old.topics, entry.new and entry.new.topics) == (
        "entry",
        "changed",
        ("minerals",),
        ("ore",),
    )
    assert decision.decision
    assert decision.decision.who == "ada"


def test_a_release_that_says_the_same_with_other_entries_ends_what_is_read_no_more(book: Book) -> None:
    start = changes(book).cursor
    book.ledger.write([Reading(make_release(), (meeting(make_release()),), ())])
    told = [(one.what, one.turn) for one in changes(book, str(start)).changes]
    assert told == [("release", "changed"), ("entry", "ended")]


def test_what_is_no_point_is_told(book: Book) -> None:
    with pytest.raises(LedgerError, match="not a day"):
        changes(book, "soon")
