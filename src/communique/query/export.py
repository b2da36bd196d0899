"""Writes everything to a folder: releases, entries and slots as tables, with a data package description."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from communique.errors import LedgerError
from communique.query.book import Book
from communique.query.entries import Filters, Listed, list_entries
from communique.query.releases import list_releases
from communique.records.contract import entry_to_json, release_to_json

Table = list[dict[str, Any]]
FORMS = ("jsonl", "csv", "parquet")
# Column -> its type in the data package; everything else is a string.
_TYPES = {
    "published": "date",
    "when_start": "date",
    "when_end": "date",
    "start": "integer",
    "end": "integer",
    "ordinal": "integer",
    "confidence": "number",
    "entries": "integer",
    "unread": "integer",
}


def export(book: Book, to: str, folder: Path, as_of: date | None = None) -> list[Path]:
    """Write the ledger to a folder as "jsonl", "csv" or "parquet"; return the files written."""
    if to not in FORMS:
        raise LedgerError(f"export --to {to}: one of {', '.join(FORMS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tables = _tables(book, as_of)
        written = [_WRITERS[to](folder / f"{name}.{to}", rows) for name, rows in tables.items()]
        package = folder / "datapackage.json"
        package.write_text(
            json.dumps(_package(tables, to), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be written: {error.strerror}") from error
    return [*written, package]


def _tables(book: Book, as_of: date | None) -> dict[str, Table]:
    filters = Filters(as_of=as_of, min_confidence=0)
    releases = list_releases(book, filters)
    entries = list_entries(book, None, filters)
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
            {"entry": one.entry.id, **amount} for one in entries for amount in _json(one).get("amounts", [])
        ],
    }


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


def _columns(rows: Table) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _write_jsonl(path: Path, rows: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            kept = {name: _plain(value) for name, value in row.items() if value is not None}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return path


def _write_csv(path: Path, rows: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _columns(rows), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return path


def _write_parquet(path: Path, rows: Table) -> Path:
    arrays, names = [], _columns(rows)
    for name in names:
        values = [row.get(name) for row in rows]
        arrays.append(_array(name, values))
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=names), path)
    return path


def _array(name: str, values: Sequence[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    kind = {"date": pyarrow.date32(), "integer": pyarrow.int64(), "number": pyarrow.float64()}.get(
        _TYPES.get(name, "string"), pyarrow.string()
    )
    if kind == pyarrow.date32():
        return pyarrow.array([date.fromisoformat(v) if isinstance(v, str) else v for v in values], kind)
    if kind == pyarrow.string():
        values = [None if v is None else str(v) for v in values]
    return pyarrow.array(values, kind)


_WRITERS: dict[str, Callable[[Path, Table], Path]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


def _package(tables: dict[str, Table], to: str) -> dict[str, Any]:
    return {
        "name": "communique-ledger",
        "title": "What official releases say was done, promised, measured and built",
        "resources": [
            {"name": name, "path": f"{name}.{to}", "schema": {"fields": list(_fields(rows))}}
            for name, rows in tables.items()
        ],
    }


def _fields(rows: Table) -> Iterator[dict[str, str]]:
    for name in _columns(rows):
        yield {"name": name, "type": _TYPES.get(name, "string")}
