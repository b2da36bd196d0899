"""The search page: the matching passage stands in every hit."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import as_of, words
from communique.faces.web.passage import match_bits
from communique.faces.web.render import page, wants_json
from communique.query import search
from communique.query.contract import match_row

_HITS = 50


def search_page(request: Request) -> Response:
    """Return the best hits for the words of the address."""
    asked = words(request.query_params, "q")
    day = as_of(request.query_params)
    hits = search(request.app.state.book, asked, _HITS, day) if asked else []
    if wants_json(request):
        return JSONResponse({"q": asked, "hits": [match_row(hit) for hit in hits]})
    return page(
        request, "search.html", asked=asked, hits=[(hit, match_bits(hit)) for hit in hits], most=_HITS
    )
