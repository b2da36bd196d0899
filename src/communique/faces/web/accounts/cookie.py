"""The cookies of accounts: one of the session, and one by which a form to sign in is known as ours."""

from starlette.requests import Request
from starlette.responses import Response

SESSION, VISIT = "communique_session", "communique_visit"


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
