"""The page of a pair: what two parties did together, promised each other and have open."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import AddressError, as_of, words
from communique.faces.web.downloads import table_csv
from communique.faces.web.render import page, wants_json
from communique.faces.web.timeline import timeline
from communique.query import Relation, frequent_pairs, relation
from communique.query.contract import relation_row

_COLUMNS = ("series", "ordinal", "start", "end", "where", "state", "entry")


def pair(request: Request) -> Response:
    """Return the page of the two parties of the address; without them, pairs to choose from."""
    query = {name: words(request.query_params, name) for name in ("a", "b")}
    told = _told(request) if all(query.values()) else None
    if wants_json(request):
        return JSONResponse(relation_row(told or _told(request)))
    return page(
        request,
        "pair.html",
        told=told,
        line=timeline(told) if told else None,
        open=[(side, told.open_by(side)) for side in told.sides] if told else [],
        frequent=[] if told else frequent_pairs(request.app.state.book, as_of=as_of(request.query_params)),
        query=query,
    )


def pair_csv(request: Request) -> Response:
    """Return the editions and other meetings of a pair as CSV."""
    return table_csv("pair", _COLUMNS, _rows(_told(request)))


def _told(request: Request) -> Relation:
    names = [words(request.query_params, name) for name in ("a", "b")]
    if not all(names):
        raise AddressError("a= and b=: two parties, words of a name each")
    return relation(request.app.state.book, names, as_of(request.query_params))


def _rows(told: Relation) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (
            one.name,
            e.ordinal,
            e.start,
            e.end,
            e.where,
            e.state,
            e.tellings[0].entry.id if e.tellings else None,
        )
        for one in told.series
        for e in one.editions
    ]
    for one in told.alone:
        when, where = one.entry.when, one.entry.where
        days = (when.first, when.last) if when else (None, None)
        rows.append(("", None, *days, where.name if where else None, "told", one.entry.id))
    return rows
