"""The queries of a batch as OpenRefine sends them, checked."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from communique.query.reconcile import TYPES, Asked

_MOST, _LONGEST, _CANDIDATES = 100, 500, 50  # queries of a batch, characters of a name, candidates of a query


class BatchError(ValueError):
    """A batch that is none, in one line."""


class _Property(BaseModel):
    pid: str
    v: Any


class _Query(BaseModel):
    query: Annotated[str, Field(max_length=_LONGEST)] = ""
    type: str | list[str] = []
    type_strict: Literal["any", "should", "all"] = "any"
    limit: Annotated[int, Field(ge=1)] = 5
    properties: list[_Property] = []


_BATCH = TypeAdapter(dict[str, _Query])


def batch(text: str) -> dict[str, Asked]:
    """Return the queries of a batch by their names; raise BatchError where it is none."""
    try:
        queries = _BATCH.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BatchError(f"queries: {where}: {first['msg']}") from error
    if len(queries) > _MOST:
        raise BatchError(f"queries: {len(queries)} at once, at most {_MOST}")
    return {name: _asked(one) for name, one in queries.items()}


def _asked(one: _Query) -> Asked:
    """Return what a query asks; types that are none of ours narrow nothing."""
    given = [one.type] if isinstance(one.type, str) else one.type
    country = next((_words(each.v) for each in one.properties if each.pid == "country"), None)
    types = tuple(name for name in TYPES if name in given)
    return Asked(one.query, types, country or None, min(one.limit, _CANDIDATES))


def _words(value: object) -> str:
    """Return the first value of a property as words: a text, or what is reconciled already."""
    if isinstance(value, list):
        return _words(value[0]) if value else ""
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)
