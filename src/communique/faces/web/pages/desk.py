"""The desk: what falls due, what is overdue, which series have gone quiet, what is new."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from communique.faces.web.address import as_of
from communique.faces.web.bars import bar
from communique.faces.web.render import page
from communique.query import Book, due, list_mechanisms, list_releases, summarise
from communique.query.entries import Filters

_AHEAD = timedelta(days=90)
_ROWS = 12


def desk(request: Request) -> Response:
    """Return the desk as of a day."""
    book: Book = request.app.state.book
    day = as_of(request.query_params)
    told = due(book, _AHEAD, day)
    series = list_mechanisms(book, Filters(as_of=day))
    return page(
        request,
        "desk.html",
        summary=summarise(book, day),
        releases=list_releases(book, Filters(as_of=day), _ROWS),
        due=told,
        bars={one.entry.id: bar(one, told.today, _AHEAD) for one in told.coming},
        quiet=[one for one in series if one.status == "due"][:_ROWS],
        rows=_ROWS,
    )
