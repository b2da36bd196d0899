"""Every list as Atom, JSON Feed or calendar, narrowed by the same address as its page."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from communique.faces.feeds import WHATS, Form, render
from communique.faces.web.address import asked, parts

_FORMS: dict[str, tuple[Form, str]] = {
    "atom": ("atom", "application/atom+xml"),
    "jsonfeed": ("json", "application/feed+json"),
    "ics": ("ical", "text/calendar"),
}


def feed_pages() -> dict[str, Callable[[Request], Response]]:
    """Return address -> page, of every list in every form it has."""
    return {
        f"/{what}.{suffix}": _page(what, suffix)
        for what in WHATS
        for suffix in _FORMS
        if suffix != "ics" or what not in ("actors", "releases")
    }


def _page(what: str, suffix: str) -> Callable[[Request], Response]:
    form, media_type = _FORMS[suffix]

    def page(request: Request) -> Response:
        view = asked(request.query_params)
        query = {name: words for name, words in parts(view).items() if name not in ("kind", "page")}
        listed = f"{view.kind}s" if view.kind and what == "ledger" else what
        written = render(request.app.state.book, listed, form, view.filters, str(request.base_url), query)
        return Response(written, media_type=media_type)

    return page
