"""The cookies of accounts: of the session, of a form to sign in, of a sign-in under way at a provider."""

from starlette.requests import Request
from starlette.responses import Response

SESSION, VISIT, FLOW = "communique_session", "communique_visit", "communique_flow"


def keep(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Give the browser a cookie that no script reads and that no page elsewhere can send a form with."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, seconds, httponly=True, samesite="lax", secure=secure)


def drop(response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(name, httponly=True, samesite="lax")


def seal_of(request: Request) -> str:
    """Return the cookie that a form of this browser is bound to: the session's, else the visit's, else ""."""
    return request.cookies.get(SESSION) or request.cookies.get(VISIT) or ""


def came_from(request: Request) -> str:
    """Return the address that a request came from."""
    return request.client.host if request.client else ""
