"""Who may do what, for an admin: roles, and the newest of the audit log."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.accounts import ROLES, Accounts
from communique.errors import CommuniqueError
from communique.faces.posted import Form
from communique.faces.visitor import visitor_of
from communique.faces.web.render import page

_LINES = 100  # of the log


def people(request: Request) -> Response:
    """Return the page of all accounts."""
    return _page(request)


def role_post(request: Request, form: Form) -> Response:
    """Give an account another role."""
    return _act(request, form, lambda accounts, who, name: accounts.set_role(who, name, form.get("role", "")))


def remove_post(request: Request, form: Form) -> Response:
    """End an account."""
    return _act(request, form, lambda accounts, who, name: accounts.remove(who, name))


def _act(request: Request, form: Form, act: Callable[[Accounts, str, str], None]) -> Response:
    """Do something with another's account: nobody locks themselves out."""
    who, name = visitor_of(request).name or "", form.get("name", "")
    try:
        if name == who:
            raise CommuniqueError(f"{name}: is your own account; another admin can change it")
        act(request.app.state.accounts, who, name)
    except CommuniqueError as error:
        return _page(request, 400, str(error))
    return RedirectResponse("/accounts", 303)


def _page(request: Request, code: int = 200, wrong: str = "") -> Response:
    accounts: Accounts = request.app.state.accounts
    visitor = visitor_of(request)
    shown = page(
        request, "accounts/people.html", code,
        people=accounts.everyone(), roles=ROLES, log=accounts.log(_LINES)[::-1], wrong=wrong,
        token=visitor.form_token, own=visitor.name,
    )  # fmt: skip
    shown.headers["Cache-Control"] = "no-store"
    return shown
