"""One's own account: its tokens, each shown once, and its password."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.accounts import SCOPES, Accounts, reaches
from communique.errors import CommuniqueError
from communique.faces.posted import Form
from communique.faces.visitor import visitor_of
from communique.faces.web.accounts.cookie import SESSION, came_from, drop
from communique.faces.web.render import page


def own_account(request: Request) -> Response:
    """Return the page of one's own account."""
    return _page(request)


def token_post(request: Request, form: Form) -> Response:
    """Make a token and show its secret, this once."""
    accounts, name = _accounts(request), _name(request)
    days = form.get("days", "")
    try:
        if not (days.isascii() and days.isdecimal() and len(days) < 6):
            raise CommuniqueError(f"{days[:20]} days: a number of days")
        _, secret = accounts.make_token(name, name, form.get("scope", ""), int(days), form.get("purpose", ""))
    except CommuniqueError as error:
        return _page(request, 400, wrong=str(error))
    return _page(request, secret=secret)


def revoke_post(request: Request, form: Form) -> Response:
    """End one of one's own tokens."""
    name = _name(request)
    try:
        _accounts(request).revoke(name, form.get("id", ""), of=name)
    except CommuniqueError as error:
        return _page(request, 400, wrong=str(error))
    return RedirectResponse("/account", 303)


def password_post(request: Request, form: Form) -> Response:
    """Give oneself another password, which takes the old one, and sign in anew."""
    accounts, name = _accounts(request), _name(request)
    try:
        if form.get("new") != form.get("again"):
            raise CommuniqueError("the new password was not written the same twice")
        accounts.sign_in(name, form.get("old", ""), came_from(request))  # its tries are counted
        accounts.set_password(name, name, form.get("new", ""))  # ends every session
    except CommuniqueError as error:
        return _page(request, 400, wrong=str(error))
    response = RedirectResponse("/sign-in", 303)
    drop(response, SESSION)
    return response


def _page(request: Request, code: int = 200, wrong: str = "", secret: str = "") -> Response:
    accounts, visitor = _accounts(request), visitor_of(request)
    shown = page(
        request, "accounts/own.html", code,
        role=visitor.role, wrong=wrong, secret=secret, token=visitor.form_token,
        tokens=accounts.tokens(_name(request)), has_password=accounts.has_password(_name(request)),
        scopes=[scope for scope in SCOPES if reaches(visitor.role, scope)],
    )  # fmt: skip
    shown.headers["Cache-Control"] = "no-store"
    return shown


def _accounts(request: Request) -> Accounts:
    accounts: Accounts = request.app.state.accounts
    return accounts


def _name(request: Request) -> str:
    return visitor_of(request).name or ""
