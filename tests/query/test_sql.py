"""Statements of users: they read what stands, on each database, and can do nothing else."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.ledger import open_ledger
from communique.query import Book, Filters, list_entries, open_book
from communique.query.sql import Caps, ask_sql
from communique.query.sql.ask import StatementError
from communique.runs.judge import Judge
from tests.conftest import New
from tests.made import make_reading, make_release

ALL = Filters(min_confidence=0)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"


@pytest.fixture
def book(new_place: New) -> Iterator[Book]:
    """Return a ledger of two releases, on each database."""
    place = new_place()
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(), make_reading(make_release("2"))])
    ledger.close()
    book = open_book(place)
    yield book
    book.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Book]:
    """Return a ledger in a file."""
    ledger = open_ledger(tmp_path / "own.db", create=True)
    ledger.write([make_reading()])
    ledger.close()
    book = open_book(tmp_path / "own.db")
    yield book
    book.close()


def test_what_is_asked_is_what_is_listed(book: Book) -> None:
    told = ask_sql(book, "SELECT id, kind, release FROM entries ORDER BY id")
    listed = sorted((one.entry.id, one.entry.kind, one.release.id) for one in list_entries(book, None, ALL))
    assert told.columns == ("id", "kind", "release")
    assert list(told.rows) == listed
    assert not told.cut


def test_every_view_can_be_joined(book: Book) -> None:
    joined = """SELECT r.title, e.kind, p.name, q.quote, s.value, t.topic, j.who FROM entries AS e
        JOIN releases AS r ON r.id = e.release JOIN passages AS q ON q.entry = e.id
        LEFT JOIN parties AS p ON p.entry = e.id LEFT JOIN sums AS s ON s.entry = e.id
        LEFT JOIN topics AS t ON t.entry = e.id LEFT JOIN judgements AS j ON j.subject = e.id"""
    assert len(ask_sql(book, joined).rows) > 2


def test_a_decision_counts_at_once(book: Book) -> None:
    first = list_entries(book, None, ALL)[0].entry.id
    asked = f"SELECT count(*) FROM entries WHERE id = '{first}'"
    assert ask_sql(book, asked).rows == ((1,),)
    Judge(book.ledger, "ada").reject(first, "a wish")
    assert ask_sql(book, asked).rows == ((0,),)
    assert ask_sql(book, "SELECT who, decision FROM judgements").rows == (("ada", "reject"),)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '{other}' AS other",
        "SELECT * FROM other.secret",
        "SELECT readfile('{other}')",
        "SELECT writefile('{made}', 'x')",
        "SELECT load_extension('{made}')",
        "SELECT fts3_tokenizer('simple')",
        "VACUUM INTO '{made}'",
        "DELETE FROM main.entry",
        "UPDATE main.entry SET kind = 'x'",
        "INSERT INTO main.entry DEFAULT VALUES",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "DROP VIEW entries",
        "DROP TABLE main.entry",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA database_list",
        "SELECT * FROM pragma_database_list",
        "SELECT * FROM main.raw",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM sqlite_temp_master",
        "WITH entries AS (SELECT * FROM main.raw) SELECT * FROM entries",
        "SELECT * FROM json_each('[1]')",
        "SELECT randomblob(9)",
        "BEGIN IMMEDIATE",
        "SELECT 1; SELECT 2",
        "EXPLAIN QUERY PLAN DELETE FROM main.entry",
        "REINDEX",
        "ANALYZE",
        "",
        "no SQL",
        "SELECT 1 \x00",
    ],
)
def test_what_does_more_than_read_the_ledger_is_refused(own: Book, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE secret (word)")
    before = (tmp_path / "own.db").read_bytes()
    with pytest.raises(StatementError):
        ask_sql(own, statement.format(other=other, made=tmp_path / "made"))
    assert not (tmp_path / "made").exists()
    assert (tmp_path / "own.db").read_bytes() == before


def test_a_refusal_says_what_can_be_read(own: Book) -> None:
    with pytest.raises(StatementError, match=r"only the views releases, entries, .*can be read"):
        ask_sql(own, "SELECT * FROM main.raw")


@pytest.mark.parametrize(
    "statement",
    [
        ENDLESS.format("count(*)"),
        "SELECT count(*) FROM " + ", ".join(f"entries e{number}" for number in range(25)),
    ],
)
def test_what_takes_too_long_is_ended(own: Book, statement: str) -> None:
    with pytest.raises(StatementError, match="takes longer than 1 seconds"):
        ask_sql(own, statement, Caps(seconds=1))


def test_what_takes_too_much_memory_is_ended(own: Book) -> None:
    hoard = ENDLESS.format(
        "count(DISTINCT i || replace('123456789012345678901234567890', '1', 'aaaaaaaaaa'))"
    )
    with pytest.raises(StatementError, match="more memory than 96 MB"):
        ask_sql(own, hoard, Caps(seconds=60, memory=96 << 20))


def test_rows_are_cut_and_told_so(own: Book) -> None:
    told = ask_sql(own, ENDLESS.format("i"), Caps(rows=3))
    assert (told.rows, told.cut) == (((1,), (2,), (3,)), True)


def test_large_values_are_cut_and_told_so(own: Book) -> None:
    told = ask_sql(own, ENDLESS.format("'0123456789'"), Caps(size=95))
    assert (len(told.rows), told.cut) == (9, True)


@pytest.mark.parametrize(
    ("statement", "value"),
    [("9e999", "inf"), ("x'00ff'", "00ff"), ("NULL", None), ("'ö😀'", "ö😀"), ("1.5", 1.5)],
)
def test_every_value_can_be_written_as_json(own: Book, statement: str, value: object) -> None:
    told = ask_sql(own, f"SELECT {statement}")
    assert told.rows == ((value,),)
    json.dumps(told.rows, allow_nan=False)


def test_columns_of_one_name_are_told_apart(own: Book) -> None:
    assert ask_sql(own, "SELECT 1 AS id, 2 AS id").columns == ("id", "id:2")
