"""Operations on entries: the list, one of them, the search, what is due."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from communique.faces.api import shapes
from communique.faces.api.asked import AsOf, Cursor, Ledger, Limit, Narrowed, OfKind, Threshold
from communique.faces.api.cursor import after_entry, entry_place
from communique.faces.api.found import Id, found
from communique.query import BELIEVED, due, list_entries, search
from communique.query.contract import entry_row, match_row, shown_row

router = APIRouter(tags=["entries"])


@router.get("/entries", response_model=shapes.Entries, response_model_exclude_unset=True)
def entries(
    book: Ledger, filters: Narrowed, kind: OfKind = None, limit: Limit = 50, cursor: Cursor = None
) -> dict[str, Any]:
    """List entries of one kind or all, newest release first."""
    rows = list_entries(book, kind, filters, limit + 1, after=entry_place(cursor))
    page: dict[str, Any] = {"items": [entry_row(one) for one in rows[:limit]]}
    return {**page, "cursor": after_entry(rows[limit - 1])} if len(rows) > limit else page


@router.get("/entries/{id}", response_model=shapes.Entry, response_model_exclude_unset=True)
def entry(book: Ledger, id: Id, as_of: AsOf = None) -> dict[str, Any]:
    """Show one entry."""
    return shown_row(found(book, id, "ent-", as_of))


@router.get("/search", response_model=shapes.Hits, response_model_exclude_unset=True)
def find(
    book: Ledger,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words that must all be there.")],
    limit: Limit = 20,
    as_of: AsOf = None,
) -> dict[str, Any]:
    """Search releases and entries; every hit has the passage that matched."""
    return {"items": [match_row(hit) for hit in search(book, q, limit, as_of)]}


@router.get("/due", response_model=shapes.Due, response_model_exclude_unset=True)
def falling_due(
    book: Ledger,
    days: Annotated[int, Query(ge=0, le=36525, description="How many days ahead to look.")] = 90,
    threshold: Threshold = BELIEVED,
    as_of: AsOf = None,
) -> dict[str, Any]:
    """Show what falls due and what is overdue; a vague day falls due at its end."""
    told = due(book, timedelta(days=days), as_of, threshold)
    coming, overdue = ([entry_row(one) for one in part] for part in (told.coming, told.overdue))
    return {"today": told.today.isoformat(), "coming": coming, "overdue": overdue}
