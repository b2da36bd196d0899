"""The API as one application: its routes, its description, its errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from communique import __version__
from communique.faces.api import entries, judging, lists, overview, sql
from communique.faces.api.problem import Problem, answer_problems
from communique.faces.visitor import Visitor
from communique.query import Book

PREFIX = "/api/v1"  # where the server mounts it; a change that breaks a client is a new number
_ABOUT = (
    "What official releases say was done, promised, measured and built. Every value has the span of the "
    "release's text that it came from, as half-open offsets in Unicode code points. A list has at most "
    "`limit` items and the `cursor` of the next ones. An answer has an ETag that changes with the ledger "
    "and the day."
)


def api(book: Book, who: str | None = None, token: str | None = None) -> FastAPI:
    """Return the API over an open ledger; `who` decides for a client that sends `token`."""
    app = FastAPI(
        title="communique", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None,
        root_path_in_servers=False,
    )  # fmt: skip
    app.state.book, app.state.token = book, token if who else None
    app.state.visitor = Visitor(who, "admin")
    for part in (overview, entries, lists, judging, sql):
        app.include_router(part.router)
    answer_problems(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]  # the way FastAPI's docs name
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the description; what goes wrong is a problem in every operation."""
    if app.openapi_schema:
        return app.openapi_schema
    told = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        servers=[{"url": PREFIX}],
    )
    schema = {"$ref": "#/components/schemas/Problem"}
    wrong = {"description": "What is wrong", "content": {"application/problem+json": {"schema": schema}}}
    for operations in told["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = wrong
    schemas = told["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    app.openapi_schema = told
    return told
