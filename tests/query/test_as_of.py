"""As of a day: what the ledger knew by then, and of releases read later what was published by then."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.query import Filters, due, list_entries, list_releases, open_book, show
from tests.made import PUBLISHED, commitment, make_reading, make_release


@pytest.fixture
def path(place: str) -> str:
    """A ledger, filled today, of a release of 2024."""
    open_ledger(place, create=True).write([make_reading()])
    return place


def test_release_read_later_counts_from_its_publication(path: str) -> None:
    book = open_book(path)
    assert list_releases(book, Filters(as_of=PUBLISHED - timedelta(days=1))) == []
    assert len(list_releases(book, Filters(as_of=PUBLISHED))) == 1


def test_undertaking_is_open_until_its_last_day_and_overdue_after(path: str) -> None:
    book = open_book(path)
    for day, status in ((date(2024, 6, 30), "open"), (date(2024, 7, 1), "overdue")):
        assert [one.status for one in list_entries(book, "commitment", Filters(as_of=day))] == [status]
    wanted = Filters(status="overdue", as_of=date(2024, 6, 30))
    assert list_entries(book, "commitment", wanted) == []


def test_due_tells_what_is_ahead_and_what_is_late(path: str) -> None:
    book = open_book(path)
    ahead = due(book, timedelta(days=90), date(2024, 5, 1))
    assert [one.entry.kind for one in ahead.coming] == ["commitment"]
    assert due(book, timedelta(days=30), date(2024, 5, 1)).coming == ()
    assert [one.entry.kind for one in due(book, timedelta(days=90), date(2024, 8, 1)).overdue] == [
        "commitment"
    ]


def test_doubtful_entries_are_kept_back_until_asked_for(place: str) -> None:
    release = make_release()
    ledger = open_ledger(place, create=True)
    doubtful = replace(commitment(release), confidence=0.3)
    ledger.write([make_reading(release, doubtful)])
    book = open_book(place)
    assert list_entries(book, "commitment") == []
    assert len(list_entries(book, "commitment", Filters(min_confidence=0))) == 1


def test_unknown_and_ambiguous_ids_are_told(path: str) -> None:
    book = open_book(path)
    with pytest.raises(LedgerError, match="nothing has this id"):
        show(book, "ent-zzz")
    with pytest.raises(LedgerError, match="more than one"):
        show(book, "ent-")


def test_missing_ledger_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        open_book(tmp_path / "none.db")
