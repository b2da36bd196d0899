"""Signing in and out."""

from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.accounts import Accounts, TooManyTriesError
from communique.accounts.attempts import WINDOW
from communique.accounts.oidc import SignOn
from communique.accounts.sessions import HOURS
from communique.errors import CommuniqueError
from communique.faces.posted import Form
from communique.faces.visitor import visitor_of
from communique.faces.web.accounts.cookie import SESSION, VISIT, came_from, drop, keep, seal_of
from communique.faces.web.render import page


def sign_in(request: Request) -> Response:
    """Return the form to sign in with; after it one is led to `next`."""
    return form(request, request.query_params.get("next", ""))


def sign_in_post(request: Request, sent: Form) -> Response:
    """Begin a session, or show the form again with the reason."""
    accounts: Accounts = request.app.state.accounts
    name = sent.get("name", "").lower()
    try:
        cookie = accounts.sign_in(name, sent.get("password", ""), came_from(request))
    except TooManyTriesError as error:
        shown = form(request, sent.get("next", ""), 429, str(error), name)
        shown.headers["Retry-After"] = str(WINDOW)
        return shown
    except CommuniqueError as error:
        return form(request, sent.get("next", ""), 403, str(error), name)
    response = RedirectResponse(within(sent.get("next", "")), 303)
    keep(request, response, SESSION, cookie, HOURS * 3600)
    drop(response, VISIT)
    return response


def sign_out_post(request: Request, sent: Form) -> Response:
    """End the session."""
    accounts: Accounts = request.app.state.accounts
    visitor = visitor_of(request)
    accounts.sign_out(request.cookies.get(SESSION, ""), visitor.name or "", came_from(request))
    response = RedirectResponse("/sign-in", 303)
    drop(response, SESSION)
    return response


def form(request: Request, after: str, code: int = 200, wrong: str = "", name: str = "") -> Response:
    """Return the form to sign in with, and why it is shown again."""
    accounts: Accounts = request.app.state.accounts
    sign_on: SignOn | None = request.app.state.sign_on
    seal = seal_of(request) or token_urlsafe()
    shown = page(
        request, "accounts/sign_in.html", code,
        after=within(after), wrong=wrong, name=name, token=accounts.seals.form_token(seal),
        provider=sign_on.terms.label if sign_on else "",
    )  # fmt: skip
    if not seal_of(request):
        keep(request, shown, VISIT, seal)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def within(address: str) -> str:
    """Return an address if it is one of this site, else that of the desk."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"
