"""Does to a ledger's database from outside what the program never would."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg


def run(place: str, statement: str) -> int:
    """Run one statement, with no link between tables checked; return how many rows it met."""
    if "://" in place:
        with psycopg.connect(place) as connection:
            connection.execute("SET session_replication_role = replica")
            return connection.execute(statement.encode()).rowcount
    with closing(sqlite3.connect(place)) as file:
        count = file.execute(statement).rowcount
        file.commit()
        return count


def empty(place: str) -> None:
    """Take the ledger away and leave its full text."""
    if "://" in place:
        with psycopg.connect(place) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return
    for file in Path(place).parent.glob(f"{Path(place).name}*"):
        if file.is_file():
            file.unlink()
