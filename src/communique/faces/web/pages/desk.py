"""The desk: what is new since you looked, what falls due or is overdue, what has gone quiet."""

import re
import time
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.errors import LedgerError
from communique.faces.posted import Form
from communique.faces.visitor import visitor_of
from communique.faces.web.address import as_of
from communique.faces.web.bars import bar
from communique.faces.web.render import page
from communique.query import Book, due, list_mechanisms, list_releases, summarise
from communique.query.entries import Filters
from communique.query.health import is_ill, watched
from communique.query.looked import Looked, looked, now_of

_AHEAD = timedelta(days=90)
_ROWS = 12
_COOKIE = "looked"
_POINT = re.compile(r"\d{1,12}@\d{4}-\d\d-\d\d")
_YEAR = 365 * 24 * 3600  # seconds


def desk(request: Request) -> Response:
    """Return the desk as of a day."""
    book: Book = request.app.state.book
    day = as_of(request.query_params)
    told = due(book, _AHEAD, day)
    series = list_mechanisms(book, Filters(as_of=day))
    shown = page(
        request,
        "desk.html",
        summary=summarise(book, day),
        releases=list_releases(book, Filters(as_of=day), _ROWS),
        due=told,
        bars={one.entry.id: bar(one, told.today, _AHEAD) for one in told.coming},
        quiet=[one for one in series if one.status == "due"][:_ROWS],
        ill=sum(map(is_ill, watched(book.ledger, time.time()))),
        looked=None if day else _since(book, request.cookies.get(_COOKIE, "")),
        now=now_of(book),
        token=visitor_of(request).form_token,
        rows=_ROWS,
    )
    shown.headers["Cache-Control"] = "no-store"  # it depends on who looks, and on the sources
    return shown


def seen(request: Request, form: Form) -> Response:
    """Keep in the browser up to where a person has looked; lead back to the desk."""
    if not _POINT.fullmatch(form.get("now", "")):
        raise HTTPException(400, "now: no point of the ledger")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(_COOKIE, form["now"], max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _since(book: Book, point: str) -> Looked | None:
    """Return what is new since the point that a browser keeps, None where it keeps none of this ledger."""
    try:
        found = looked(book, point) if _POINT.fullmatch(point) else None
    except (LedgerError, ValueError):  # a day that no calendar has
        return None
    return found if found and found.since.revision <= found.now.revision else None
