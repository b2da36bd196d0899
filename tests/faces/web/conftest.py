"""What the tests of the site share: a client of the server over a hostile ledger."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.query import open_book
from tests.faces.conftest import HERE
from tests.faces.web import hostile


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the server over the hostile ledger."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile.fill(path)
    book = open_book(path)
    with TestClient(application(book), base_url=HERE) as client:
        yield client
    book.close()
