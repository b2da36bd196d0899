"""The API keeps to its own description, whatever it is asked: schemathesis makes the questions."""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette

from communique.faces.server import application
from communique.query import open_book
from tests.faces.shelf import fill

TOKEN = "a token of some length"
OURS = {"Host": "localhost"}  # a name that the server answers to
# a cursor that has the right letters and that no list gave is refused with 400, which no schema can tell
UNTELLABLE = [positive_data_acceptance]

PATHS = (
    *("/", "/entries", "/entries/{id}", "/search", "/due", "/releases", "/releases/{id}"),
    *("/actors", "/actors/{id}", "/mechanisms", "/mechanisms/{id}", "/review"),
)


@pytest.fixture(scope="session")
def described(shelf: Path) -> BaseSchema:
    """Return the description that the server over the shelf gives of its API."""
    app: Starlette = application(open_book(shelf))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=OURS)


def test_the_description_is_of_openapi_3_1_and_of_every_operation(described: BaseSchema) -> None:
    assert described.raw_schema["openapi"].startswith("3.1.")
    assert set(described.raw_schema["paths"]) == {*PATHS, "/decisions", "/sql"}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_a_decision_is_answered_as_described(tmp_path: Path, mode: GenerationMode) -> None:
    fill(tmp_path / "own.db", rounds=3)
    app = application(open_book(tmp_path / "own.db"), "ada", TOKEN)
    own = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=OURS)
    ask(own["/decisions"]["POST"], mode, {**OURS, "Authorization": f"Bearer {TOKEN}"})


def test_a_statement_is_answered_as_described(described: BaseSchema) -> None:
    ask(described["/sql"]["POST"], GenerationMode.POSITIVE, OURS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_as_described(described: BaseSchema, path: str, mode: GenerationMode) -> None:
    ask(described[path]["GET"], mode, OURS)


def ask(operation: APIOperation, mode: GenerationMode, headers: dict[str, str]) -> None:
    """Ask an operation questions of a mode; fail where an answer is not as described."""

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=UNTELLABLE, headers=headers)

    once()
