"""Prometheus metrics of watching, in the text form that node_exporter's textfile collector takes."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from communique.errors import CommuniqueError
from communique.query.health import Watched, is_ill, seconds_of

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_OF_LISTS: tuple[tuple[str, str, Callable[[Watched], float]], ...] = (
    ("list_failures", "Failures of a list in a row.", lambda row: row.failures),
    ("list_releases", "Releases that a list named when last read.", lambda row: row.listed),
    ("list_releases_expected", "Releases that a list names when it is whole.", lambda row: row.at_least),
    (
        "list_answered_timestamp_seconds",
        "When a list last answered, 0 for never.",
        lambda row: seconds_of(row.good),
    ),
    (
        "list_fresh_timestamp_seconds",
        "When a list last named something new, 0 for never.",
        lambda row: seconds_of(row.fresh),
    ),
)


def write_metrics(path: Path, lists: Sequence[Watched], items: Mapping[tuple[str, str], int]) -> None:
    """Write the metrics of all lists, and of items by publisher and state, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text("\n".join(_lines(lists, items)) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise CommuniqueError(f"--metrics {path}: {error.strerror}") from error


def _lines(lists: Sequence[Watched], items: Mapping[tuple[str, str], int]) -> Iterator[str]:
    yield from _head("list_well", "1 where a list does well, 0 where it is ill; `health` says how.")
    for row in lists:
        labels = _labels(publisher=row.publisher, url=row.url, health=row.health)
        yield f"communique_list_well{labels} {int(not is_ill(row))}"
    for name, told, value in _OF_LISTS:
        yield from _head(name, told)
        for row in lists:
            yield f"communique_{name}{_labels(publisher=row.publisher, url=row.url)} {value(row):.0f}"
    yield from _head("items", "Releases that lists named, by what became of them.")
    for (publisher, state), count in sorted(items.items()):
        yield f"communique_items{_labels(publisher=publisher, state=state)} {count}"


def _head(name: str, told: str) -> Iterator[str]:
    yield f"# HELP communique_{name} {told}"
    yield f"# TYPE communique_{name} gauge"


def _labels(**labels: str) -> str:
    told = ",".join(f'{name}="{value.translate(_ESCAPED)}"' for name, value in labels.items())
    return f"{{{told}}}"
