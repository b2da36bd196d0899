"""Finds the one thing that an id names."""

from datetime import date
from typing import Annotated

from fastapi import HTTPException, Path

from communique.errors import LedgerError
from communique.query import Book, Shown, show

Id = Annotated[
    str, Path(pattern="^[a-z]{3}-[0-9a-f]{1,16}$", description="An id, or enough of its beginning.")
]


def found(book: Book, id: str, prefix: str, as_of: date | None) -> Shown:
    """Return what has an id of the prefix; answer 404 where nothing, or more than one thing, has it."""
    if not id.startswith(prefix):
        raise HTTPException(404, f"{id}: nothing has this id")
    try:
        return show(book, id, as_of)
    except LedgerError as error:
        raise HTTPException(404, str(error).split(";")[0]) from error
