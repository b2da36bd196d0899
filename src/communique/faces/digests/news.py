"""What a list holds that its receiver does not know yet: the digest, as JSON, and what it teaches."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

from communique.faces.feeds.item import Item, of_actor, of_entry, of_mechanism, of_release, urn
from communique.faces.feeds.lists import home_of, kind_of
from communique.query import Book, list_actors, list_mechanisms, timed_releases
from communique.query.lives import mark, unlike
from communique.query.saved import Delivery, SavedQuery, Told

PART = 500  # things of one digest; the others follow in the next
Turn = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class _News:
    turn: Turn
    key: str
    title: str
    item: Item | None = None  # None for what is gone
    told: Told | None = None


def news(
    book: Book, query: SavedQuery, target: str, base: str, most: int | None = None, now: str | None = None
) -> Delivery | None:
    """Return the digest of what a target does not know yet, at most so many things; None where it knows all.

    `base` is the address of the site. `now`, ISO 8601 in UTC, is the time that the digest bears.
    """
    known = book.ledger.saved.told(query.name, target)
    found = list(_unlike(book, query, known, base))
    part = found[:most]
    if not part:
        return None
    made = now or datetime.now(UTC).isoformat(timespec="seconds")
    told = _body(query, made, part, len(found) - len(part), base)
    plain = json.dumps([query.name, target, told], ensure_ascii=False, sort_keys=True)
    name = f"dig-{hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()[:24]}"
    body = json.dumps({"id": name, **told}, ensure_ascii=False)
    return Delivery(name, query.name, target, made, body, {one.key: one.told for one in part})


def _body(query: SavedQuery, made: str, part: Sequence[_News], left: int, base: str) -> dict[str, object]:
    counts = {turn: sum(one.turn == turn for one in part) for turn in ("new", "changed", "gone")}
    return {
        "query": {"name": query.name, "list": query.what, "filters": dict(query.narrowed)},
        "url": home_of(query.what, query.narrowed, base),
        "made": made,
        "counts": {**counts, "left": left},
        "items": [_row(one) for one in part],
    }


def _row(one: _News) -> dict[str, object]:
    if one.item is None:
        return {"turn": one.turn, "id": urn(one.key), "title": one.title}
    told = {name: value for name, value in asdict(one.item).items() if value}
    return {"turn": one.turn, **told}


def _unlike(book: Book, query: SavedQuery, known: Sequence[Told], base: str) -> Iterator[_News]:
    """Yield what is not as it was told: in the order of the list, then what is in it no more."""
    keys = {one.key for one in known}
    seen = set[str]()
    if query.what in ("mechanisms", "actors", "releases"):
        found = _things(book, query, known, base, seen)
    else:
        found = _entries(book, query, known, base, seen)
    for told, item in found:
        seen.add(told.key)
        yield _News("changed" if told.key in keys else "new", told.key, told.title, item, told)
    for one in sorted(known, key=lambda one: one.key):
        if one.key not in seen:
            yield _News("gone", one.key, one.title)


def _entries(
    book: Book, query: SavedQuery, known: Sequence[Told], base: str, seen: set[str]
) -> Iterator[tuple[Told, Item]]:
    by_id = {one.id: one for one in known}
    marks = {one.id: one.mark for one in known}
    same, lives = unlike(book, kind_of(query.what), query.filters, marks)
    seen.update(by_id[one].key for one in same)
    for life in lives:
        item = of_entry(life, base)
        yield Told(life.uid, life.one.entry.id, mark(life.one), item.title), item


def _things(
    book: Book, query: SavedQuery, known: Sequence[Told], base: str, seen: set[str]
) -> Iterator[tuple[Told, Item]]:
    marks = {one.key: one.mark for one in known}
    for key, item in _items(book, query, base):
        said = "\n".join((item.title, item.text, item.updated if query.what == "releases" else ""))
        told = Told(key, key, hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32], item.title)
        if marks.get(key) == told.mark:
            seen.add(key)
        else:
            yield told, item


def _items(book: Book, query: SavedQuery, base: str) -> list[tuple[str, Item]]:
    match query.what:
        case "actors":
            return [(one.id, of_actor(one, base)) for one in list_actors(book, query.filters)]
        case "mechanisms":
            return [(one.id, of_mechanism(one, base)) for one in list_mechanisms(book, query.filters)]
    found = timed_releases(book, query.filters)
    return [(one.listed.release.id, of_release(one, base)) for one in found]
