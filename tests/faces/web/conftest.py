"""What the tests of the site share: clients of the whole server over a made ledger and over a hostile one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.query import open_book
from tests.faces.web import hostile

HERE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def client(shelf: Path) -> Iterator[TestClient]:
    """Return a client of the server over the shelf."""
    book = open_book(shelf)
    with TestClient(application(book), base_url=HERE) as client:
        yield client
    book.close()


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the server over the hostile ledger."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile.fill(path)
    book = open_book(path)
    with TestClient(application(book), base_url=HERE) as client:
        yield client
    book.close()
