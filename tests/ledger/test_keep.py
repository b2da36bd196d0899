"""A ledger backed up, restored or moved is the same ledger, on every database and from each to each."""

from pathlib import Path

import pytest

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.ledger.copying import Digest, digest
from communique.query import doctor, open_book, search
from communique.records.judgement import Judgement
from communique.runs.ingest import ingest
from communique.runs.keep import back_up_ledger, move_ledger, restore_ledger
from tests import outside
from tests.conftest import New
from tests.ledger.released import fill
from tests.made import BODY, make_reading, make_release, many


@pytest.fixture
def full(place: str) -> str:
    """A ledger with history and judgements, its words beyond ASCII."""
    ingest([make_reading(release) for release in many(60)], place)
    ingest([make_reading(make_release("1", body=f"{BODY} Corrected: \t\\N, 장부 and \U0001f600."))], place)
    why = "not\na promise"
    open_ledger(place).record_judgement(Judgement("correction", "ent-1", "reject", "ada", why, score=0.1))
    return place


def told(place: str | Path) -> Digest:
    with open_ledger(place).database.reading() as connection:
        return digest(connection)


def sound(place: str | Path) -> bool:
    book = open_book(place)
    return doctor(book) == [] and len(search(book, "smelter", limit=200)) > 60


def test_a_backup_is_the_ledger_and_is_restored_to_it(full: str, new_place: New, tmp_path: Path) -> None:
    before = told(full)
    back_up_ledger(full, tmp_path / "monday.db")
    assert [file.name for file in tmp_path.iterdir()] == ["monday.db"]
    back = new_place()
    assert restore_ledger(tmp_path / "monday.db", back) == 60
    assert told(back) == before
    assert sound(back)
    assert sound(tmp_path / "monday.db")


def test_a_ledger_moves_to_the_other_database_and_back(full: str, places: dict[str, New]) -> None:
    before, at = told(full), full
    for kind in ("postgresql", "sqlite"):
        to = places[kind]()
        move_ledger(at, to)
        assert told(to) == before
        assert sound(to)
        at = to
    assert told(full) == before


def test_a_moved_ledger_goes_on_where_it_stood(full: str, places: dict[str, New]) -> None:
    to = places["postgresql"]()
    move_ledger(full, to)
    again = [make_reading(release) for release in many(60)][2:]
    assert dict(ingest(again, to).counts) == {"same": 58}
    assert dict(ingest([make_reading(make_release("late"))], to).counts) == {"new": 1}
    assert doctor(open_book(to)) == []


def test_nothing_is_overwritten(full: str, tmp_path: Path) -> None:
    before = told(full)
    back_up_ledger(full, tmp_path / "monday.db")
    with pytest.raises(LedgerError, match="never overwrites"):
        back_up_ledger(full, tmp_path / "monday.db")
    with pytest.raises(LedgerError, match="holds a ledger already"):
        restore_ledger(tmp_path / "monday.db", full)
    with pytest.raises(LedgerError, match="is the ledger itself"):
        move_ledger(full, full)
    assert told(full) == before


def test_what_is_no_backup_is_told(place: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no backup here"):
        restore_ledger(tmp_path / "none.db", place)
    (tmp_path / "words.db").write_text("Minutes of the tin dialogue. " * 40)
    with pytest.raises(LedgerError, match="not a database"):
        restore_ledger(tmp_path / "words.db", place)


def test_a_copy_that_is_not_equal_is_not_kept(
    full: str, new_place: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.ledger.copying.insert", lambda *_: None)
    to = new_place()
    with pytest.raises(LedgerError, match="is not as in"):
        move_ledger(full, to)
    assert all(rows == 0 for rows, _ in told(to).values())


def test_an_older_backup_is_restored_and_stays_as_it_was(place: str, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    fill(str(old), "0.1.0")
    before = old.read_bytes()
    restore_ledger(old, place)
    assert old.read_bytes() == before
    assert told(place)["release_version"][0] == 4
    assert doctor(open_book(place)) == []


def test_a_table_that_would_be_lost_is_told(full: str, new_place: New) -> None:
    outside.run(full, "CREATE TABLE tins (number INTEGER)")
    with pytest.raises(LedgerError, match="would lose: tins"):
        move_ledger(full, new_place())
