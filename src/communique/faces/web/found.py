"""Finds the one thing that an address with an id names."""

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.errors import LedgerError
from communique.query import Shown, show


def found(request: Request, prefix: str, day: date | None) -> Shown:
    """Return what has the id of the address; answer 404 where nothing, or more than one thing, has it."""
    key = request.path_params["id"].removesuffix(".json")
    if not key.startswith(prefix):
        raise HTTPException(404, f"{key}: nothing has this id")
    try:
        return show(request.app.state.book, key, day)
    except LedgerError as error:
        raise HTTPException(404, str(error).split(";")[0]) from error
