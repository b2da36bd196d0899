"""The page of a difference: two releases, versions or editions side by side, words and undertakings."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.errors import LedgerError
from communique.faces.web.address import as_of, words
from communique.faces.web.render import page, wants_json
from communique.faces.web.sides import both
from communique.query import Diff, diff
from communique.query.contract import diff_rows

_ORDER = ("new", "strengthened", "softened", "moved", "dropped", "carried")  # what a reader looks for first


def diff_page(request: Request) -> Response:
    """Return how `b` differs from `a`; without them, a form that asks for both."""
    query = {name: words(request.query_params, name) for name in ("a", "b")}
    found = _found(request, query) if all(query.values()) else None
    if wants_json(request):
        return JSONResponse({"differences": list(diff_rows(found)) if found else []})
    sides = both(found) if found else ((), ())
    undertakings = sorted(found.undertakings, key=lambda one: _ORDER.index(one.what)) if found else []
    return page(request, "diff.html", found=found, old=sides[0], new=sides[1], told=undertakings, query=query)


def _found(request: Request, query: dict[str, str]) -> Diff:
    try:
        return diff(request.app.state.book, query["a"], query["b"], as_of(request.query_params))
    except LedgerError as error:
        raise HTTPException(404, str(error).split(";")[0]) from error
