"""Which list becomes which feed: asks the query, makes items or events, writes them in a form."""

from collections.abc import Mapping
from typing import Literal, get_args
from urllib.parse import urlencode

from communique.errors import CommuniqueError
from communique.faces.feeds.atom import atom
from communique.faces.feeds.event import Event, of_life, of_next
from communique.faces.feeds.ical import ical
from communique.faces.feeds.item import Feed, Item, of_actor, of_entry, of_mechanism, of_release
from communique.faces.feeds.jsonfeed import json_feed
from communique.query import (
    Book,
    Filters,
    list_actors,
    list_mechanisms,
    lives,
    timed_releases,
)
from communique.records.kinds import KINDS

Form = Literal["atom", "json", "ical"]
FORMS: tuple[Form, ...] = get_args(Form)
_ITEMS = 100  # of a feed
_EVENTS = 2_000  # of a calendar


def render(
    book: Book, what: str, form: str, filters: Filters, base: str, query: Mapping[str, str] | None = None
) -> bytes:
    """Return a list as a feed or calendar. `base` is the address of the site, `query` what narrows the list.

    Two renderings between which the ledger did not change are the same bytes. A calendar holds of a list
    what has days: meetings, deadlines, and of mechanisms the edition to be expected.
    """
    title = " · ".join(["communique", what, *(query or {}).values()])
    if form == "ical":
        return ical(title, _events(book, what, filters, base))
    suffix = "atom" if form == "atom" else "jsonfeed"
    address = f"{base}{what}.{suffix}{_asked(query or {})}"
    feed = Feed(title, address, home_of(what, query or {}, base), _items(book, what, filters, base))
    return atom(feed) if form == "atom" else json_feed(feed)


def home_of(what: str, query: Mapping[str, str], base: str) -> str:
    """Return the address of the page of the site that shows a list."""
    return f"{base}{_page(what)}{_asked({**_narrowed(what), **query})}"


def _items(book: Book, what: str, filters: Filters, base: str) -> list[Item]:
    match what:
        case "actors":
            return [of_actor(one, base) for one in list_actors(book, filters, _ITEMS)]
        case "mechanisms":
            return [of_mechanism(one, base) for one in list_mechanisms(book, filters, _ITEMS)]
        case "releases":
            return [of_release(one, base) for one in timed_releases(book, filters, _ITEMS)]
    return [of_entry(life, base) for life in lives(book, kind_of(what), filters, _ITEMS)]


def _events(book: Book, what: str, filters: Filters, base: str) -> list[Event]:
    if what == "mechanisms":
        expected = [of_next(one, base) for one in list_mechanisms(book, filters)]
        return [one for one in expected if one]
    if what in ("actors", "releases"):
        raise CommuniqueError(f"{what}: no calendar, they have no days of their own; atom and json do")
    found = [of_life(life, base) for life in lives(book, kind_of(what), filters, _EVENTS, gone=True)]
    return [one for one in found if one]


def kind_of(what: str) -> str | None:
    """Return the kind of the entries of a list, None for those of every kind."""
    return next((kind for kind in KINDS if what == f"{kind}s"), None)


def _narrowed(what: str) -> dict[str, str]:
    kind = kind_of(what)
    return {"kind": kind} if kind else {}


def _asked(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}" if query else ""


def _page(what: str) -> str:
    return what if what in ("mechanisms", "actors", "releases") else "ledger"
