"""Accounts on each database: who gets in, for how long, and what is kept of secrets."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.accounts import Account, Accounts, TooManyTriesError, open_accounts
from communique.errors import CommuniqueError
from communique.ledger import open_ledger
from communique.ledger.backup import back_up
from tests.conftest import New

WORD = "correct horse battery"
HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Begin at a moment."""
        self.now = datetime(2024, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def go_on(self, **time: int) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def ledger(new_place: New) -> str:
    """Return the place of an empty ledger, on each database."""
    place = new_place()
    open_ledger(place, create=True).close()
    return place


@pytest.fixture
def accounts(ledger: str, clock: Clock) -> Iterator[Accounts]:
    """Return accounts with an admin `ada` and a reviewer `bo`."""
    accounts = open_accounts(ledger, create=True, clock=clock)
    assert accounts
    accounts.add("root", "ada", "admin", WORD)
    accounts.add("root", "bo", "reviewer", WORD)
    yield accounts
    accounts.close()


def test_there_are_none_until_one_is_made(ledger: str) -> None:
    assert open_accounts(ledger) is None
    made = open_accounts(ledger, create=True)
    assert made
    made.close()
    again = open_accounts(ledger)
    assert again
    again.close()


def test_a_session_lasts_a_working_day(accounts: Accounts, clock: Clock) -> None:
    cookie = accounts.sign_in("bo", WORD, HERE)
    clock.go_on(hours=11)
    assert accounts.of_session(cookie) == Account("bo", "reviewer", "2024-06-01T12:00:00.000000+00:00")
    clock.go_on(hours=1)
    assert accounts.of_session(cookie) is None


@pytest.mark.parametrize("name", ["ada", "nobody", ""])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(accounts: Accounts, name: str) -> None:
    with pytest.raises(CommuniqueError, match="no account has this name and password"):
        accounts.sign_in(name, "wrong horse battery", HERE)


def test_a_cookie_of_another_store_or_by_hand_opens_nothing(accounts: Accounts, new_place: New) -> None:
    place = new_place()
    open_ledger(place, create=True).close()
    other = open_accounts(place, create=True)
    assert other
    other.add("root", "ada", "admin", WORD)
    foreign = other.sign_in("ada", WORD, HERE)
    other.close()
    own = accounts.sign_in("ada", WORD, HERE)
    for cookie in (foreign, own[:-1], own.split(".")[0], "", "ada"):
        assert accounts.of_session(cookie) is None


def test_signing_out_ends_that_session_alone(accounts: Accounts) -> None:
    one, other = (accounts.sign_in("ada", WORD, HERE) for _ in "ab")
    accounts.sign_out(one, "ada", HERE)
    assert accounts.of_session(one) is None
    assert accounts.of_session(other) is not None


def test_another_password_ends_every_session(accounts: Accounts) -> None:
    cookie = accounts.sign_in("bo", WORD, HERE)
    accounts.set_password("ada", "bo", "another long password")
    assert accounts.of_session(cookie) is None
    with pytest.raises(CommuniqueError):
        accounts.sign_in("bo", WORD, HERE)
    assert accounts.of_session(accounts.sign_in("bo", "another long password", HERE))


def test_a_removed_account_has_nothing_left_and_its_name_is_not_given_again(accounts: Accounts) -> None:
    cookie = accounts.sign_in("bo", WORD, HERE)
    _, secret = accounts.make_token("bo", "bo", "reviewer", 9, "nightly")
    accounts.remove("ada", "bo")
    assert accounts.of_session(cookie) is None
    assert accounts.of_token(secret) is None
    with pytest.raises(CommuniqueError, match="no account has this name"):
        accounts.sign_in("bo", WORD, HERE)
    with pytest.raises(CommuniqueError, match="never given again"):
        accounts.add("ada", "bo", "reader", WORD)


@pytest.mark.parametrize("name", ["", "Ada", "rule:x", "a b", "-a", "x" * 41, "ünal", "a\n"])
def test_a_name_that_cannot_be_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(CommuniqueError, match="small letters"):
        accounts.add("root", name, "reader", WORD)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 1025])
def test_a_password_that_is_too_short_or_too_long_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(CommuniqueError, match="12 to 1,024 characters"):
        accounts.add("root", "cy", "reader", password)
    assert [one.name for one in accounts.everyone()] == ["ada", "bo"]


def test_a_password_is_the_same_from_every_keyboard(accounts: Accounts) -> None:
    accounts.add("root", "cy", "reader", "Rösti mit Käse")
    assert accounts.sign_in("cy", "Ro\u0308sti mit Ka\u0308se", HERE)


def test_five_wrong_tries_stop_an_address_for_a_while_and_nobody_elsewhere(
    accounts: Accounts, clock: Clock
) -> None:
    for _ in range(5):
        with pytest.raises(CommuniqueError, match="no account"):
            accounts.sign_in("bo", "wrong horse battery", HERE)
    with pytest.raises(TooManyTriesError):
        accounts.sign_in("bo", WORD, HERE)
    assert accounts.sign_in("bo", WORD, THERE)
    clock.go_on(minutes=16)
    assert accounts.sign_in("bo", WORD, HERE)


def test_an_address_that_tries_many_names_is_stopped(accounts: Accounts) -> None:
    for number in range(30):
        with pytest.raises(CommuniqueError, match="no account"):
            accounts.sign_in(f"guess{number}", "wrong horse battery", HERE)
    with pytest.raises(TooManyTriesError):
        accounts.sign_in("ada", WORD, HERE)


def test_tries_that_succeed_do_not_count(accounts: Accounts) -> None:
    for _ in range(35):
        assert accounts.sign_in("ada", WORD, HERE)


def test_tries_at_one_time_are_all_counted(accounts: Accounts) -> None:
    def guess(_: int) -> bool:
        try:
            accounts.sign_in("bo", "wrong horse battery", HERE)
        except TooManyTriesError:
            return False
        except CommuniqueError:
            return True
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(12))) == 5


def test_a_token_speaks_for_its_account_until_it_ends(accounts: Accounts, clock: Clock) -> None:
    number, secret = accounts.make_token("ada", "bo", "reader", 30, "nightly report")
    found = accounts.of_token(secret)
    assert found
    assert (found.name, found.role) == ("bo", "reader")
    clock.go_on(days=30)
    assert accounts.of_token(secret) is None
    [listed] = accounts.tokens()
    assert (listed.id, listed.purpose, listed.until[:10]) == (number, "nightly report", "2024-07-01")


def test_a_token_never_does_more_than_its_account(accounts: Accounts) -> None:
    with pytest.raises(CommuniqueError, match="is a reviewer"):
        accounts.make_token("ada", "bo", "editor", 30, "")
    _, secret = accounts.make_token("ada", "bo", "reviewer", 30, "")
    accounts.set_role("ada", "bo", "reader")
    found = accounts.of_token(secret)
    assert found
    assert found.role == "reader"


@pytest.mark.parametrize(("scope", "days"), [("admin", 9), ("all", 9), ("reader", 0), ("reader", 366)])
def test_a_token_that_cannot_be_is_refused(accounts: Accounts, scope: str, days: int) -> None:
    with pytest.raises(CommuniqueError):
        accounts.make_token("ada", "ada", scope, days, "")


def test_a_revoked_token_opens_nothing_and_only_its_owner_ends_it(accounts: Accounts) -> None:
    number, secret = accounts.make_token("bo", "bo", "reader", 30, "")
    with pytest.raises(CommuniqueError, match="no token"):
        accounts.revoke("ada", number, of="ada")
    accounts.revoke("bo", number, of="bo")
    assert accounts.of_token(secret) is None
    with pytest.raises(CommuniqueError, match="no token"):
        accounts.revoke("bo", number)


def test_the_log_tells_what_was_done_and_no_secret(accounts: Accounts) -> None:
    cookie = accounts.sign_in("bo", WORD, HERE)
    for name, word in (("bo", "wrong horse battery"), ("my password by mistake", WORD)):
        with pytest.raises(CommuniqueError):
            accounts.sign_in(name, word, HERE)
    _, secret = accounts.make_token("bo", "bo", "reader", 30, "")
    accounts.set_role("ada", "bo", "editor")
    told = [(one.who, one.act, one.address) for one in accounts.log()]
    assert told == [
        ("root", "add", ""),
        ("root", "add", ""),
        ("bo", "sign-in", HERE),
        ("bo", "sign-in refused", HERE),
        ("an unknown name", "sign-in refused", HERE),
        ("bo", "token", ""),
        ("ada", "role", ""),
    ]
    whole = repr(accounts.log())
    assert not any(word in whole for word in (WORD, secret, cookie, "my password by mistake"))


def test_the_file_has_no_secret_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_ledger(tmp_path / "a.db", create=True).close()
    accounts = open_accounts(tmp_path / "a.db", create=True)
    assert accounts
    accounts.add("root", "ada", "admin", WORD)
    _, secret = accounts.make_token("ada", "ada", "reader", 30, "")
    cookie = accounts.sign_in("ada", WORD, HERE)
    session = accounts.seals.secret(cookie)
    accounts.close()
    file = tmp_path / "a.db.accounts"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with sqlite3.connect(file) as connection:
        whole = "\n".join(connection.iterdump())
    assert "$argon2id$" in whole
    assert session
    assert not any(word in whole for word in (WORD, secret, session))


def test_no_backup_of_a_ledger_carries_accounts(accounts: Accounts, ledger: str, tmp_path: Path) -> None:
    opened = open_ledger(ledger)
    back_up(opened, tmp_path / "copy.db")
    opened.close()
    assert open_accounts(tmp_path / "copy.db") is None
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        assert "argon2" not in "\n".join(connection.iterdump())


def test_a_store_of_an_earlier_version_is_brought_up(tmp_path: Path) -> None:
    open_ledger(tmp_path / "a.db", create=True).close()
    accounts = open_accounts(tmp_path / "a.db", create=True)
    assert accounts
    accounts.add("root", "ada", "admin", WORD)
    accounts.close()
    with sqlite3.connect(tmp_path / "a.db.accounts") as connection:
        connection.executescript(
            "DROP TABLE identity; DROP TABLE flow; UPDATE fact SET value = '1' WHERE name = 'shape'"
        )
    again = open_accounts(tmp_path / "a.db")
    assert again
    assert again.sign_in("ada", WORD, HERE)
    assert again.sign_in_as(("https://login.example.org", "u-1"), "bo", "reader", HERE)
    again.close()


def test_accounts_need_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="no ledger here"):
        open_accounts(tmp_path / "none.db", create=True)
    assert list(tmp_path.iterdir()) == []
