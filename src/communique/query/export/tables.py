"""Tables of everything: releases, entries, slots and decisions, with a data package description."""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import sqlalchemy as sa

from communique.ledger.schema import judgement
from communique.query.book import Book
from communique.query.conversion import converted_rows
from communique.query.entries import Filters, Listed
from communique.query.lists import list_tellings
from communique.query.releases import ListedRelease, list_releases, unread_of
from communique.records.contract import entry_to_json, release_to_json, unread_to_json

Table = list[dict[str, Any]]
Columns = dict[str, str]
TABLE_FORMS = ("jsonl", "csv", "parquet")
_CONVERTED = ("amount", "currency", "rate", "period", "source")
_SPAN = {"start": "integer", "end": "integer"}
# Table -> column -> its type in the data package: the same whatever a ledger holds.
COLUMNS: dict[str, dict[str, str]] = {
    "releases": {
        **dict.fromkeys(("id", "publisher", "title"), "string"),
        "published": "date",
        **dict.fromkeys(("lang", "url", "text", "country"), "string"),
        "entries": "integer",
        "unread": "integer",
    },
    "entries": {
        **dict.fromkeys(("id", "release", "kind", "attribute", "status", "same_as", "summary"), "string"),
        "when_start": "date",
        "when_end": "date",
        **dict.fromkeys(("when_bound", "when_edtf", "when_quote", "where", "where_country"), "string"),
        "mechanism": "string",
        "ordinal": "integer",
        "topics": "string",
        "rule": "string",
        "confidence": "number",
    },
    "evidence": {"entry": "string", "release": "string", **_SPAN, "quote": "string"},
    "actors": {**dict.fromkeys(("entry", "role", "name", "entity", "type"), "string"), **_SPAN},
    "amounts": {
        **dict.fromkeys(("entry", "value", "unit", "bound"), "string"),
        **_SPAN,
        **dict.fromkeys((f"converted_{name}" for name in _CONVERTED), "string"),
    },
    "unread": {"release": "string", **_SPAN, "why": "string"},
    "judgements": {
        "number": "integer",
        **dict.fromkeys(("kind", "subject", "object", "decision", "who", "why", "passage"), "string"),
        "relation": "string",
        "score": "number",
        "features": "string",
        **dict.fromkeys(("release", "value"), "string"),
    },
}


def write_tables(book: Book, to: str, folder: Path, as_of: date | None) -> list[Path]:
    """Write a file a table, and the data package that describes them."""
    tables = tables_of(book, as_of)
    written = [_WRITERS[to](folder / f"{name}.{to}", COLUMNS[name], rows) for name, rows in tables.items()]
    package = folder / "datapackage.json"
    package.write_text(json.dumps(_package(to), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*written, package]


def tables_of(book: Book, as_of: date | None) -> dict[str, Table]:
    """Return every table with its rows."""
    filters = Filters(as_of=as_of, min_confidence=0)
    releases = list_releases(book, filters)
    entries = list_tellings(book, filters)
    return {
        "releases": [
            {
                **release_to_json(r.release),
                "country": r.release.country,
                "entries": r.entries,
                "unread": r.unread,
            }
            for r in releases
        ],
        "entries": [_entry_row(one) for one in entries],
        "evidence": [
            {
                "entry": one.entry.id,
                "release": one.release.id,
                "start": e.start,
                "end": e.end,
                "quote": e.quote,
            }
            for one in entries
            for e in one.entry.evidence
        ],
        "actors": [
            {"entry": one.entry.id, **actor} for one in entries for actor in _json(one).get("actors", [])
        ],
        "amounts": [
            {"entry": one.entry.id, **amount, **more}
            for one in entries
            for amount, more in zip(_json(one).get("amounts", []), _dollars(one), strict=True)
        ],
        **_unread_and_judgements(book, as_of, releases),
    }


def _unread_and_judgements(
    book: Book, as_of: date | None, releases: Sequence[ListedRelease]
) -> dict[str, Table]:
    with book.at(as_of) as moment:
        known = sa.select(judgement).where(moment.knows(judgement))
        return {
            "unread": [
                {"release": one.release.id, **unread_to_json(sentence)}
                for one in releases
                if one.unread
                for sentence in unread_of(moment, one.version)
            ],
            "judgements": [
                {name: row[name] for name in COLUMNS["judgements"]}
                for row in moment.rows(known.order_by(judgement.c.number))
            ],
        }


def _dollars(one: Listed) -> list[dict[str, Any]]:
    """Return for each amount its columns in dollars."""
    found = [row.get("converted", {}) for row in converted_rows(one.entry.amounts, one.release.published)]
    return [{f"converted_{name}": row.get(name) for name in _CONVERTED} for row in found]


def _json(one: Listed) -> dict[str, Any]:
    return entry_to_json(one.entry)


def _entry_row(one: Listed) -> dict[str, Any]:
    e = one.entry
    return {
        "id": e.id,
        "release": one.release.id,
        "kind": e.kind,
        "attribute": e.attribute,
        "status": one.status,
        "same_as": one.fate.head if one.fate.head != e.id else None,  # told first there: count it once
        "summary": e.summary,
        "when_start": e.when.first if e.when else None,
        "when_end": e.when.last if e.when else None,
        "when_bound": e.when.bound if e.when else None,
        "when_edtf": e.when.edtf if e.when else None,
        "when_quote": e.when.quote if e.when else None,
        "where": e.where.name if e.where else None,
        "where_country": e.where.country if e.where else None,
        "mechanism": e.mechanism.name if e.mechanism else None,
        "ordinal": e.mechanism.ordinal if e.mechanism else None,
        "topics": " ".join(e.topics) or None,
        "rule": e.rule,
        "confidence": e.confidence,
    }


def plain_cell(value: object) -> object:
    """Return a value as text where a file has no type for it."""
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _write_jsonl(path: Path, columns: Columns, rows: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            kept = {name: plain_cell(row[name]) for name in columns if row.get(name) is not None}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return path


def _write_csv(path: Path, columns: Columns, rows: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: plain_cell(value) for name, value in row.items()} for row in rows)
    return path


def _write_parquet(path: Path, columns: Columns, rows: Table) -> Path:
    arrays = [column_of(form, [row.get(name) for row in rows]) for name, form in columns.items()]
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=list(columns)), path)
    return path


def column_of(form: str, values: Sequence[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the values of a column as an Arrow array of its type."""
    if form == "date":
        values = [date.fromisoformat(value) if isinstance(value, str) else value for value in values]
    return pyarrow.array(values, COLUMN_TYPES[form])


COLUMN_TYPES = {
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "string": pyarrow.string(),
    "date": pyarrow.date32(),
}
_WRITERS: dict[str, Callable[[Path, Columns, Table], Path]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


def _package(to: str) -> dict[str, Any]:
    return {
        "name": "communique-ledger",
        "title": "What official releases say was done, promised, measured and built",
        "resources": [
            {
                "name": name,
                "path": f"{name}.{to}",
                "schema": {"fields": [{"name": column, "type": form} for column, form in columns.items()]},
            }
            for name, columns in COLUMNS.items()
        ],
    }
