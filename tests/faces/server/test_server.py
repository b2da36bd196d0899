"""The server answers on this machine only, to its own names, and says when nothing has changed."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from communique.errors import CommuniqueError
from communique.faces.server import application
from communique.faces.server.run import loopback
from communique.ledger import open_ledger
from communique.query import open_book
from tests.faces.conftest import HERE, Child
from tests.made import make_reading, make_release


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    """Return a client of a server over a ledger that the test may write, and its path."""
    path = tmp_path / "own.db"
    ledger = open_ledger(path, create=True)
    ledger.write([make_reading()])
    ledger.close()
    book = open_book(path)
    with TestClient(application(book), base_url=HERE) as client:
        yield client, path
    book.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_an_address_that_others_can_reach_is_refused(host: str) -> None:
    with pytest.raises(CommuniqueError, match="there are no accounts"):
        loopback(host)


@pytest.mark.parametrize(
    ("host", "address"), [("localhost", "127.0.0.1"), ("127.0.0.2", "127.0.0.2"), ("::1", "::1")]
)
def test_a_loopback_address_is_taken(host: str, address: str) -> None:
    assert loopback(host) == address


def test_the_command_serves_and_stops(shelf: Path, here: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "communique", "serve", "--port", "0", "--ledger", str(shelf)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert child.stderr
    try:
        line = child.stderr.readline()
        address = re.findall(r"http://127\.0\.0\.1:\d+/", line)[0]
        assert "<h1>Desk</h1>" in httpx.get(address, timeout=30).text
    finally:
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=30)[1]
    assert (child.returncode, rest) == (0, "")


def test_a_port_that_is_taken_is_one_line(child: Child) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = child("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"127.0.0.1 port {port}: " in done.stderr


def test_binding_to_any_other_address_is_one_line(child: Child) -> None:
    done = child("serve", "--host", "0.0.0.0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "there are no accounts" in done.stderr


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::", ""])
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8470", "127.0.0.1", "[::1]:8470"])
def test_an_own_name_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/ledger", "/static/site.css", "/nowhere", "/ledger.csv"])
def test_every_answer_forbids_foreign_code(client: TestClient, address: str) -> None:
    policy = client.get(address).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_copy_is_fresh_until_the_ledger_changes(own: tuple[TestClient, Path]) -> None:
    client, path = own
    tag = client.get("/ledger").headers["etag"]
    again = client.get("/ledger", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    ledger = open_ledger(path)
    ledger.write([make_reading(make_release("2"))])
    ledger.close()
    assert client.get("/ledger", headers={"If-None-Match": tag}).status_code == 200


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/ledger").status_code == 405
