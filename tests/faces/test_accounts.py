"""`communique accounts`, and `serve` for others: which takes them."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import pytest
from typer.testing import CliRunner, Result

from communique.accounts import open_accounts
from communique.errors import CommuniqueError
from communique.faces.cli.main import build
from communique.faces.cli.options import settings
from communique.faces.cli.serve import serve_
from tests.faces.shelf import fill

WORD = "correct horse battery"


@pytest.fixture
def ledger(here: Path) -> Path:
    """Return a ledger of its own, in the folder of the test."""
    fill(here / "communique.db", rounds=3)
    return here / "communique.db"


def run(*words: str, typed: str = "") -> Result:
    """Run a command in this process."""
    settings.cache_clear()
    return CliRunner().invoke(build(words), words, input=typed, prog_name="communique")


def add(name: str, role: str) -> None:
    """Make an account."""
    run("accounts", "add", name, "--role", role, "--password-from", "-", typed=f"{WORD}\n")


def rows(*words: str) -> list[dict[str, str]]:
    """Return what a command prints as JSON lines."""
    return [json.loads(line) for line in run(*words, "--format", "jsonl").stdout.splitlines()]


def test_accounts_are_made_changed_and_ended(ledger: Path) -> None:
    add("ada", "admin")
    add("bo", "reader")
    assert run("accounts", "role", "bo", "reviewer").stdout == "bo: reviewer\n"
    run("accounts", "remove", "bo")
    told = [(one["name"], one["role"], bool(one["ended"])) for one in rows("accounts", "list")]
    assert told == [("ada", "admin", False), ("bo", "reviewer", True)]
    acts = [one["act"] for one in rows("accounts", "log")]
    assert acts == ["add", "add", "role", "remove"]


def test_a_password_is_changed(ledger: Path) -> None:
    add("ada", "admin")
    run("accounts", "password", "ada", "--password-from", "-", typed="another long password\n")
    accounts = open_accounts(ledger)
    assert accounts
    assert accounts.sign_in("ada", "another long password", "")
    accounts.close()


def test_a_token_is_printed_alone_for_a_script_to_keep(ledger: Path) -> None:
    add("ada", "admin")
    made = run("accounts", "token", "ada", "--scope", "editor", "--days", "7", "--purpose", "nightly")
    secret = made.stdout.strip()
    assert re.fullmatch(r"cmq_[\w-]{43}", secret)
    [listed] = rows("accounts", "tokens")
    assert (listed["account"], listed["scope"], listed["purpose"]) == ("ada", "editor", "nightly")
    assert secret not in json.dumps(listed)
    run("accounts", "revoke", listed["id"])
    assert rows("accounts", "tokens", "ada")[0]["revoked"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("accounts", "list"), "there are no accounts"),
        (("accounts", "token", "ada"), "there are no accounts"),
        (("serve", "--accounts"), "there are no accounts"),
        (("serve", "--oidc", "oidc.toml"), "--oidc: takes accounts; add --accounts"),
        (("serve", "--host", "0.0.0.0"), "--host 0.0.0.0: others can reach it"),
        (("accounts", "add", "ada", "--role", "king", "--password-from", "-"), "king: no role"),
        (("accounts", "add", "ada", "--password-from", "word"), "only -, for standard input"),
        (("accounts", "add", "ada", "--password-from", "-"), "12 to 1,024 characters"),
    ],
)
def test_what_cannot_be_is_told(ledger: Path, words: tuple[str, ...], why: str) -> None:
    told = run(*words, typed="short\n").exception
    assert isinstance(told, CommuniqueError)
    assert why in str(told)


def test_accounts_without_an_admin_open_no_server(ledger: Path) -> None:
    add("bo", "editor")
    with pytest.raises(CommuniqueError, match="there are no accounts"):
        serve_(host="0.0.0.0")


def test_terms_of_a_provider_that_cannot_be_open_no_server(ledger: Path, here: Path) -> None:
    add("ada", "admin")
    with pytest.raises(CommuniqueError, match=r"none\.toml: cannot be read"):
        serve_(accounts=True, oidc=Path("none.toml"))


def test_a_token_of_the_environment_has_no_place_beside_accounts(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("ada", "admin")
    monkeypatch.setenv("COMMUNIQUE_TOKEN", "a token of some length")
    with pytest.raises(CommuniqueError, match="COMMUNIQUE_TOKEN"):
        serve_(accounts=True)


def test_a_server_with_accounts_shows_nothing_to_who_has_none(ledger: Path) -> None:
    add("ada", "admin")
    secret = run("accounts", "token", "ada").stdout.strip()
    words = ("serve", "--accounts", "--name", "trade.example.org", "--port", "0")
    child = subprocess.Popen(
        [sys.executable, "-m", "communique", *words], stderr=subprocess.PIPE, encoding="utf-8", env=os.environ
    )
    assert child.stderr
    try:
        at = re.findall(r"http://127\.0\.0\.1:\d+", child.stderr.readline())[0]
        assert httpx.get(f"{at}/api/v1/entries", timeout=60).status_code == 401
        named = {"Host": "trade.example.org", "Authorization": f"Bearer {secret}"}
        assert httpx.get(f"{at}/api/v1/entries", headers=named, timeout=60).status_code == 200
        foreign = {"Host": "evil.example", "Authorization": f"Bearer {secret}"}
        assert httpx.get(f"{at}/api/v1/entries", headers=foreign, timeout=60).status_code == 421
    finally:
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=60)[1]
    assert (child.returncode, rest) == (0, "")
