"""The SQL that makes a list of entries, as `communique sql` and the site's page run it."""

from sqlalchemy.dialects.sqlite import dialect

from communique.ledger.schema import entry, release, release_version
from communique.query.book import Book
from communique.query.entries import Filters, selected

_SHOWN = (
    *(entry.c[name] for name in ("id", "kind", "attribute", "summary", "when_first", "when_last")),
    *(entry.c[name] for name in ("where_name", "mechanism_name", "confidence")),
    release_version.c.release,
    release_version.c.published,
    release.c.publisher,
)


def statement(book: Book, kind: str | None, filters: Filters) -> str | None:
    """Return the statement that selects just these entries, in order; None where SQL cannot tell them.

    Where an undertaking stands is worked out by the program, so a list narrowed by status has none.
    """
    if filters.status:
        return None
    with book.at(filters.as_of) as moment:
        query = selected(moment, kind, filters).with_only_columns(*_SHOWN)
        # that of SQLite also for a ledger on PostgreSQL: its copy is asked
        compiled = query.compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
        return str(compiled)
