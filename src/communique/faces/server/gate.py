"""Lets through who may: tells who asks by cookie or token, and refuses what their role does not reach."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.accounts import Account, Accounts
from communique.faces.api import PREFIX, problem
from communique.faces.server.roles import Least, least_for, may
from communique.faces.visitor import Visitor
from communique.faces.web import told
from communique.faces.web.accounts.cookie import SESSION, came_from, seal_of

_SAFE = ("GET", "HEAD")


class Gate:
    """Stands before every route of a server with accounts; what no table allows is refused."""

    def __init__(self, app: ASGIApp, accounts: Accounts, routes: Sequence[BaseRoute]) -> None:
        """Take the application, its accounts, and the routes that it will choose from."""
        self._app, self._accounts, self._routes = app, accounts, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"{scope['type']}: nothing here is asked in this way")
        request = Request(scope)
        visitor = await run_in_threadpool(self._visitor, request)
        request.state.visitor = visitor
        least = least_for(self._routes, scope)
        app = self._app
        if not may(visitor.role, least):
            app = await run_in_threadpool(self._refusal, request, visitor, least)
        await app(scope, receive, send)

    def _visitor(self, request: Request) -> Visitor:
        account = self._account(request)
        seal = seal_of(request)
        token = self._accounts.seals.form_token(seal) if seal else ""
        if account is None:
            return Visitor(form_token=token)
        return Visitor(account.name, account.role, token, account=True)

    def _account(self, request: Request) -> Account | None:
        """Return the account that a token speaks for, else a cookie; no cookie lets a program write."""
        given = request.headers.get("authorization")
        if given is not None:
            scheme, _, secret = given.partition(" ")
            return self._accounts.of_token(secret.strip()) if scheme.lower() == "bearer" else None
        if _is_api(request) and request.method not in _SAFE:
            return None
        return self._accounts.of_session(request.cookies.get(SESSION, ""))

    def _refusal(self, request: Request, visitor: Visitor, least: Least) -> Response:
        if visitor.role is None:
            return _sign_in_first(request)
        line = f"takes the role {least}; {visitor.name} has the role {visitor.role} here"
        self._accounts.refused(visitor.name or "", f"{request.method} {request.url.path}", came_from(request))
        return problem(403, line) if _is_api(request) else told(request, 403, line)


def _sign_in_first(request: Request) -> Response:
    if _is_api(request) or request.method not in _SAFE or "authorization" in request.headers:
        return problem(401, "needs the token of an account", {"WWW-Authenticate": "Bearer"})
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303, {"Cache-Control": "no-store"})


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(f"{PREFIX}/") or request.url.path == PREFIX
