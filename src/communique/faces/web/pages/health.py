"""The health page: how each watched list does, and what became of the releases they named."""

import time
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.render import page, wants_json
from communique.query.health import is_ill, item_counts, watched


def health(request: Request) -> Response:
    """Return how each watched list does, those that are ill first."""
    ledger = request.app.state.book.ledger
    lists = sorted(watched(ledger, time.time()), key=lambda one: not is_ill(one))
    items = sorted(item_counts(ledger).items())
    if wants_json(request):
        told = [{"publisher": who, "state": state, "count": count} for (who, state), count in items]
        ill = sum(map(is_ill, lists))
        shown: Response = JSONResponse({"ill": ill, "lists": [asdict(one) for one in lists], "items": told})
    else:
        rows = [(one, is_ill(one)) for one in lists]
        shown = page(request, "health.html", rows=rows, items=items, ill=sum(is_bad for _, is_bad in rows))
    shown.headers["Cache-Control"] = "no-store"  # lists do otherwise without a change of the ledger
    return shown
