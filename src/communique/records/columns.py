"""Readings as rows of typed columns, and back: the shape in which Parquet keeps them.

The columns are those of the records themselves, so a field added there travels without a word here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from communique.errors import BadInputError
from communique.records.contract import plain
from communique.records.entry import Reading

Row = dict[str, Any]
Outcome = Reading | BadInputError

_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary()}
_TYPES: dict[Any, pa.DataType] = {**_PLAIN, date: pa.date32(), Decimal: pa.string()}
_KEPT = tuple(one.name for one in fields(Reading) if one.name not in ("mentions", "made_by"))


def _type(hint: Any) -> pa.DataType:  # noqa: ANN401  # any type a record's field may have
    """Return the Arrow type of a field; a decimal is a string, so that it stays exact."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _TYPES:
        return _TYPES[hint]
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.field("element", _type(inner[0])))
    if origin is UnionType:
        return _type(next(one for one in inner if one is not NoneType))
    return pa.struct([(name, _type(of)) for name, of in get_type_hints(hint).items()])


_HINTS = get_type_hints(Reading)
SCHEMA = pa.schema(
    [(name, _type(_HINTS[name])) for name in _KEPT]
    + [("program", pa.string()), ("model", pa.string())]
    + [("refused", pa.struct([("where", pa.string()), ("why", pa.string())]))]
)
_READING = TypeAdapter(Reading)


def is_of_readings(names: Sequence[str]) -> bool:
    """Tell whether columns of these names hold readings."""
    return set(names) >= set(_KEPT)


def to_batch(outcomes: Sequence[Outcome], made_by: tuple[str, str]) -> pa.RecordBatch:
    """Return a row for each outcome, in order: a reading with its program and model, or a refusal."""
    rows = [_refused(one) if isinstance(one, BadInputError) else _row(one, made_by) for one in outcomes]
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def from_row(row: Mapping[str, Any], place: str) -> Outcome:
    """Return the outcome of a row, equal to what was written; what is none is told by its place."""
    refused = row.get("refused")
    if refused is not None:
        return BadInputError(refused["where"], refused["why"])
    try:
        reading = _READING.validate_python({name: row[name] for name in _KEPT})
    except ValidationError as error:
        first = error.errors()[0]
        slot = ".".join(map(str, first["loc"]))
        return BadInputError(place, f"no reading of communique: {slot}: {first['msg']}")
    return replace(reading, made_by=(row.get("program") or "", row.get("model") or ""))


def _refused(error: BadInputError) -> Row:
    return {"refused": {"where": error.where, "why": error.why}}


def _row(reading: Reading, made_by: tuple[str, str]) -> Row:
    program, model = reading.made_by or made_by
    return {name: _value(getattr(reading, name)) for name in _KEPT} | {"program": program, "model": model}


def _value(value: Any) -> Any:  # noqa: ANN401  # any value of a record's field, and what Arrow takes for it
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, Decimal):
        return plain(value)
    if is_dataclass(value):
        return {one.name: _value(getattr(value, one.name)) for one in fields(value)}
    return value
