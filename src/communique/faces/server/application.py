"""Puts the site and the API under one address, behind one guard."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from communique.accounts import Accounts
from communique.accounts.oidc import SignOn
from communique.faces.api import PREFIX, api, problem
from communique.faces.reconcile import reconciliation
from communique.faces.server.fresh import Fresh
from communique.faces.server.gate import Gate
from communique.faces.server.guard import Guard
from communique.faces.web import site
from communique.query import Book


def application(
    book: Book,
    who: str | None = None,
    token: str | None = None,
    accounts: Accounts | None = None,
    names: Sequence[str] = (),
    sign_on: SignOn | None = None,
) -> Starlette:
    """Return the whole server over an open ledger; `names` are those it has beside its loopback names.

    `who` decides on the review page, and through the API whoever sends `token`; without them it only reads.
    With `accounts` nothing is shown or decided but to an account whose role allows it; who has none may
    come by the provider of `sign_on`.
    """
    routes = [
        *reconciliation(book),
        Mount(PREFIX, api(book, who, token)),
        Mount("/", site(book, who, accounts, sign_on)),
    ]
    gate = [Middleware(Gate, accounts=accounts, routes=routes)] if accounts else []
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, names=names), *gate, Middleware(Fresh, book=book)],
        exception_handlers={404: _nowhere},
    )


def _nowhere(request: Request, error: Exception) -> Response:
    """Answer for an address that not even the site takes: one with a line break in it."""
    return problem(404, "nothing has this address")
