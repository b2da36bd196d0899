"""An entry lives through corrections of its release: one identity, one last change, or an end."""

from datetime import date
from pathlib import Path

import pytest

from communique.ledger import open_ledger
from communique.query import Filters, lives, open_book
from communique.records import Judgement, Reading
from tests.made import BODY, commitment, make_entry, make_reading, make_release, meeting, when

LATER = BODY.replace("by June 30", "by July 15")


def written(path: Path, *readings: Reading) -> Path:
    """Return the path, each reading written in a revision of its own."""
    for one in readings:
        ledger = open_ledger(path, create=not path.exists())
        ledger.write([one])
        ledger.close()
    return path


def corrected() -> Reading:
    """Return the release with a later deadline; its words and so the entry's id have changed."""
    release = make_release(body=LATER)
    moved = make_entry(
        release,
        "commitment",
        "agreed to open a joint smelter by July 15",
        attribute="agreed",
        actors=commitment(make_release()).actors,
        when=when(release, "by July 15", date(2024, 7, 15), bound="by"),
        confidence=0.75,
    )
    return make_reading(release, meeting(release), moved)


def test_a_corrected_day_is_the_same_undertaking_changed(tmp_path: Path) -> None:
    book = open_book(written(tmp_path / "a.db", make_reading(), corrected()))
    (life,) = lives(book, "commitment", gone=True)
    assert life.uid == commitment(make_release()).id != life.one.entry.id
    assert (life.begun, life.changed, life.gone) == (1, 2, False)
    assert life.begun_at < life.changed_at


def test_what_stayed_did_not_change(tmp_path: Path) -> None:
    book = open_book(written(tmp_path / "a.db", make_reading(), corrected()))
    (life,) = lives(book, "meeting")
    assert (life.begun, life.changed) == (1, 1)


def test_what_is_no_longer_told_is_gone_and_may_come_back(tmp_path: Path) -> None:
    release = make_release(body=BODY.replace("agreed to open", "spoke of"))
    silent = make_reading(release, meeting(release))
    path = written(tmp_path / "a.db", make_reading(), silent)
    assert lives(open_book(path), "commitment") == []
    (life,) = lives(open_book(path), "commitment", gone=True)
    assert (life.gone, life.changed) == (True, 2)
    written(path, make_reading())
    (life,) = lives(open_book(path), "commitment", gone=True)
    assert (life.gone, life.begun, life.uid) == (False, 1, life.one.entry.id)


def test_a_judgement_is_a_change(tmp_path: Path) -> None:
    path = written(tmp_path / "a.db", make_reading())
    key = commitment(make_release()).id
    ledger = open_ledger(path)
    ledger.record_judgement(Judgement("follow-up", key, "same", "ada", "told again", object="ent-other"))
    ledger.close()
    (life,) = lives(open_book(path), "commitment")
    assert (life.begun, life.changed) == (1, 2)


@pytest.mark.parametrize("kind", ["meeting", "commitment", None])
def test_lives_keep_the_order_and_filters_of_the_list(tmp_path: Path, kind: str | None) -> None:
    other = make_reading(make_release("2", published=date(2024, 5, 1)))
    book = open_book(written(tmp_path / "a.db", make_reading(), other))
    found = lives(book, kind, Filters(since=date(2024, 4, 1)), limit=1)
    assert [life.one.release.id for life in found] == [other.release.id]
