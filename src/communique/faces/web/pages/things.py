"""Pages of one entry, of actors and of mechanisms."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import PER_PAGE, as_of, asked, parts
from communique.faces.web.cited import cite
from communique.faces.web.found import found
from communique.faces.web.linked import actor_ld, entry_ld, mechanism_ld
from communique.faces.web.passage import passage
from communique.faces.web.render import page, wants_json
from communique.faces.web.timeline import timeline
from communique.query import (
    Book,
    Filters,
    Listed,
    ShownActor,
    ShownMechanism,
    list_actors,
    list_mechanisms,
    relation,
)
from communique.query.contract import actor_row, entry_row, mechanism_row, shown_row
from communique.records.contract import Json

_T = TypeVar("_T")


def entry(request: Request) -> Response:
    """Return one entry with its words in their passage."""
    shown = found(request, "ent-", as_of(request.query_params))
    assert isinstance(shown, Listed)
    row = entry_row(shown)
    if wants_json(request):
        return JSONResponse(row)
    base = str(request.base_url)
    return page(
        request,
        "entry.html",
        one=shown,
        passages=[passage(shown, part) for part in shown.entry.evidence],
        history=row.get("history", []),
        cited=cite(shown, base),
        ld=entry_ld(shown, base),
    )


def _listed(
    request: Request,
    name: str,
    rows_of: Callable[[Book, Filters], Sequence[_T]],
    row_of: Callable[[_T], Json],
) -> Response:
    """Return a page of a list, as JSON or by the template that has its name."""
    view = asked(request.query_params)
    rows = rows_of(request.app.state.book, view.filters)
    shown = rows[view.offset : view.offset + PER_PAGE]
    if wants_json(request):
        return JSONResponse({"total": len(rows), "page": view.page, name: [row_of(one) for one in shown]})
    more = len(rows) > view.offset + PER_PAGE
    return page(request, f"{name}.html", rows=shown, total=len(rows), more=more, view=view, query=parts(view))


def actors(request: Request) -> Response:
    """Return a page of the actors, the most told first."""
    return _listed(request, "actors", list_actors, actor_row)


def actor(request: Request) -> Response:
    """Return one actor with the entries it takes part in."""
    shown = found(request, "act-", as_of(request.query_params))
    assert isinstance(shown, ShownActor)
    if wants_json(request):
        return JSONResponse(shown_row(shown))
    told = relation(request.app.state.book, [shown.actor.name], as_of(request.query_params))
    return page(
        request,
        "actor.html",
        actor=shown.actor,
        rows=shown.entries,
        told=told,
        line=timeline(told),
        ld=actor_ld(shown.actor, str(request.base_url)),
    )


def mechanisms(request: Request) -> Response:
    """Return a page of the mechanisms, the most told first."""
    return _listed(request, "mechanisms", list_mechanisms, mechanism_row)


def mechanism(request: Request) -> Response:
    """Return one mechanism with its editions and entries."""
    shown = found(request, "mec-", as_of(request.query_params))
    assert isinstance(shown, ShownMechanism)
    if wants_json(request):
        return JSONResponse(shown_row(shown))
    ld = mechanism_ld(shown.mechanism, str(request.base_url))
    return page(request, "mechanism.html", mechanism=shown.mechanism, rows=shown.entries, ld=ld)
