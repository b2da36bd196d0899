"""The list of releases, and the reader: a release with its entries beside its text."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.faces.web.address import PER_PAGE, as_of, asked, parts
from communique.faces.web.cited import cite
from communique.faces.web.found import found
from communique.faces.web.linked import release_ld
from communique.faces.web.marks import marked
from communique.faces.web.render import page, wants_json
from communique.query import Book, ShownRelease, list_releases, list_versions
from communique.query.contract import release_row, shown_row


def all_releases(request: Request) -> Response:
    """Return a page of the releases, newest first."""
    book: Book = request.app.state.book
    view = asked(request.query_params)
    rows = list_releases(book, view.filters, PER_PAGE + 1, view.offset)
    if wants_json(request):
        return JSONResponse({"page": view.page, "releases": [release_row(one) for one in rows[:PER_PAGE]]})
    return page(
        request,
        "releases.html",
        rows=rows[:PER_PAGE],
        more=len(rows) > PER_PAGE,
        view=view,
        query=parts(view),
    )


def release(request: Request) -> Response:
    """Return one release: its text marked, its entries in text order, what was left unread."""
    shown = found(request, "rel-", as_of(request.query_params))
    assert isinstance(shown, ShownRelease)
    if wants_json(request):
        return JSONResponse(shown_row(shown))
    base = str(request.base_url)
    return page(
        request,
        "release.html",
        release=shown.release.release,
        paragraphs=marked(shown),
        entries=shown.entries,
        unread=shown.unread,
        versions=list_versions(request.app.state.book, shown.release.release.id, as_of(request.query_params)),
        cited={one.entry.id: cite(one, base) for one in shown.entries},
        ld=release_ld(shown, base),
    )
