"""The ledger page: every kind in one dense table, facets beside it, the query in the address."""

from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import PER_PAGE, Asked, asked, parts
from communique.faces.web.downloads import csv_file, jsonl_file, parquet_file, xlsx_file
from communique.faces.web.render import page, wants_json
from communique.query import (
    STATUSES,
    Book,
    Facet,
    Listed,
    each_entry,
    facets,
    statement,
)
from communique.query import view as listed_view
from communique.query.contract import entry_row


def ledger(request: Request) -> Response:
    """Return a page of the list that the address asks for."""
    book: Book = request.app.state.book
    view = asked(request.query_params)
    found = listed_view(book, view.kind, view.filters, PER_PAGE, view.offset)
    rows, total = found.entries, found.totals.things
    if wants_json(request):
        return JSONResponse({"total": total, "page": view.page, "entries": [entry_row(one) for one in rows]})
    return page(
        request,
        "ledger.html",
        view=view,
        query=parts(view),
        rows=rows,
        total=total,
        totals=found.totals,
        pages=max(1, -(-total // PER_PAGE)),
        facets=[shown for one in facets(book, view.kind, view.filters) if (shown := _choices(one, view))],
        statuses=STATUSES,
        sql=statement(book, view.kind, view.filters),
    )


def downloads() -> dict[str, Callable[[Request], Response]]:
    """Return address -> page, of the whole list as a file of every form."""
    forms = {"csv": csv_file, "jsonl": jsonl_file, "xlsx": xlsx_file, "parquet": parquet_file}
    return {f"/ledger.{name}": _download(form) for name, form in forms.items()}


def _download(form: Callable[[Iterable[Listed]], Response]) -> Callable[[Request], Response]:
    def whole(request: Request) -> Response:
        view = asked(request.query_params)
        return form(each_entry(request.app.state.book, view.kind, view.filters))

    return whole


def _choices(facet: Facet, view: Asked) -> Facet | None:
    """Return a facet that leaves something to choose, or that is in force; None for the others."""
    chosen = parts(view).get(facet.name)
    return facet if chosen or len(facet.choices) > 1 else None
