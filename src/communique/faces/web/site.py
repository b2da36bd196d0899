"""The site as one application: which address leads to which page, and what every answer carries."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.faces.web.address import AddressError
from communique.faces.web.pages import desk, diff, feeds, health, ledger, pair, releases, search, things
from communique.faces.web.render import page, wants_json
from communique.query import Book

Page = Callable[[Request], Response]

_PAGES: dict[str, Page] = {
    "/": desk.desk,
    "/ledger": ledger.ledger,
    "/ledger.json": ledger.ledger,
    "/ledger.csv": ledger.ledger_csv,
    "/ledger.jsonl": ledger.ledger_jsonl,
    "/releases": releases.all_releases,
    "/releases/{id}": releases.release,
    "/entries/{id}": things.entry,
    "/actors": things.actors,
    "/actors/{id}": things.actor,
    "/mechanisms": things.mechanisms,
    "/mechanisms/{id}": things.mechanism,
    "/pair": pair.pair,
    "/pair.json": pair.pair,
    "/pair.csv": pair.pair_csv,
    "/diff": diff.diff_page,
    "/diff.json": diff.diff_page,
    "/health": health.health,
    "/health.json": health.health,
    "/search": search.search_page,
    "/search.json": search.search_page,
    **feeds.feed_pages(),
}


def site(book: Book) -> Starlette:
    """Return the site over an open ledger; it reads only."""
    app = Starlette(
        routes=[
            *(Route(path, function, methods=["GET"]) for path, function in _PAGES.items()),
            Mount("/static", StaticFiles(packages=[("communique.faces.web", "static")])),
        ],
        exception_handlers={CommuniqueError: _told, HTTPException: _refused, Exception: _broken},
    )
    app.state.book = book
    return app


def _told(request: Request, error: Exception) -> Response:
    """Show an error that a user can meet, in its one line."""
    return _error(request, 400 if isinstance(error, AddressError) else 500, str(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code, error.detail)


def _broken(request: Request, error: Exception) -> Response:
    return _error(request, 500, "this page could not be made; the log of the server has why")


def _error(request: Request, status: int, line: str) -> Response:
    if wants_json(request):
        return JSONResponse({"error": line}, status)
    return page(request, "error.html", status, line=line, status=status)
