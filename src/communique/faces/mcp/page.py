"""Makes answers small: as many items as fit, where to go on, and no item larger than a page."""

import json
from collections.abc import Sequence
from typing import Any

from communique.records.contract import Json

# An answer stays under 4,000 tokens, counting one for two bytes: twice what English prose takes.
MOST_BYTES = 7_500
_HEAD_BYTES = 1_500  # kept free for what stands around the items
_LEAST_ROOM = (20, 1)  # the shortest texts and lists that a cut leaves


def compact(answer: Json) -> str:
    """Return an answer as JSON without blanks."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def paged(head: Json, items: Sequence[Json], offset: int, total: int) -> str:
    """Return `head` with the first of `items` that fit one answer, as JSON.

    `items` begin at `offset` of `total`; `next_offset` is where to go on, absent where nothing is left.
    """
    head = fitted(head, _HEAD_BYTES)
    kept: list[Json] = []
    room = MOST_BYTES - _HEAD_BYTES
    for item in items:
        small = fitted(item, MOST_BYTES - _HEAD_BYTES)
        room -= _size(small) + 1
        if room < 0:
            break
        kept.append(small)
    behind = offset + len(kept)
    left = {"next_offset": behind} if behind < total else {}
    return compact({**head, "total": total, "items": kept, **left})


def fitted(row: Json, most: int) -> Json:
    """Return a row of at most `most` bytes: long texts and lists cut, and `cut` set, where it was larger."""
    texts, lists = 2_000, 24
    small: Any = row
    while _size(small) > most and (texts, lists) != _LEAST_ROOM:
        small = {**_cut(row, texts, lists), "cut": True}
        texts, lists = max(_LEAST_ROOM[0], texts // 2), max(_LEAST_ROOM[1], lists // 2)
    return dict(small)


def _cut(value: Any, texts: int, lists: int) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case str():
            return value if len(value) <= texts else value[: texts - 1] + "…"
        case list():
            return [_cut(one, texts, lists) for one in value[:lists]]
        case dict():
            return {key: _cut(one, texts, lists) for key, one in value.items()}
    return value


def _size(row: Json) -> int:
    return len(compact(row).encode("utf-8", "surrogatepass"))
