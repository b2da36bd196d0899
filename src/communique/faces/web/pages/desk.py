"""The desk: what is new, what falls due, what is overdue."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from communique.faces.web.address import as_of
from communique.faces.web.render import page
from communique.query import Book, due, list_releases, summarise
from communique.query.entries import Filters

_AHEAD = timedelta(days=90)
_ROWS = 12


def desk(request: Request) -> Response:
    """Return the desk as of a day."""
    book: Book = request.app.state.book
    day = as_of(request.query_params)
    return page(
        request,
        "desk.html",
        summary=summarise(book, day),
        releases=list_releases(book, Filters(as_of=day), _ROWS),
        due=due(book, _AHEAD, day),
        rows=_ROWS,
    )
