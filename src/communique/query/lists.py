"""Lists entries by kind and filter, the newest release first; what several releases tell is one row."""

from collections.abc import Iterator

from communique.query.book import Book
from communique.query.entries import Filters, Listed, by_rows, listed, selected
from communique.query.picked import Place, counted, first_picked

_AT_ONCE = 500  # entries of a long list that are read at once


def list_entries(
    book: Book,
    kind: str | None,
    filters: Filters | None = None,
    limit: int | None = None,
    offset: int = 0,
    after: Place | None = None,
) -> list[Listed]:
    """Return entries of a kind (of every kind for None), newest release first; what is told again once.

    `after` goes on behind the place of an entry in the list, wherever new entries have come before it.
    """
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        rows = first_picked(moment, kind, filters, offset + limit if limit else None, after)
        return listed(moment, by_rows(moment, rows[offset:]))


def each_entry(book: Book, kind: str | None, filters: Filters) -> Iterator[Listed]:
    """Yield the whole list as `list_entries` has it, a part at a time, all of one state of the ledger."""
    with book.at(filters.as_of) as moment:
        numbers, _ = counted(moment, kind, filters)
        for start in range(0, len(numbers), _AT_ONCE):
            yield from listed(moment, by_rows(moment, numbers[start : start + _AT_ONCE]))


def list_tellings(book: Book, filters: Filters) -> list[Listed]:
    """Return the entries of every kind, newest release first, also those that tell a thing again."""
    with book.at(filters.as_of) as moment:
        return listed(moment, moment.rows(selected(moment, None, filters)))


def count_entries(book: Book, kind: str | None, filters: Filters) -> int:
    """Return how many entries the whole list holds."""
    with book.at(filters.as_of) as moment:
        return len(counted(moment, kind, filters)[0])
