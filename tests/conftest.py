"""What tests of several rooms share: where a ledger can lie, on each database that can hold one."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from communique.accounts import secret
from tests.server import Server, started

New = Callable[[], str]

# no example of a property fails for the time it took on a busy machine
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a running PostgreSQL server."""
    with started() as server:
        yield server


@pytest.fixture(scope="session")
def places(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, New]:
    """Return, by the name of a database, what makes a place for a new ledger there."""
    return {"sqlite": lambda: str(tmp_path_factory.mktemp("ledger") / "a.db"), "postgresql": server.new}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, places: dict[str, New]) -> New:
    """Return what makes a place for a new ledger: a path, and in a second run of the test a URL."""
    return places[request.param]


@pytest.fixture
def place(new_place: New) -> str:
    """Return a place for a new ledger."""
    return new_place()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords at the least cost; a test of its own sees to the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what goes under the user's home, as the full text of a database does, away from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield
