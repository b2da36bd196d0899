"""Who may ask what: the least role for every route. What stands in no table here is for nobody."""

from collections.abc import Sequence
from typing import Literal

from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Scope

from communique.accounts import Role, reaches

Least = Role | Literal["anyone", "nobody"]

_LISTS = (
    *("ledger", "meetings", "commitments", "agreements", "figures", "measures", "milestones"),
    *("mechanisms", "actors", "releases"),
)
_PAGES = (
    *("/", "/ledger", "/ledger.json", "/ledger.csv", "/ledger.jsonl", "/ledger.xlsx", "/ledger.parquet"),
    *("/releases", "/releases/{id}", "/entries/{id}", "/actors", "/actors/{id}"),
    *("/mechanisms", "/mechanisms/{id}", "/pair", "/pair.json", "/pair.csv", "/diff", "/diff.json"),
    *("/search", "/search.json", "/sql", "/sql.csv", "/review", "/review.json"),
    *("/charts", "/charts.json", "/charts/{name}.csv", "/health", "/health.json"),
    *(f"/{what}.{form}" for what in _LISTS for form in ("atom", "jsonfeed")),
    *(f"/{what}.ics" for what in _LISTS if what not in ("actors", "releases")),
)
_ANSWERS = (
    *("/", "/entries", "/entries/{id}", "/releases", "/releases/{id}", "/actors", "/actors/{id}"),
    *("/mechanisms", "/mechanisms/{id}", "/search", "/due", "/review", "/openapi.json"),
)

LEAST: dict[str, Least] = {
    "GET /static/*": "anyone",
    "GET /sign-in": "anyone",
    "POST /sign-in": "anyone",
    "GET /sign-in/provider": "anyone",
    "GET /sign-in/provider/back": "anyone",
    "POST /sign-out": "reader",
    "POST /seen": "reader",  # kept in the browser alone
    "GET /reconcile": "reader",
    "POST /reconcile": "reader",  # a batch of questions too long for an address
    "GET /reconcile/suggest/entity": "reader",
    "GET /reconcile/suggest/type": "reader",
    "GET /reconcile/suggest/property": "reader",
    "GET /reconcile/view/{id}": "reader",
    **{f"GET {path}": "reader" for path in _PAGES},
    **{f"GET /api/v1{path}": "reader" for path in _ANSWERS},
    # which decision a reviewer may make, and which an editor, is told where it is read (faces/visitor.py)
    "POST /api/v1/sql": "reader",  # which can do nothing but read
    "POST /review": "reviewer",
    "POST /api/v1/decisions": "reviewer",
    "GET /account": "reader",
    "POST /account/token": "reader",
    "POST /account/revoke": "reader",
    "POST /account/password": "reader",
    "GET /accounts": "admin",
    "POST /accounts/role": "admin",
    "POST /accounts/remove": "admin",
}


def may(role: Role | None, least: Least) -> bool:
    """Tell whether somebody of a role, None for who did not sign in, may ask what takes `least`."""
    if least == "anyone" or least == "nobody":
        return least == "anyone"
    return reaches(role, least)


def least_for(routes: Sequence[BaseRoute], scope: Scope) -> Least:
    """Return the least role for a request; where no route would answer it, that of any who may be told so."""
    found = _route(routes, scope)
    return "reader" if found is None else LEAST.get(found, "nobody")


def _route(routes: Sequence[BaseRoute], scope: Scope) -> str | None:
    """Return the route that will answer, by method and path: the routers choose in the same way."""
    for route in routes:
        match, child = route.matches(scope)
        if match is not Match.FULL:
            continue
        if isinstance(route, Mount):
            inner = _route(route.routes, {**scope, **child}) if route.routes else f"{_method(scope)} /*"
            return inner and inner.replace(" ", f" {route.path}", 1)
        if isinstance(route, Route):
            return f"{_method(scope)} {route.path}"
        # FastAPI wraps a router that was included; what it would answer and we do not find is for nobody
        router = getattr(route, "original_router", None)
        return (router and _route(router.routes, scope)) or "a route of no known kind"
    return None


def _method(scope: Scope) -> str:
    return "GET" if scope["method"] == "HEAD" else str(scope["method"])
