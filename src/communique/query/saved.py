"""Saved queries: a list with a name, narrowed for good, to be fed and told of under that name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from communique.errors import CommuniqueError
from communique.ledger.saved import Delivery, SavedRow, Told
from communique.query.book import Book
from communique.query.entries import Filters, ListName
from communique.query.narrowed import filters_from, narrowed

What = Literal["ledger", ListName]
WHATS: tuple[What, ...] = get_args(What)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")

__all__ = ["WHATS", "Delivery", "SavedQuery", "Told", "What", "find_saved", "list_saved", "save_query"]


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A list with a name. `last` is its latest digest, on its way or arrived."""

    name: str
    what: str
    filters: Filters
    at: str  # ISO 8601 in UTC
    last: Delivery | None = None

    @property
    def narrowed(self) -> Mapping[str, str]:
        """What narrows it, by its names in an address."""
        return narrowed(self.filters)


def save_query(book: Book, name: str, what: str, filters: Filters) -> SavedQuery:
    """Keep a list under a name; raise CommuniqueError where it cannot have it."""
    if not _NAME.fullmatch(name) or name in WHATS:
        raise CommuniqueError(f"{name}: not a name; small letters, digits and hyphens, and no list's name")
    if what not in WHATS:
        raise CommuniqueError(f"{what}: no list; there are {', '.join(WHATS)}")
    if filters.as_of:
        raise CommuniqueError("--as-of: a saved query is read as the ledger stands")
    book.ledger.saved.add(SavedRow(name, what, narrowed(filters)))
    return find_saved(book, name)


def list_saved(book: Book) -> list[SavedQuery]:
    """Return all saved queries, by name."""
    return [_of_row(book, row) for row in book.ledger.saved.all()]


def find_saved(book: Book, name: str) -> SavedQuery:
    """Return a saved query; raise CommuniqueError where there is none of this name."""
    found = next((row for row in book.ledger.saved.all() if row.name == name), None)
    if not found:
        raise CommuniqueError(f"{name}: no saved query; `communique saved list` has them")
    return _of_row(book, found)


def _of_row(book: Book, row: SavedRow) -> SavedQuery:
    last = next(iter(book.ledger.saved.deliveries(row.name)), None)
    return SavedQuery(row.name, row.what, filters_from(row.filters), row.at, last)
