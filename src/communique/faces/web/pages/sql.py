"""The page that asks in SQL: a statement in the address, its answer as a table and as CSV."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.faces.web.address import asked, words
from communique.faces.web.downloads import table_csv
from communique.faces.web.render import page
from communique.query import Book, statement
from communique.query.sql import ask_sql
from communique.query.sql.ask import Answer, StatementError
from communique.query.sql.views import VIEWS

_KEPT = {"Cache-Control": "no-store"}


def sql_page(request: Request) -> Response:
    """Return the form with the statement of the address, and its answer where that was asked for here.

    Without one it is that of the list which the rest of the address narrows. A page elsewhere can fill the
    form and cannot have it run.
    """
    book: Book = request.app.state.book
    query, given = request.query_params, _statement(request)
    runs = bool(given) and "run" in query and not _from_elsewhere(request)
    told, wrong = _answer(book, given) if runs else (None, "")
    shown = page(
        request, "sql.html", 400 if wrong else 200,
        statement=given or _of_view(request), told=told, wrong=wrong, views=VIEWS,
    )  # fmt: skip
    shown.headers.update(_KEPT)
    return shown


def sql_csv(request: Request) -> Response:
    """Return the answer of the statement of the address as CSV; what was cut says so in its name."""
    if _from_elsewhere(request):
        raise HTTPException(403, "asked by a page of another site")
    told, wrong = _answer(request.app.state.book, _statement(request))
    if told is None:
        raise HTTPException(400, wrong)
    name = f"sql-first-{len(told.rows)}-rows" if told.cut else "sql"
    answer = table_csv(name, told.columns, told.rows)
    answer.headers.update(_KEPT)
    return answer


def _from_elsewhere(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") == "cross-site"


def _statement(request: Request) -> str:
    return words(request.query_params, "statement")


def _of_view(request: Request) -> str:
    """Return the statement of the list that the address narrows; "" where SQL cannot tell it."""
    view = asked(request.query_params)
    return statement(request.app.state.book, view.kind, view.filters) or ""


def _answer(book: Book, given: str) -> tuple[Answer | None, str]:
    try:
        return ask_sql(book, given), ""
    except StatementError as error:
        return None, str(error)
