"""Where the accounts of a ledger lie: a file beside its file, a schema beside its schema."""

import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from communique.errors import CommuniqueError
from communique.ledger.database import Database, create_file
from communique.ledger.location import Location, locate


def place_of(ledger: str | Path, create: bool) -> Location | None:
    """Return where the accounts of a ledger lie; None where there are none and `create` is False."""
    at = locate(ledger)
    return _file(at.path, create) if at.path else _schema(at, create)


def _file(ledger: Path, create: bool) -> Location | None:
    path = ledger.with_name(f"{ledger.name}.accounts")
    if not path.exists():
        if not create:
            return None
        if not ledger.exists():
            raise CommuniqueError(f"{ledger}: no ledger here; make it first, or name it with --ledger")
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))  # nobody else reads it, from the start
        create_file(path)
    return Location(URL.create("sqlite", database=str(path)), path, path)


def _schema(ledger: Location, create: bool) -> Location | None:
    """Return the URL whose tables are those of a schema named after the ledger's, made if need be."""
    database = Database(ledger)
    try:
        with database.reading() as connection:
            name = f"{connection.scalar(sa.select(sa.func.current_schema()))}_accounts"
            there = sa.inspect(connection).has_schema(name)
        if not there and not create:
            return None
        if not there:
            with database.writing() as connection:
                connection.execute(sa.schema.CreateSchema(name, if_not_exists=True))
    finally:
        database.close()
    options = f"{ledger.url.query.get('options', '')} -csearch_path={name}".strip()
    return Location(ledger.url.update_query_dict({"options": options}), None, ledger.index)
