"""Signing in by a provider: a browser, the site and a provider that issues real tokens, right and wrong."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.testclient import TestClient

from communique.accounts import Accounts, open_accounts
from communique.accounts.oidc import Rules, Terms, open_sign_on
from communique.accounts.oidc import endpoints as endpoints_module
from communique.faces.server import application
from communique.faces.web.accounts.cookie import FLOW, SESSION
from communique.query import Book
from tests.accounts.provider import CLIENT, SECRET, Provider, described, new_key, running
from tests.faces.conftest import HERE

RULES = Rules(
    groups={"trade-readers": "reader", "trade-reviewers": "reviewer", "trade-admins": "admin"},
    emails={"@example.org": "reader", "eve@example.net": "editor"},
)
NOT_LET_IN = "the sign-in was not let through"


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    """Return the key of the provider."""
    return new_key()


@pytest.fixture(scope="session")
def other_key() -> rsa.RSAPrivateKey:
    """Return a key that is not the provider's."""
    return new_key()


@pytest.fixture
def provider(key: rsa.RSAPrivateKey) -> Iterator[Provider]:
    """Return a running provider."""
    with running(key) as provider:
        yield provider


@pytest.fixture
def accounts(book: Book, tmp_path: Path) -> Iterator[Accounts]:
    """Return accounts with one admin."""
    accounts = open_accounts(tmp_path / "own.db", create=True)
    assert accounts
    accounts.add("root", "root", "admin", "correct horse battery")
    yield accounts
    accounts.close()


Browser = Callable[[], TestClient]


@pytest.fixture
def browser(book: Book, accounts: Accounts, provider: Provider) -> Iterator[Browser]:
    """Return what makes a browser of the site, which follows no redirect by itself."""
    terms = Terms(issuer=provider.issuer, client=CLIENT, site=HERE, label="Example & Co", rules=RULES)
    sign_on = open_sign_on(accounts, terms, SECRET)
    app = application(book, accounts=accounts, sign_on=sign_on)
    yield lambda: TestClient(app, base_url=HERE, follow_redirects=False)
    sign_on.close()


@pytest.fixture
def client(browser: Browser) -> TestClient:
    """Return one browser."""
    return browser()


def way_back(client: TestClient, after: str = "/ledger?kind=meeting") -> str:
    """Go to the provider and return the address that it sends the browser back to."""
    there = client.get("/sign-in/provider", params={"next": after}).headers["location"]
    back: str = httpx.get(there, follow_redirects=False).headers["location"]
    return back


def refused(client: TestClient, back: str) -> bool:
    """Tell whether a way back ends at the form, with no session and nothing told that helps to guess."""
    answer = client.get(back)
    assert answer.status_code == 403
    assert SESSION not in client.cookies
    return NOT_LET_IN in answer.text


def last(accounts: Accounts) -> str:
    """Return why a sign-in was refused, by the log."""
    line = accounts.log()[-1]
    assert line.act == "sign-in refused"
    return line.about


def test_who_a_rule_lets_in_gets_an_account_a_role_and_the_page_they_asked_for(
    client: TestClient, accounts: Accounts
) -> None:
    form = client.get("/sign-in?next=/ledger%3Fkind%3Dmeeting").text
    [link] = re.findall(r'href="(/sign-in/provider[^"]*)"', form)
    assert "Sign in with Example &amp; Co" in form
    there = client.get(link)
    asked = parse_qs(urlsplit(there.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["tenant"] == ["t"]
    answer = client.get(httpx.get(there.headers["location"], follow_redirects=False).headers["location"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/ledger?kind=meeting")
    assert "ada.lind" in client.get("/account").text
    assert [(one.name, one.role) for one in accounts.everyone()] == [
        ("ada.lind", "reviewer"),
        ("root", "admin"),
    ]
    told = [(one.who, one.act, one.about) for one in accounts.log()][-2:]
    assert told == [("the provider", "add", "ada.lind reviewer"), ("ada.lind", "sign-in", "by the provider")]


def test_a_second_sign_in_is_the_same_account_with_the_role_of_today(
    browser: Browser, accounts: Accounts, provider: Provider
) -> None:
    for groups in (["trade-reviewers"], ["trade-readers", "trade-admins"]):
        provider.claims = {"groups": groups}
        client = browser()
        assert client.get(way_back(client)).status_code == 303
    assert [(one.name, one.role) for one in accounts.everyone()] == [("ada.lind", "admin"), ("root", "admin")]


def test_who_lost_the_role_loses_the_sessions(browser: Browser, provider: Provider) -> None:
    before, now = browser(), browser()
    before.get(way_back(before))
    assert before.get("/ledger").status_code == 200
    provider.claims = {"groups": []}
    assert refused(now, way_back(now))
    assert before.get("/ledger").status_code == 303


def test_another_person_of_the_same_name_is_another_account(
    browser: Browser, accounts: Accounts, provider: Provider
) -> None:
    accounts.add("root", "ada.lind", "editor", "correct horse battery")
    for subject in ("u-1", "u-2"):
        provider.claims = {"sub": subject}
        client = browser()
        client.get(way_back(client))
    assert {one.name for one in accounts.everyone()} == {"root", "ada.lind", "ada.lind-2", "ada.lind-3"}


def test_an_account_that_was_ended_is_not_made_again(browser: Browser, accounts: Accounts) -> None:
    client = browser()
    client.get(way_back(client))
    accounts.remove("root", "ada.lind")
    other = browser()
    assert refused(other, way_back(other))
    assert len(accounts.everyone()) == 2


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": "trade-readers"}, "reader"),
        ({"groups": None, "email": "Bo@Example.org", "email_verified": True}, "reader"),
        ({"groups": [], "email": "eve@example.net", "email_verified": True}, "editor"),
        ({"groups": ["guests"]}, None),
        ({"groups": None}, None),
        ({"groups": [["trade-admins"], {"trade-admins": 1}, 7]}, None),
        ({"groups": ["TRADE-ADMINS"]}, None),
        ({"groups": [], "email": "bo@example.org"}, None),
        ({"groups": [], "email": "bo@example.org", "email_verified": "true"}, None),
        ({"groups": [], "email": "bo@evil.example@example.org", "email_verified": True}, None),
        ({"groups": [], "email": "bo@notexample.org", "email_verified": True}, None),
    ],
)
def test_a_role_is_what_a_rule_gives_and_without_one_nobody_comes_in(
    client: TestClient, accounts: Accounts, provider: Provider, claims: dict[str, object], role: str | None
) -> None:
    provider.claims = claims
    back = way_back(client)
    if role:
        assert client.get(back).status_code == 303
    else:
        assert refused(client, back)
    assert [one.role for one in accounts.everyone() if one.name != "root"] == ([role] if role else [])


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"nonce": "of another sign-in"}, "of another sign-in"),
        ({"nonce": None}, "of another sign-in"),
        ({"aud": "another client"}, "Audience"),
        ({"aud": [CLIENT, "another client"]}, "another client"),
        ({"azp": "another client"}, "another client"),
        ({"aud": None}, "aud"),
        ({"iss": "https://login.example.net"}, "issuer"),
        ({"exp": int(time.time()) - 3600}, "expired"),
        ({"exp": None}, "exp"),
        ({"iat": int(time.time()) + 3600}, "iat"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "no subject"),
    ],
)
def test_a_token_with_one_thing_wrong_lets_nobody_in(
    client: TestClient, accounts: Accounts, provider: Provider, claims: dict[str, object], why: str
) -> None:
    provider.claims = claims
    assert refused(client, way_back(client))
    assert why in last(accounts)
    assert len(accounts.everyone()) == 1


def test_a_token_that_another_key_signed_lets_nobody_in(
    client: TestClient, accounts: Accounts, provider: Provider, other_key: rsa.RSAPrivateKey
) -> None:
    provider.sign_with = other_key
    assert refused(client, way_back(client))
    assert "Signature verification failed" in last(accounts)


def test_a_token_that_nobody_signed_or_a_public_key_did_lets_nobody_in(
    browser: Browser, accounts: Accounts, provider: Provider
) -> None:
    for alg, sign_with in (("none", None), ("HS256", provider.keys[0]["n"])):
        provider.alg, provider.sign_with = alg, sign_with
        client = browser()
        assert refused(client, way_back(client))
        assert f"signed by {alg}, which proves nothing" in last(accounts)


def test_a_new_key_of_the_provider_is_asked_for(
    browser: Browser, provider: Provider, other_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = browser(), browser(), browser()
    assert first.get(way_back(first)).status_code == 303
    provider.key, provider.kid = other_key, "two"
    provider.keys = [described(other_key, "two")]
    assert refused(second, way_back(second))  # looked for a moment ago
    monkeypatch.setattr(endpoints_module, "_PAUSE", 0.0)
    assert third.get(way_back(third)).status_code == 303


def test_a_state_serves_once_and_only_the_browser_that_it_was_given_to(
    browser: Browser, accounts: Accounts
) -> None:
    client, other = browser(), browser()
    back = way_back(client)
    assert refused(other, back)
    assert "not what this browser was sent with" in last(accounts)
    way_back(other)
    assert refused(other, back)
    secret = client.cookies[FLOW]
    assert client.get(back).status_code == 303
    again = browser()
    again.cookies.set(FLOW, secret)
    assert refused(again, back)
    assert "was used already" in last(accounts)


def test_a_code_of_another_sign_in_is_worth_nothing(browser: Browser, provider: Provider) -> None:
    thief, victim = browser(), browser()
    stolen = parse_qs(urlsplit(way_back(victim)).query)["code"][0]
    own = way_back(thief)
    injected = own.replace(parse_qs(urlsplit(own).query)["code"][0], stolen)
    answer = thief.get(injected)
    assert answer.status_code == 502  # PKCE: the provider does not redeem it
    assert SESSION not in thief.cookies


@pytest.mark.parametrize("told", ["error=access_denied", "code=", "iss=https%3A%2F%2Fevil.example&code=c"])
def test_what_the_provider_refuses_is_told_as_such(client: TestClient, told: str) -> None:
    state = parse_qs(urlsplit(way_back(client)).query)["state"][0]
    assert refused(client, f"/sign-in/provider/back?state={state}&{told}")


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example", "x"])
def test_a_sign_in_leads_nowhere_else(client: TestClient, after: str) -> None:
    assert client.get(way_back(client, after)).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_a_provider_that_is_down_is_told_and_lets_nobody_in(
    client: TestClient, provider: Provider, path: str
) -> None:
    provider.broken = {path}
    answer = client.get("/sign-in/provider")
    if answer.status_code == 303:
        back = httpx.get(answer.headers["location"], follow_redirects=False).headers["location"]
        answer = client.get(back)
    assert answer.status_code == 502
    assert "the provider does not answer as it should" in answer.text
    assert SESSION not in client.cookies


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://login.example.net"},
        {"token_endpoint": "http://login.example.net/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_description_that_cannot_be_is_not_followed(
    client: TestClient, provider: Provider, told: dict[str, object]
) -> None:
    provider.told = told
    assert client.get("/sign-in/provider").status_code == 502
    assert not any(path.startswith(("/authorize", "/token")) for path in provider.asked)


def test_too_many_sign_ins_under_way_are_stopped(browser: Browser, provider: Provider) -> None:
    client = browser()
    codes = [client.get("/sign-in/provider").status_code for _ in range(101)]
    assert codes == [303] * 100 + [429]


def test_who_comes_by_a_provider_has_no_password(client: TestClient, accounts: Accounts) -> None:
    client.get(way_back(client))
    page = client.get("/account").text
    assert "old password" not in page
    for word in ("", "correct horse battery"):
        with pytest.raises(Exception, match="no account has this name and password"):
            accounts.sign_in("ada.lind", word, "")
    with pytest.raises(Exception, match="signs in by a provider"):
        accounts.set_password("root", "ada.lind", "correct horse battery")


def test_without_a_provider_there_is_no_such_way(book: Book, accounts: Accounts) -> None:
    client = TestClient(application(book, accounts=accounts), base_url=HERE)
    assert client.get("/sign-in/provider").status_code == 404
    assert client.get("/sign-in/provider/back").status_code == 404
    assert "Sign in with" not in client.get("/sign-in").text
