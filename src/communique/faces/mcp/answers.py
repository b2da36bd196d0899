"""What each tool answers: the query asked, its rows cited, as many as fit one page."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import wraps
from typing import Any, ParamSpec

from mcp.server.mcpserver.exceptions import ToolError

from communique.errors import CommuniqueError
from communique.faces.mcp.cited import (
    actor_item,
    change_item,
    citation,
    edition_item,
    entry_item,
    match_item,
    mechanism_item,
    release_item,
    text_items,
    told,
)
from communique.faces.mcp.page import paged
from communique.query import (
    Book,
    Compared,
    Diff,
    Filters,
    Hunk,
    Listed,
    Mechanism,
    ShownActor,
    ShownMechanism,
    ShownRelease,
    changes,
    count_entries,
    diff,
    due,
    list_actors,
    list_entries,
    list_mechanisms,
    list_releases,
    search,
    show,
)
from communique.records.contract import Json

_AT_MOST = 40  # items that are read for one answer; fewer fit
_AT_ONCE = 200  # changes of one cursor, those of its last revision added
_HITS = 200
P = ParamSpec("P")


def _told_in_one_line(answer: Callable[P, str]) -> Callable[P, str]:
    """Let an error that a user can meet reach the client as its one line."""

    @wraps(answer)
    def asked(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return answer(*args, **kwargs)
        except CommuniqueError as error:
            raise ToolError(str(error)) from error

    return asked


@_told_in_one_line
def search_answer(book: Book, words: str, offset: int, as_of: str | None) -> str:
    """Return hits, best first."""
    hits = search(book, words, _HITS, _day("as_of", as_of))
    return paged({"words": words}, [match_item(hit) for hit in hits[offset:]], offset, len(hits))


@_told_in_one_line
def list_answer(
    book: Book, what: str, narrowed: dict[str, Any], days: dict[str, str | None], offset: int
) -> str:
    """Return entries of a kind, or mechanisms, actors or releases."""
    filters = Filters(**{**narrowed, **{name: _day(name, text) for name, text in days.items()}})
    window = slice(offset, offset + _AT_MOST)
    match what:
        case "mechanism":
            series = list_mechanisms(book, filters)
            return paged({}, [mechanism_item(one) for one in series[window]], offset, len(series))
        case "actor":
            actors = list_actors(book, filters)
            return paged({}, [actor_item(one) for one in actors[window]], offset, len(actors))
        case "release":
            releases = list_releases(book, filters)
            return paged({}, [release_item(one) for one in releases[window]], offset, len(releases))
    rows = list_entries(book, what, filters, _AT_MOST, offset)
    return paged({}, [entry_item(one) for one in rows], offset, count_entries(book, what, filters))


@_told_in_one_line
def show_answer(book: Book, key: str, offset: int, as_of: str | None) -> str:
    """Return one thing; of a release its entries, then its text in stretches."""
    shown = show(book, key, _day("as_of", as_of))
    match shown:
        case Listed():
            return _window({}, [entry_item(shown)], offset)
        case ShownRelease():
            release = shown.release.release
            unread = [{"unread": one.why, "quote": release.text[one.start : one.end]} for one in shown.unread]
            items = [*map(entry_item, shown.entries), *unread, *text_items(release)]
            return _window(release_item(shown.release), items, offset)
        case ShownActor():
            return _window(actor_item(shown.actor), list(map(entry_item, shown.entries)), offset)
        case ShownMechanism():
            return _window(mechanism_item(shown.mechanism), list(map(entry_item, shown.entries)), offset)


@_told_in_one_line
def due_answer(book: Book, within_days: int, offset: int, as_of: str | None) -> str:
    """Return what is due, then what is overdue."""
    found = due(book, timedelta(days=within_days), _day("as_of", as_of))
    head = {"today": str(found.today), "due": len(found.coming), "overdue": len(found.overdue)}
    rows = [("due", one) for one in found.coming] + [("overdue", one) for one in found.overdue]
    items = [{"state": state, **entry_item(one)} for state, one in rows[offset : offset + _AT_MOST]]
    return paged(head, items, offset, len(rows))


@_told_in_one_line
def mechanism_answer(book: Book, name: str, offset: int, as_of: str | None) -> str:
    """Return the editions of the one series that has the name, or the series among which to choose."""
    day = _day("as_of", as_of)
    if not name.startswith("mec-"):
        found = list_mechanisms(book, Filters(mechanism=name, as_of=day, min_confidence=0))
        exact = [one for one in found if name.casefold() in {known.casefold() for known in one.names}]
        found = exact or found
        if len(found) != 1:
            choose = "by id: more than one mechanism has these words"
            head = {"choose": choose if found else "no mechanism has these words in its name"}
            return _window(head, [mechanism_item(one) for one in found], offset)
        name = found[0].id
    shown = show(book, name, day)
    if not isinstance(shown, ShownMechanism):
        raise CommuniqueError(f"{name}: no mechanism; `list` with what=mechanism has their ids")
    return _window(mechanism_item(shown.mechanism), _editions(shown.mechanism, shown.entries), offset)


@_told_in_one_line
def diff_answer(book: Book, old: str, new: str, offset: int) -> str:
    """Return what was undertaken on either side, then the words that differ."""
    found = diff(book, old, new)
    sides = {"old": found.old.release, "new": found.new.release}
    head = {name: citation(one, one.title) for name, one in sides.items()}
    items = [_undertaking(one, found) for one in found.undertakings]
    return _window(head, items + [_words(one, found) for one in found.words], offset)


@_told_in_one_line
def changes_answer(book: Book, since: str, offset: int) -> str:
    """Return what changed in the ledger, the oldest first; `cursor` asks for what comes after all of it."""
    found = changes(book, since, _AT_ONCE)
    head = {"cursor": str(found.cursor), "more": found.more}
    items = [change_item(one) for one in found.changes[offset : offset + _AT_MOST]]
    return paged(head, items, offset, len(found.changes))


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommuniqueError(f"{name} {text}: not a day; write it as 2024-06-30") from None


def _window(head: Json, items: Sequence[Json], offset: int) -> str:
    return paged(head, items[offset:], offset, len(items))


def _editions(one: Mechanism, entries: Sequence[Listed]) -> list[Json]:
    releases = {listed.release.id: listed.release for listed in entries}
    return [edition_item(edition, releases) for edition in one.editions]


def _undertaking(one: Compared, found: Diff) -> Json:
    changed = [{"slot": c.slot, "what": c.what, "old": c.old, "new": c.new} for c in one.changes]
    return {
        "undertaking": one.what,
        **({"old": told(one.old, found.old.release)} if one.old else {}),
        **({"new": told(one.new, found.new.release)} if one.new else {}),
        **({"changes": changed} if changed else {}),
    }


def _words(one: Hunk, found: Diff) -> Json:
    old, new = found.old.release, found.new.release
    return {
        "words": "differ",
        "old": citation(old, old.text[one.old.start : one.old.end]),
        "new": citation(new, new.text[one.new.start : one.new.end]),
    }
