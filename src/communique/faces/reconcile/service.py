"""The addresses of the reconciliation service: manifest, batches, suggestions, the way to a page."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from communique import __version__
from communique.faces.posted import posted
from communique.faces.reconcile.asked import BatchError, batch
from communique.query import Book
from communique.query.reconcile import TYPES, Asked, Candidate, reconcile
from communique.records.contract import Json
from communique.settings import LOOPBACK_NAMES

PATH = "/reconcile"
_PROPERTIES = [{"id": "country", "name": "country (ISO 3166 alpha-2)"}]
_SUGGESTED = 10


def reconciliation(book: Book) -> list[Route]:
    """Return the routes of the service over an open ledger."""
    service = _Service(book)
    return [
        Route(PATH, service.root, methods=["GET", "POST"]),
        Route(f"{PATH}/suggest/entity", service.entities),
        Route(f"{PATH}/suggest/type", service.types),
        Route(f"{PATH}/suggest/property", service.properties),
        Route(f"{PATH}/view/{{id}}", service.view),
    ]


class _Service:
    def __init__(self, book: Book) -> None:
        self._book = book

    async def root(self, request: Request) -> Response:
        """Answer a batch of queries; without one, say what the service can do."""
        given = await posted(request) if request.method == "POST" else request.query_params
        if "queries" not in given:
            return _json(request, _manifest(str(request.base_url)))
        try:
            asked = batch(given["queries"])
        except BatchError as error:
            return _json(request, {"status": "error", "message": str(error)}, 400)
        found = await run_in_threadpool(reconcile, self._book, list(asked.values()))
        answers = zip(asked, found, strict=True)
        return _json(request, {name: {"result": [_row(one) for one in each]} for name, each in answers})

    def entities(self, request: Request) -> Response:
        """Suggest actors and mechanisms for what was typed."""
        typed = request.query_params.get("prefix", "")[:200]
        found = reconcile(self._book, [Asked(typed, limit=_SUGGESTED, begun=True)])[0]
        return _json(request, {"result": [_suggested(one) for one in found]})

    def types(self, request: Request) -> Response:
        """Suggest types."""
        return _json(request, {"result": list(_beginning(request, _types()))})

    def properties(self, request: Request) -> Response:
        """Suggest properties by which a query can be narrowed."""
        return _json(request, {"result": list(_beginning(request, _PROPERTIES))})

    def view(self, request: Request) -> Response:
        """Lead to the page of a candidate."""
        key = request.path_params["id"]
        folder = {"act-": "actors", "mec-": "mechanisms"}.get(key[:4])
        if folder is None:
            raise HTTPException(404, f"{key}: nothing has this id")
        return RedirectResponse(f"/{folder}/{quote(key)}")


def _manifest(base: str) -> Json:
    at = {"service_url": base.rstrip("/")}
    return {
        "versions": ["0.2"],
        "name": "communique: actors and mechanisms of official releases",
        "identifierSpace": f"{base}#id",
        "schemaSpace": f"{base}#type",
        "serviceVersion": __version__,
        "defaultTypes": _types(),
        "view": {"url": f"{base}reconcile/view/{{{{id}}}}"},
        "suggest": {
            name: {**at, "service_path": f"{PATH}/suggest/{name}"} for name in ("entity", "type", "property")
        },
    }


def _types() -> list[Json]:
    return [{"id": name, "name": name} for name in TYPES]


def _beginning(request: Request, things: Sequence[Json]) -> Iterator[Json]:
    typed = request.query_params.get("prefix", "").casefold()
    return (one for one in things if typed in one["name"])


def _row(one: Candidate) -> Json:
    kind = [{"id": one.type, "name": one.type}]
    told = {"id": one.id, "name": one.name, "description": one.about, "type": kind}
    return {**told, "score": one.score, "match": one.match, "features": [{"id": "name", "value": one.score}]}


def _suggested(one: Candidate) -> Json:
    return {"id": one.id, "name": one.name, "description": one.about, "notable": [one.type]}


def _json(request: Request, body: Json, code: int = 200) -> Response:
    """Return JSON; a page of a program on this machine, as OpenRefine is, may read it."""
    origin = request.headers.get("origin", "")
    try:
        ours = urlsplit(origin).hostname in LOOPBACK_NAMES
    except ValueError:
        ours = False
    head = {"Vary": "Origin", **({"Access-Control-Allow-Origin": origin} if ours else {})}
    return JSONResponse(body, code, head)
