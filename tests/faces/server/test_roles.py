"""Every route of the server against every role: what is not allowed by the table is refused."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from communique.accounts import ROLES, Accounts, Role, open_accounts
from communique.faces.server import application
from communique.faces.server.gate import Gate
from communique.faces.server.roles import LEAST
from communique.faces.web.accounts.cookie import SESSION
from communique.ledger import open_ledger
from communique.query import Book, open_book
from tests.faces.conftest import HERE

WORD = "correct horse battery"
PROVIDER = {"GET /sign-in/provider", "GET /sign-in/provider/back"}
# What takes more than reading, or less; all that is not named here is a page or answer for readers.
ANYONE = {"GET /static/*", "GET /sign-in", "POST /sign-in", *PROVIDER}
REVIEWER = {"POST /review", "POST /api/v1/decisions"}
ADMIN = {"GET /accounts", "POST /accounts/role", "POST /accounts/remove"}
ASKS = {"POST /seen", "POST /reconcile", "POST /api/v1/sql"}
OWN = {"POST /sign-out", "POST /account/token", "POST /account/revoke", "POST /account/password"}
WHO: tuple[Role | None, ...] = (None, *ROLES)


def routes_of(routes: Sequence[BaseRoute], at: str = "") -> Iterator[str]:
    """Yield every route as `METHOD path`."""
    for route in routes:
        if isinstance(route, Mount):
            yield from (
                routes_of(route.routes, at + route.path) if route.routes else [f"GET {at}{route.path}/*"]
            )
        elif router := getattr(route, "original_router", None):
            yield from routes_of(router.routes, at)
        else:
            assert isinstance(route, Route), route
            yield from (f"{method} {at}{route.path}" for method in route.methods or () if method != "HEAD")


def expected(route: str, role: Role | None) -> bool:
    """Return whether a role, None for who did not sign in, should reach a route."""
    least = "reviewer" if route in REVIEWER else "admin" if route in ADMIN else "reader"
    return route in ANYONE or (role is not None and ROLES.index(role) >= ROLES.index(least))


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """Return accounts with one of each role, named like it."""
    path = tmp_path_factory.mktemp("roles") / "a.db"
    open_ledger(path, create=True).close()
    accounts = open_accounts(path, create=True)
    assert accounts
    for role in ROLES:
        accounts.add("root", role, role, WORD)
    yield accounts
    accounts.close()


@pytest.fixture(scope="module")
def book(shelf: Path) -> Iterator[Book]:
    """Return a ledger."""
    book = open_book(shelf)
    yield book
    book.close()


@pytest.fixture(scope="module")
def server(book: Book, accounts: Accounts) -> Starlette:
    """Return the server with accounts."""
    return application(book, accounts=accounts)


@pytest.fixture(scope="module")
def behind(server: Starlette, accounts: Accounts) -> TestClient:
    """Return a client of the gate of the server, with an answer behind it that always comes."""
    gate = Gate(PlainTextResponse("let in"), accounts, server.routes)
    return TestClient(gate, base_url=HERE, follow_redirects=False)


@pytest.fixture(scope="module")
def cookies(accounts: Accounts) -> dict[Role, str]:
    """Return the cookie of a session of each role."""
    return {role: accounts.sign_in(role, WORD, "192.0.2.1") for role in ROLES}


@pytest.fixture(scope="module")
def tokens(accounts: Accounts) -> dict[Role, str]:
    """Return a token of each role that can have one of its own."""
    return {role: accounts.make_token(role, role, role, 9, "")[1] for role in ROLES[:-1]}


def test_every_route_stands_in_the_table_and_nothing_else_does(server: Starlette) -> None:
    assert sorted(routes_of(server.routes)) == sorted(LEAST)


def test_what_is_not_named_here_only_reads() -> None:
    named = ANYONE | REVIEWER | ADMIN | OWN | ASKS
    assert [one for one in LEAST.keys() - named if not one.startswith("GET ")] == []


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("route", sorted(LEAST))
def test_a_role_reaches_what_it_may_and_nothing_more(
    behind: TestClient, cookies: dict[Role, str], tokens: dict[Role, str], route: str, role: Role | None
) -> None:
    method, path = route.split(" ")
    address = path.replace("{id}", "ent-0").replace("*", "site.css")
    program = path.startswith("/api/") and method != "GET"  # for which no cookie counts
    headers = {}
    if role and program:
        headers = {"Authorization": f"Bearer {tokens.get(role, tokens['editor'])}"}
    elif role:
        headers = {"Cookie": f"{SESSION}={cookies[role]}"}
    answer = behind.request(method, address, headers=headers)
    assert (answer.text == "let in") is expected(route, role)
    if not expected(route, role):
        assert answer.status_code in ((303, 401) if role is None else (403,))


@pytest.mark.parametrize("path", ["/new", "/api/v1/new"])
def test_a_route_that_no_table_has_is_for_nobody(
    accounts: Accounts, cookies: dict[Role, str], path: str
) -> None:
    routes = [
        Mount("/api/v1", routes=[Route("/new", PlainTextResponse("new"))]),
        Route("/new", PlainTextResponse),
    ]
    client = TestClient(Gate(PlainTextResponse("let in"), accounts, routes), base_url=HERE)
    for role in ROLES:
        assert client.get(path, headers={"Cookie": f"{SESSION}={cookies[role]}"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["/nowhere", "/api/v1/nowhere", "/ledger/", "//ledger", "/LEDGER", "/%2e"]
)
def test_who_did_not_sign_in_learns_nothing_of_what_there_is(server: Starlette, address: str) -> None:
    client = TestClient(server, base_url=HERE, follow_redirects=False)
    assert client.get(address).status_code in (303, 401)


def test_a_cookie_lets_no_page_elsewhere_decide_through_the_api(
    server: Starlette, cookies: dict[Role, str]
) -> None:
    client = TestClient(server, base_url=HERE)
    told = {"decision": "accept", "entry": "ent-0"}
    cookie = {"Cookie": f"{SESSION}={cookies['admin']}"}
    assert client.post("/api/v1/decisions", json=told, headers=cookie).status_code == 401


def test_a_refusal_is_told_and_noted(server: Starlette, accounts: Accounts, cookies: dict[Role, str]) -> None:
    client = TestClient(server, base_url=HERE)
    answer = client.get("/accounts", headers={"Cookie": f"{SESSION}={cookies['editor']}"})
    assert answer.status_code == 403
    assert "takes the role admin" in answer.text
    noted = accounts.log()[-1]
    assert (noted.who, noted.act, noted.about) == ("editor", "refused", "GET /accounts")
