"""The ledger page: every kind in one dense table, facets beside it, the query in the address."""

import csv
import io
import json
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from communique.faces.flat import ENTRY_COLUMNS, entry_flat, harmless
from communique.faces.web.address import PER_PAGE, Asked, asked, parts
from communique.faces.web.render import page, wants_json
from communique.query import STATUSES, Book, Facet, Listed, count_entries, facets, list_entries, statement
from communique.query.contract import entry_row

_AT_ONCE = 500  # rows of a download that are read at once


def ledger(request: Request) -> Response:
    """Return a page of the list that the address asks for."""
    book: Book = request.app.state.book
    view = asked(request.query_params)
    rows = list_entries(book, view.kind, view.filters, PER_PAGE, view.offset)
    total = count_entries(book, view.kind, view.filters)
    if wants_json(request):
        return JSONResponse({"total": total, "page": view.page, "entries": [entry_row(one) for one in rows]})
    return page(
        request,
        "ledger.html",
        view=view,
        query=parts(view),
        rows=rows,
        total=total,
        pages=max(1, -(-total // PER_PAGE)),
        facets=[shown for one in facets(book, view.kind, view.filters) if (shown := _choices(one, view))],
        statuses=STATUSES,
        sql=statement(book, view.kind, view.filters),
    )


def ledger_csv(request: Request) -> Response:
    """Return the whole list as CSV, formulas made harmless."""
    view = asked(request.query_params)
    return _download(_csv_lines(_all(request.app.state.book, view)), "text/csv", "ledger.csv")


def ledger_jsonl(request: Request) -> Response:
    """Return the whole list as JSON lines."""
    rows = _all(request.app.state.book, asked(request.query_params))
    lines = (json.dumps(entry_row(one), ensure_ascii=False) + "\n" for one in rows)
    return _download(lines, "application/x-ndjson", "ledger.jsonl")


def _choices(facet: Facet, view: Asked) -> Facet | None:
    """Return a facet that leaves something to choose, or that is in force; None for the others."""
    chosen = parts(view).get(facet.name)
    return facet if chosen or len(facet.choices) > 1 else None


def _all(book: Book, view: Asked) -> Iterator[Listed]:
    """Yield every entry of a list, a part at a time, so that memory does not grow with it."""
    offset = 0
    while rows := list_entries(book, view.kind, view.filters, _AT_ONCE, offset):
        yield from rows
        offset += len(rows)


def _csv_lines(rows: Iterator[Listed]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.DictWriter(line, ENTRY_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for one in rows:
        writer.writerow({key: harmless(value) for key, value in entry_flat(entry_row(one)).items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _download(lines: Iterator[str], media_type: str, name: str) -> Response:
    return StreamingResponse(
        lines, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
