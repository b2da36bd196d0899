"""Fills templates: everything is escaped, nothing is looked up, a name that is missing is an error."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from communique.faces import words
from communique.faces.visitor import visitor_of
from communique.faces.web import address
from communique.faces.web.marks import style
from communique.query import BELIEVED, converted
from communique.records.kinds import KINDS

_TEMPLATES = Environment(
    loader=PackageLoader("communique.faces.web", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FAMILIAR = ("http", "https")


def outside(url: str | None) -> str | None:
    """Return the address of a source if a browser may be led there: no script, no file."""
    return url if url and urlsplit(url).scheme.lower() in _FAMILIAR else None


_TEMPLATES.filters.update(
    money=lambda amount: words.money(amount.value, amount.unit, amount.bound),
    when=words.when_days,
    gist=words.gist,
    attribute=words.words,
    short=words.short,
    style=style,
    outside=outside,
)
_TEMPLATES.globals.update(
    count=words.count,
    money=words.money,
    dollars=words.dollars,
    converted=converted,
    BELIEVED=BELIEVED,
    KINDS=KINDS,
)


def page(request: Request, template: str, code: int = 200, **values: object) -> HTMLResponse:
    """Return a template filled; links made by it keep the day that the ledger is read as of."""
    day = request.query_params.get("as-of") or None

    def link(path: str, query: Mapping[str, object] | None = None, **more: object) -> str:
        return address.link(path, {"as-of": day, **(query or {}), **more})

    context = {"as_of": day, "here": request.url.path, "link": link, "visitor": visitor_of(request), **values}
    return HTMLResponse(_TEMPLATES.get_template(template).render(context), code)


def wants_json(request: Request) -> bool:
    """Tell whether an address ends in `.json`, or the client would rather have JSON than a page."""
    if request.url.path.endswith(".json"):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
