"""Ledgers as released versions of the program left them: one file of rows a version."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from communique.ledger.database import Database, create_file
from communique.ledger.location import locate
from communique.ledger.migrate import upgrade

SHAPES = {"0.1.0": "0001"}  # version -> the step its tables had reached


def fill(place: str, version: str) -> None:
    """Make the ledger of a released version at a place that holds none."""
    location = locate(place)
    if location.path:
        create_file(location.path)
    rows = json.loads(Path(__file__).with_name(f"{version}.json").read_text(encoding="utf-8"))
    database, tables = Database(location), sa.MetaData()
    with database.writing() as connection:
        upgrade(connection, SHAPES[version])
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name in rows:
                connection.execute(sa.insert(table), [_typed(table, row) for row in rows[table.name]])
    database.close()


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in row.items()}


def _value(form: sa.types.TypeEngine[Any], value: Any) -> Any:
    return date.fromisoformat(value) if value and isinstance(form, sa.Date) else value
