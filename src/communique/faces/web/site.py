"""The site as one application: its addresses, and how an error is shown."""

from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.accounts import Accounts
from communique.accounts.oidc import SignOn
from communique.errors import CommuniqueError
from communique.faces.visitor import Visitor
from communique.faces.web.accounts import ADDRESSES
from communique.faces.web.address import AddressError
from communique.faces.web.render import page, wants_json
from communique.faces.web.routes import ROUTES
from communique.query import Book


def site(
    book: Book, who: str | None = None, accounts: Accounts | None = None, sign_on: SignOn | None = None
) -> Starlette:
    """Return the site over an open ledger.

    `who` decides on its review page, nobody where it is None; with `accounts` the server says who asks, who
    may also sign in by the provider of `sign_on`.
    """
    addresses = ROUTES + (ADDRESSES if accounts else ())
    app = Starlette(
        routes=[
            *(Route(one.path, one.answer, methods=[one.method]) for one in addresses),
            Mount("/static", StaticFiles(packages=[("communique.faces.web", "static")])),
        ],
        exception_handlers={CommuniqueError: _told, HTTPException: _refused, Exception: _broken},
    )
    app.state.book, app.state.accounts, app.state.sign_on = book, accounts, sign_on
    # forms of another run, or another site, do not have the token
    app.state.visitor = Visitor() if accounts else Visitor(who, "admin", token_urlsafe())
    return app


def _told(request: Request, error: Exception) -> Response:
    """Show an error that a user can meet, in its one line."""
    return told(request, 400 if isinstance(error, AddressError) else 500, str(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return told(request, error.status_code, error.detail)


def _broken(request: Request, error: Exception) -> Response:
    return told(request, 500, "this page could not be made; the log of the server has why")


def told(request: Request, status: int, line: str) -> Response:
    """Return an answer that says in one line what is wrong, as a page or as JSON."""
    if wants_json(request):
        return JSONResponse({"error": line}, status)
    return page(request, "error.html", status, line=line, status=status)
