"""Operations on releases, actors and mechanisms: the lists, and one of each."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fastapi import APIRouter

from communique.faces.api import shapes
from communique.faces.api.asked import AsOf, Cursor, Ledger, Limit, Narrowed
from communique.faces.api.cursor import Key, after_release, name_place, pack, release_place
from communique.faces.api.found import Id, found
from communique.query import Actor, Mechanism, list_actors, list_mechanisms, list_releases
from communique.query.contract import actor_row, mechanism_row, release_row, shown_row

router = APIRouter()
Thing = TypeVar("Thing", Actor, Mechanism)


@router.get("/releases", response_model=shapes.Releases, response_model_exclude_unset=True, tags=["releases"])
def releases(book: Ledger, filters: Narrowed, limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
    """List releases, newest first; publisher, country, since, until and as-of narrow it."""
    rows = list_releases(book, filters, limit + 1, after=release_place(cursor))
    page: dict[str, Any] = {"items": [release_row(one) for one in rows[:limit]]}
    return {**page, "cursor": after_release(rows[limit - 1])} if len(rows) > limit else page


@router.get(
    "/releases/{id}", response_model=shapes.WholeRelease, response_model_exclude_unset=True, tags=["releases"]
)
def release(book: Ledger, id: Id, as_of: AsOf = None) -> dict[str, Any]:
    """Show one release with its text, its entries and what was left unread."""
    return shown_row(found(book, id, "rel-", as_of))


@router.get("/actors", response_model=shapes.Actors, response_model_exclude_unset=True, tags=["actors"])
def actors(book: Ledger, filters: Narrowed, limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
    """List actors, the most told first; actor, country, publisher, since, until and as-of narrow it."""
    rows = list_actors(book, filters)
    return _page(rows, actor_row, limit, cursor)


@router.get(
    "/actors/{id}", response_model=shapes.WholeActor, response_model_exclude_unset=True, tags=["actors"]
)
def actor(book: Ledger, id: Id, as_of: AsOf = None) -> dict[str, Any]:
    """Show one actor with the entries it takes part in."""
    return shown_row(found(book, id, "act-", as_of))


@router.get(
    "/mechanisms", response_model=shapes.Mechanisms, response_model_exclude_unset=True, tags=["mechanisms"]
)
def mechanisms(book: Ledger, filters: Narrowed, limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
    """List mechanisms, the most told first; every filter of entries narrows it."""
    rows = list_mechanisms(book, filters)
    return _page(rows, mechanism_row, limit, cursor)


@router.get(
    "/mechanisms/{id}",
    response_model=shapes.WholeMechanism,
    response_model_exclude_unset=True,
    tags=["mechanisms"],
)
def mechanism(book: Ledger, id: Id, as_of: AsOf = None) -> dict[str, Any]:
    """Show one mechanism with its editions and its entries."""
    return shown_row(found(book, id, "mec-", as_of))


def _order(one: Actor | Mechanism) -> Key:
    return -one.entries, one.name, one.id


def _page(
    rows: Sequence[Thing],
    row: Callable[[Thing], dict[str, Any]],
    limit: int,
    cursor: str | None,
) -> dict[str, Any]:
    """Return the page of sorted rows behind a cursor: the key of the last row seen, whatever came since."""
    after = name_place(cursor)
    rest = sorted((one for one in rows if after is None or _order(one) > after), key=_order)
    page: dict[str, Any] = {"items": [row(one) for one in rest[:limit]]}
    return {**page, "cursor": pack(*_order(rest[limit - 1]))} if len(rest) > limit else page
