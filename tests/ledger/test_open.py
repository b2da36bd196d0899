"""Where a ledger can be opened, and what is told where not."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from communique.errors import LedgerError
from communique.ledger import Ledger, open_ledger, schema
from communique.ledger.location import locate
from communique.ledger.reading import readings
from tests.made import make_reading, many


def read(ledger: Ledger) -> int:
    with ledger.reading() as snapshot:
        return len(list(readings(snapshot)))


def test_reading_where_nothing_is_tells_so_and_makes_nothing(path: Path) -> None:
    with pytest.raises(LedgerError, match=r"made\.db: no ledger here"), open_ledger(path).reading():
        pass
    assert not path.exists()


def test_an_empty_file_is_no_ledger_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerError, match="no ledger here"), open_ledger(path).reading():
        pass
    open_ledger(path).write([make_reading()])
    assert read(open_ledger(path)) == 1


def test_a_file_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Minutes of the tin dialogue. " * 40)
    for act in (lambda: open_ledger(path).write([make_reading()]), lambda: read(open_ledger(path))):
        with pytest.raises(LedgerError, match=r"made\.db.*not a database"):
            act()
    assert path.read_text().startswith("Minutes")


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE tins (number INTEGER)")
    with pytest.raises(LedgerError, match="a database, but not a ledger"):
        open_ledger(path).write([make_reading()])


def test_tables_of_a_newer_program_are_refused(path: Path) -> None:
    open_ledger(path).write([make_reading()])
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(LedgerError, match="newer communique"):
        read(open_ledger(path))


@pytest.mark.parametrize("place", ["mysql://host/ledger", "http://host/ledger", "sqlite://"])
def test_a_place_where_no_ledger_can_be_is_refused(place: str) -> None:
    with pytest.raises(LedgerError, match="not a database a ledger can be in"):
        open_ledger(place)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="a folder, not a ledger"):
        open_ledger(tmp_path)


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"gone/made\.db"):
        open_ledger(tmp_path / "gone" / "made.db").write([make_reading()])


def test_a_url_of_a_file_is_its_path(path: Path) -> None:
    open_ledger(f"sqlite:///{path}").write([make_reading()])
    assert read(open_ledger(path)) == 1


def test_a_path_with_signs_of_an_address_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "50% of ? #1.db"
    open_ledger(path).write([make_reading()])
    assert read(open_ledger(path)) == 1


def test_a_server_is_named_without_its_password() -> None:
    location = locate("postgresql://ana:secret@db.example.org/ledger")
    assert "secret" not in str(location)
    assert location.url.drivername == "postgresql+psycopg"


def test_the_migrations_make_the_tables_that_the_program_knows(path: Path) -> None:
    open_ledger(path).write([make_reading()])
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


def test_the_file_is_in_wal_mode(path: Path) -> None:
    open_ledger(path).write([make_reading()])
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def write_part(path: Path, part: int) -> None:
    with open_ledger(path) as ledger:
        for release in many(40)[part * 20 : part * 20 + 20]:
            ledger.write([make_reading(release)])


def test_two_processes_that_create_and_write_lose_nothing(path: Path) -> None:
    processes = [
        multiprocessing.get_context("spawn").Process(target=write_part, args=(path, part)) for part in (0, 1)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert read(open_ledger(path)) == 40


def test_a_reader_sees_one_state_while_another_writes(path: Path) -> None:
    releases = many(4)
    writer, reader = open_ledger(path), open_ledger(path)
    writer.write([make_reading(releases[0])])
    with reader.reading() as snapshot:
        writer.write([make_reading(release) for release in releases[1:]])
        assert len(list(readings(snapshot))) == 1
    assert read(reader) == 4
