"""Puts the site and the API under one address, behind one guard."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from communique.faces.api import PREFIX, api
from communique.faces.server.fresh import Fresh
from communique.faces.server.guard import Guard
from communique.faces.web import site
from communique.query import Book


def application(book: Book) -> Starlette:
    """Return the whole server over an open ledger."""
    return Starlette(
        routes=[Mount(PREFIX, api(book)), Mount("/", site(book))],
        middleware=[Middleware(Guard), Middleware(Fresh, book=book)],
    )
