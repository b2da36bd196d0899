"""Cursors: where a list goes on, as a word that a client sends back as it came."""

import base64
import binascii
import json
from datetime import date

from fastapi import HTTPException

from communique.query import Listed, ListedRelease, Place

Key = tuple[int, str, str]  # what orders actors and mechanisms: entries, the most first; name; id


def pack(*key: str | int) -> str:
    """Return the cursor of what orders the last item of a page."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def after_entry(one: Listed) -> str:
    """Return the cursor behind an entry."""
    return pack(one.release.published.isoformat(), one.release.id, one.row)


def after_release(one: ListedRelease) -> str:
    """Return the cursor behind a release."""
    return pack(one.release.published.isoformat(), one.release.id)


def entry_place(cursor: str | None) -> Place | None:
    """Return the place in a list of entries that a cursor names; answer 400 for another list's."""
    match _unpack(cursor):
        case None:
            return None
        case [str(day), str(release), int(row)]:
            return Place(_day(day), release, row)
    raise _not_ours()


def release_place(cursor: str | None) -> tuple[date, str] | None:
    """Return the place in a list of releases that a cursor names; answer 400 for another list's."""
    match _unpack(cursor):
        case None:
            return None
        case [str(day), str(release)]:
            return _day(day), release
    raise _not_ours()


def name_place(cursor: str | None) -> Key | None:
    """Return the place in a list of actors or mechanisms; answer 400 for another list's."""
    match _unpack(cursor):
        case None:
            return None
        case [int(entries), str(name), str(id)]:
            return entries, name, id
    raise _not_ours()


def _unpack(cursor: str | None) -> object:
    if cursor is None:
        return None
    try:
        return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))) or ()
    except (binascii.Error, ValueError, RecursionError):
        raise _not_ours() from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _not_ours() from None


def _not_ours() -> HTTPException:
    return HTTPException(400, "cursor: not one that this list gave")
