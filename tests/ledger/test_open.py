"""Where a ledger can be opened, and what is told where not."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.ledger.location import locate
from communique.ledger.schema import metadata
from communique.query import doctor, list_releases, open_book
from tests import outside
from tests.made import make_reading, many
from tests.server import Server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def test_reading_where_nothing_is_makes_nothing(path: Path) -> None:
    with pytest.raises(LedgerError, match=r"a\.db: no ledger here"):
        open_book(path)
    assert not path.exists()


def test_a_file_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Minutes of the tin dialogue. " * 40)
    for create in (True, False):
        with pytest.raises(LedgerError, match=r"a\.db.*not a database"):
            open_ledger(path, create)
    assert path.read_text().startswith("Minutes")


def test_a_database_of_something_else_is_refused_and_left_alone(place: str) -> None:
    outside.run(place, "CREATE TABLE tins (number INTEGER)")
    with pytest.raises(LedgerError, match="a database, but not a ledger"):
        open_ledger(place, create=True)
    outside.run(place, "INSERT INTO tins VALUES (1)")
    with pytest.raises(psycopg.Error if "://" in place else sqlite3.Error):
        outside.run(place, "DELETE FROM release")


def test_tables_of_a_newer_program_are_refused(place: str) -> None:
    open_ledger(place, create=True).close()
    outside.run(place, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer communique"):
        open_book(place)


@pytest.mark.parametrize("place", ["mysql://host/ledger", "http://host/ledger", "sqlite://"])
def test_a_place_where_no_ledger_can_be_is_refused(place: str) -> None:
    with pytest.raises(LedgerError, match="not a database a ledger can be in"):
        open_ledger(place, create=True)


def test_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="a folder, not a ledger"):
        open_book(tmp_path)
    with pytest.raises(LedgerError, match="folder does not exist"):
        open_ledger(tmp_path / "gone" / "a.db", create=True)


@pytest.mark.parametrize("name", ["50% of ? #1.db", "장부.db"])
def test_a_path_may_hold_any_sign(tmp_path: Path, name: str) -> None:
    open_ledger(tmp_path / name, create=True).write([make_reading()])
    assert len(list_releases(open_book(tmp_path / name))) == 1


def test_a_url_of_a_file_is_its_path(path: Path) -> None:
    open_ledger(f"sqlite:///{path}", create=True).write([make_reading()])
    assert len(list_releases(open_book(path))) == 1


def test_a_server_is_named_without_its_password() -> None:
    location = locate("postgresql://ana:secret@db.example.org/ledger")
    assert "secret" not in str(location)
    assert location.url.drivername == "postgresql+psycopg"


def test_the_migrations_make_the_tables_that_the_program_knows(place: str) -> None:
    with open_ledger(place, create=True).database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_file_is_in_wal_mode(path: Path) -> None:
    open_ledger(path, create=True).close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def write_part(place: str, part: int) -> None:
    ledger = open_ledger(place, create=True)
    for release in many(40)[part * 20 : part * 20 + 20]:
        ledger.write([make_reading(release)])
        ledger.full_text.catch_up()


def test_two_processes_that_create_write_and_index_lose_nothing(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_part, args=(place, part)) for part in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(list_releases(open_book(place))) == 40
    assert doctor(open_book(place)) == []


def test_a_server_out_of_reach_is_told_in_one_line_without_the_password() -> None:
    with pytest.raises(LedgerError) as told:
        open_ledger("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "nobody:***@127.0.0.1:1/none: " in str(told.value)
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_a_database_with_no_ledger_is_not_made_one_by_reading(server: Server) -> None:
    place = server.new()
    with pytest.raises(LedgerError, match="no ledger here"):
        open_book(place)
    with pytest.raises(LedgerError, match="no ledger here"):
        open_book(place)


def test_text_is_ordered_by_code_points_whatever_the_server_speaks(server: Server) -> None:
    place = server.new()
    with open_ledger(place, create=True).database.reading() as connection:
        query = (
            "SELECT DISTINCT collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text'"
        )
        assert connection.exec_driver_sql(query).fetchall() == [("C",)]
