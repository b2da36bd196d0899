"""What a list is narrowed to, as words by name: for addresses, titles and saved queries."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from communique.errors import CommuniqueError
from communique.query.entries import Filters

_FILTERS = TypeAdapter(Filters)


def narrowed(filters: Filters) -> dict[str, str]:
    """Return each filter that is in force, by its name in an address, in the order of the fields."""
    blank = Filters()
    found = {one.name: getattr(filters, one.name) for one in fields(Filters)}
    return {
        name_of(name): _plain(value)
        for name, value in found.items()
        if value is not None and value != getattr(blank, name)
    }


def filters_from(told: Mapping[str, str]) -> Filters:
    """Return the filters that `narrowed` told; raise CommuniqueError where they are none."""
    known = {name_of(one.name): one.name for one in fields(Filters)}
    try:
        given: dict[str, Any] = {known[name]: value for name, value in told.items()}
        return _FILTERS.validate_python(given)
    except (KeyError, ValidationError) as error:
        raise CommuniqueError(f"{dict(told)}: no filters of this program") from error


def name_of(name: str) -> str:
    """Return how an address calls a filter."""
    return {"min_confidence": "threshold"}.get(name, name.replace("_", "-"))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
