"""Reads releases from JSON lines: one object a line with title, published, text and a few optional keys."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communique.errors import BadInputError
from communique.records import Release
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.lines import Line

_BREAKS_OFF = ("…", "...", "[…]", "[...]")


def read_jsonl(
    lines: Iterable[Line | BadInputError], place: str, publisher: str | None
) -> Iterator[Release | BadInputError]:
    """Yield the release of each line; `publisher` is that of records which name none."""
    for line in lines:
        if isinstance(line, BadInputError):
            yield line
        elif line.text.strip():
            yield from _record(line, f"{place}:{line.number}", publisher)


def _record(line: Line, place: str, publisher: str | None) -> Iterator[Release | BadInputError]:
    try:
        record = _parsed(line.text)
    except ValueError as error:
        yield BadInputError(place, str(error))
    else:
        yield from read_record(record, place, publisher, line.broken)


def read_record(
    record: dict[str, Any], place: str, publisher: str | None, broken: int = 0
) -> Iterator[Release | BadInputError]:
    """Yield the release of one record, or why there is none; `broken` of its characters were no UTF-8."""
    try:
        parts = _parts(record, place, publisher, broken)
    except ValueError as error:
        yield BadInputError(place, str(error))
    else:
        yield from build_release(parts)


def _parsed(text: str) -> dict[str, Any]:
    """Return the JSON object that a line holds; raise ValueError where it holds none."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not a JSON object: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond what Python takes
        raise ValueError(f"not a JSON object that can be read: {error}") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    return record


def _parts(record: dict[str, Any], place: str, publisher: str | None, broken: int) -> Parts:
    """Return the parts of one record; raise ValueError where a key holds what it cannot."""
    url, number = _string(record, "url"), _string(record, "id")
    body = _string(record, "text") or ""
    return Parts(
        place=place,
        title=_string(record, "title") or "",
        published=_string(record, "published"),
        body=body,
        publisher=_string(record, "publisher") or publisher or UNKNOWN_PUBLISHER,
        key=url or number,
        url=url,
        lang=_string(record, "lang"),
        cut=body.rstrip().endswith(_BREAKS_OFF),
        broken=broken,
    )


def _string(record: dict[str, Any], key: str) -> str | None:
    """Return the string under `key`, None where it is absent, null or blank; a whole number counts as one."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key!r} is not a string")
    return value if value and value.strip() else None
