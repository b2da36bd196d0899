"""The site as one application: its addresses, and how an error is shown."""

from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.faces.web.address import AddressError
from communique.faces.web.render import page, wants_json
from communique.faces.web.routes import ROUTES
from communique.query import Book


def site(book: Book, who: str | None = None) -> Starlette:
    """Return the site over an open ledger; `who` decides on its review page, nobody where it is None."""
    app = Starlette(
        routes=[
            *(Route(one.path, one.answer, methods=[one.method]) for one in ROUTES),
            Mount("/static", StaticFiles(packages=[("communique.faces.web", "static")])),
        ],
        exception_handlers={CommuniqueError: _told, HTTPException: _refused, Exception: _broken},
    )
    app.state.book, app.state.who = book, who
    app.state.form_token = token_urlsafe()  # forms of another run, or another site, do not have it
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
