"""Accounts on the site: signing in, deciding in one's own name, tokens, and what an admin may."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.accounts import Accounts, open_accounts
from communique.faces.server import application
from communique.faces.web.accounts.cookie import SESSION
from communique.query import Book, decisions
from tests.faces.conftest import HERE
from tests.made import commitment, make_release, meeting

WORD = "correct horse battery"
API = "/api/v1"
PLEDGE, MET = commitment(make_release()).id, meeting(make_release()).id


@pytest.fixture
def accounts(book: Book, tmp_path: Path) -> Iterator[Accounts]:
    """Accounts of the ledger: ann reads, rob reviews, eve edits, ada is admin."""
    accounts = open_accounts(tmp_path / "own.db", create=True)
    assert accounts
    for name, role in (("ann", "reader"), ("rob", "reviewer"), ("eve", "editor"), ("ada", "admin")):
        accounts.add("root", name, role, WORD)
    yield accounts
    accounts.close()


@pytest.fixture
def client(book: Book, accounts: Accounts) -> TestClient:
    """Return a browser that has not signed in."""
    return TestClient(application(book, accounts=accounts), base_url=HERE)


def fields(page: str, action: str, *words: str) -> dict[str, str]:
    """Return the hidden fields of the form of a page that goes to `action` and holds some words."""
    forms = [part.split("</form>")[0] for part in page.split("<form")[1:]]
    form = next(one for one in forms if f'action="{action}"' in one and all(word in one for word in words))
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def sign_in(client: TestClient, name: str, password: str = WORD, after: str = "/") -> str:
    """Sign in by the form; return the page that it leads to."""
    page = client.get("/sign-in", params={"next": after}).text
    return client.post("/sign-in", data={**fields(page, "/sign-in"), "name": name, "password": password}).text


def test_who_has_not_signed_in_is_led_to_the_form_and_then_on(client: TestClient) -> None:
    answer = client.get("/ledger?kind=meeting")
    assert answer.url.path == "/sign-in"
    data = {**fields(answer.text, "/sign-in"), "name": "ann", "password": WORD}
    led = client.post("/sign-in", data=data)
    assert str(led.url) == f"{HERE}/ledger?kind=meeting"
    assert "Ledger" in led.text
    assert "Sign out" in led.text


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example", "x"])
def test_signing_in_leads_nowhere_else(client: TestClient, after: str) -> None:
    page = client.get("/sign-in", params={"next": after}).text
    data = {**fields(page, "/sign-in"), "name": "ann", "password": WORD, "next": after}
    answer = client.post("/sign-in", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_for_this_site_alone(book: Book, accounts: Accounts, scheme: str) -> None:
    client = TestClient(application(book, accounts=accounts), base_url=f"{scheme}://localhost")
    page = client.get("/sign-in").text
    data = {**fields(page, "/sign-in"), "name": "ann", "password": WORD}
    given = client.post("/sign-in", data=data, follow_redirects=False).headers.get_list("set-cookie")
    [cookie] = [one for one in given if one.startswith(SESSION)]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert ("Secure" in cookie) is (scheme == "https")


def test_a_wrong_password_is_told_and_many_are_stopped(client: TestClient) -> None:
    for _ in range(5):
        assert "no account has this name and password" in sign_in(client, "ann", "wrong horse battery")
    page = client.get("/sign-in").text
    stopped = client.post("/sign-in", data={**fields(page, "/sign-in"), "name": "ann", "password": WORD})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900")


@pytest.mark.parametrize(
    "sent", [{"token": ""}, {"token": "guessed"}, {}], ids=["empty", "guessed", "of another browser"]
)
def test_a_form_to_sign_in_is_taken_from_the_browser_that_asked_for_it(
    client: TestClient, sent: dict[str, str]
) -> None:
    page = client.get("/sign-in").text
    client.cookies.clear()
    data = {**fields(page, "/sign-in"), "name": "ann", "password": WORD, **sent}
    assert client.post("/sign-in", data=data).status_code == 403
    assert client.cookies.get(SESSION) is None


def test_signing_out_ends_the_session_for_good(client: TestClient) -> None:
    page = sign_in(client, "ann")
    cookie = client.cookies[SESSION]
    client.post("/sign-out", data=fields(page, "/sign-out"))
    client.cookies.set(SESSION, cookie)
    assert client.get("/ledger").url.path == "/sign-in"


def test_a_decision_bears_the_name_of_who_made_it(client: TestClient, book: Book) -> None:
    sign_in(client, "rob")
    page = client.get("/review").text
    answer = client.post("/review", data=fields(page, "/review", 'value="accept"'))
    assert answer.status_code == 200
    [made] = decisions(book, persons_only=True)
    assert made.judgement.who == "rob"


def test_a_reader_sees_cards_and_decides_nothing(client: TestClient, book: Book) -> None:
    page = sign_in(client, "ann")
    assert "decides nothing" in client.get("/review").text
    told = {**fields(page, "/sign-out"), "act": "accept", "id": PLEDGE}
    assert client.post("/review", data=told).status_code == 403
    assert decisions(book, persons_only=True) == []


def test_a_form_of_another_session_is_refused(client: TestClient, book: Book, accounts: Accounts) -> None:
    other = TestClient(application(book, accounts=accounts), base_url=HERE)
    sign_in(other, "rob")
    sign_in(client, "eve")
    sent = fields(other.get("/review").text, "/review", 'value="accept"')
    assert client.post("/review", data=sent).status_code == 403
    assert decisions(book, persons_only=True) == []


def bearer(accounts: Accounts, name: str, scope: str) -> dict[str, str]:
    """Return the header of a new token."""
    return {"Authorization": f"Bearer {accounts.make_token('root', name, scope, 9, '')[1]}"}


def test_a_program_decides_in_the_name_of_its_account(client: TestClient, accounts: Accounts) -> None:
    headers = bearer(accounts, "eve", "editor")
    told = {"decision": "merge", "entry": PLEDGE, "into": MET, "why": "one fact"}
    answer = client.post(f"{API}/decisions", json=told, headers=headers)
    assert (answer.status_code, answer.json()["who"]) == (201, "eve")


@pytest.mark.parametrize(
    ("name", "scope", "told"),
    [
        ("ada", "reader", {"decision": "accept", "entry": PLEDGE}),
        ("rob", "reviewer", {"decision": "merge", "entry": PLEDGE, "into": MET, "why": "one fact"}),
        ("eve", "reviewer", {"decision": "split", "entry": PLEDGE, "at": "joint smelter"}),
    ],
)
def test_a_program_does_no_more_than_its_scope(
    client: TestClient, book: Book, accounts: Accounts, name: str, scope: str, told: dict[str, str]
) -> None:
    answer = client.post(f"{API}/decisions", json=told, headers=bearer(accounts, name, scope))
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert "takes the role" in answer.json()["detail"]
    assert decisions(book, persons_only=True) == []


def test_a_reviewer_takes_back_what_is_their_own_and_an_editor_the_rest(
    client: TestClient, accounts: Accounts
) -> None:
    rob, eve = bearer(accounts, "rob", "reviewer"), bearer(accounts, "eve", "editor")
    own, others = (
        client.post(f"{API}/decisions", json=told, headers=headers).json()["number"]
        for told, headers in (
            ({"decision": "accept", "entry": PLEDGE}, rob),
            ({"decision": "accept", "entry": MET}, eve),
        )
    )
    undo = [{"decision": "undo", "number": number} for number in (own, others)]
    assert client.post(f"{API}/decisions", json=undo[1], headers=rob).status_code == 403
    assert client.post(f"{API}/decisions", json=undo[0], headers=rob).status_code == 201
    assert client.post(f"{API}/decisions", json=undo[1], headers=eve).status_code == 201


@pytest.mark.parametrize("given", ["Bearer guessed", "Bearer ", "Basic YW5uOng=", "cmq_guessed"])
def test_a_token_that_is_none_is_answered_with_401(client: TestClient, given: str) -> None:
    answer = client.get(f"{API}/entries", headers={"Authorization": given})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_token_is_shown_once_and_ended_by_its_owner(client: TestClient) -> None:
    page = sign_in(client, "ann", after="/account")
    sent = {**fields(page, "/account/token"), "purpose": "report", "scope": "reader", "days": "30"}
    shown = client.post("/account/token", data=sent).text
    [secret] = re.findall(r"<code>(cmq_[^<]+)</code>", shown)
    later = client.get("/account").text
    assert "report" in later
    assert secret not in later
    program = TestClient(client.app, base_url=HERE)
    headers = {"Authorization": f"Bearer {secret}"}
    assert program.get(f"{API}/entries", headers=headers).status_code == 200
    client.post("/account/revoke", data=fields(later, "/account/revoke"))
    assert program.get(f"{API}/entries", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"scope": "editor", "days": "30"}, "ann: is a reader"),
        ({"scope": "reader", "days": "soon"}, "a number of days"),
        ({"scope": "reader", "days": "900"}, "lasts 1 to 365 days"),
    ],
)
def test_a_token_that_cannot_be_is_told(client: TestClient, more: dict[str, str], why: str) -> None:
    page = sign_in(client, "ann", after="/account")
    answer = client.post("/account/token", data={**fields(page, "/account/token"), **more})
    assert answer.status_code == 400
    assert why in unescape(answer.text)


def test_a_password_is_changed_by_who_knows_it(client: TestClient) -> None:
    page = sign_in(client, "ann", after="/account")
    new = {"new": "another long password", "again": "another long password"}
    form = fields(page, "/account/password")
    assert client.post("/account/password", data={**form, **new, "old": "not it at all"}).status_code == 400
    client.post("/account/password", data={**form, **new, "old": WORD})
    assert client.get("/account").url.path == "/sign-in"
    assert "Sign out" in sign_in(client, "ann", "another long password")


def test_an_admin_gives_roles_and_ends_accounts(client: TestClient, accounts: Accounts) -> None:
    page = sign_in(client, "ada", after="/accounts")
    client.post("/accounts/role", data={**fields(page, "/accounts/role", 'value="ann"'), "role": "reviewer"})
    client.post("/accounts/remove", data=fields(page, "/accounts/remove", 'value="rob"'))
    told = {one.name: (one.role, one.ended is None) for one in accounts.everyone()}
    assert (told["ann"], told["rob"]) == (("reviewer", True), ("reviewer", False))
    assert [(one.who, one.act) for one in accounts.log()][-2:] == [("ada", "role"), ("ada", "remove")]


def test_no_admin_locks_themselves_out(client: TestClient, accounts: Accounts) -> None:
    page = sign_in(client, "ada", after="/accounts")
    sent = {**fields(page, "/accounts/remove", 'value="rob"'), "name": "ada"}
    answer = client.post("/accounts/remove", data=sent)
    assert (answer.status_code, "your own account" in answer.text) == (400, True)
    assert accounts.has_admin()


def test_a_copy_kept_by_a_browser_is_not_anothers(client: TestClient) -> None:
    sign_in(client, "ann")
    tag = client.get("/ledger").headers["etag"]
    assert client.get("/ledger", headers={"If-None-Match": tag}).status_code == 304
    client.cookies.clear()
    assert client.get("/ledger", headers={"If-None-Match": tag}).url.path == "/sign-in"
    sign_in(client, "rob")
    assert client.get("/ledger", headers={"If-None-Match": tag}).status_code == 200
