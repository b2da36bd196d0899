"""The charts: pledges by country and year, results against targets, meetings by month and pair."""

from collections.abc import Iterable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import Asked, asked, parts, words
from communique.faces.web.downloads import table_csv
from communique.faces.web.drawn import bars, named, squares
from communique.faces.web.render import page, wants_json
from communique.query import Book, against, meetings, pledges

_NAMES = ("pledges", "targets", "meetings")
Line = tuple[object, ...]
Rows = tuple[tuple[str, ...], list[Line]]  # head, lines


def charts(request: Request) -> Response:
    """Return the page of all charts, narrowed as a list is; as JSON their tables."""
    book: Book = request.app.state.book
    view = asked(request.query_params)
    if wants_json(request):
        return JSONResponse({name: _rows(*_table(book, view, name)) for name in _NAMES})
    pledged, met = pledges(book, view.filters), meetings(book, view.filters)
    units = list(dict.fromkeys(one.unit for one in pledged.cells))
    unit = words(request.query_params, "unit") or (units[0] if units else "")
    cells = [one for one in pledged.cells if one.unit == unit]
    return page(
        request,
        "charts.html",
        query=parts(view),
        pledged=pledged,
        cells=cells,
        units=units,
        unit=unit,
        bars=bars(cells) if cells else None,
        against=against(book, view.filters),
        met=met,
        squares=squares(met.cells) if met.cells else None,
        named=named,
    )


def charts_csv(request: Request) -> Response:
    """Return the table of one chart as CSV."""
    name = request.path_params["name"]
    if name not in _NAMES:
        raise HTTPException(404, f"{name}: no chart; there are {', '.join(_NAMES)}")
    return table_csv(name, *_table(request.app.state.book, asked(request.query_params), name))


def _table(book: Book, view: Asked, name: str) -> Rows:
    if name == "pledges":
        given = pledges(book, view.filters).cells
        lines: list[Line] = [(c.country, c.year, c.unit, f"{c.value:f}", c.entries) for c in given]
        return ("country", "year", "currency", "value", "entries"), lines
    if name == "meetings":
        told = meetings(book, view.filters).cells
        lines = [(*one.pair, one.month, one.meetings) for one in told]
        return ("country", "with", "month", "meetings"), lines
    head = ("unit", "aimed", "reached", "share", "linked", "aim", "result", "aim_entry", "result_entry")
    return head, [
        (
            *(one.unit, f"{one.aimed:f}", f"{one.reached:f}", round(one.share, 4)),
            "accepted" if one.sure else "proposed",
            *(side.entry.evidence[0].quote for side in (one.aim, one.result)),
            *(side.entry.id for side in (one.aim, one.result)),
        )
        for one in against(book, view.filters)
    ]


def _rows(head: Sequence[str], lines: Iterable[Line]) -> list[dict[str, object]]:
    return [dict(zip(head, line, strict=True)) for line in lines]
