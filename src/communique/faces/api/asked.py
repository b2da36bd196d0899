"""The parameters that several operations share, and the filters they make."""

import re
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator

from communique.query import BELIEVED, Book, Filters, Status
from communique.records.kinds import Kind

_WORDS = 200  # characters of a parameter


def _iso(text: object) -> object:
    """Refuse what is written in another way: a number is no day, though it could be counted from 1970."""
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError("not a day; write it as 2024-06-30")
    return text


Day = Annotated[date | None, BeforeValidator(_iso)]
AsOf = Annotated[Day, Query(alias="as-of", description="Read as of the end of this day.")]
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many items.")]
Cursor = Annotated[
    str | None, Query(max_length=500, pattern=r"^[A-Za-z0-9_-]+$", description="The cursor of the last page.")
]
OfKind = Annotated[Kind | None, Query(description="One kind; all without it.")]
Threshold = Annotated[float, Query(ge=0, le=1, description="Leave out entries of lower confidence.")]
Reviewed = Literal["yes", "no"] | None
Words = Annotated[str | None, Query(max_length=_WORDS)]
Country = Annotated[str | None, Query(pattern="^[A-Za-z]{2}$", description="ISO 3166 alpha-2.")]


def book_of(request: Request) -> Book:
    """Return the ledger that the API answers from."""
    book: Book = request.app.state.book
    return book


Ledger = Annotated[Book, Depends(book_of)]


def filters_of(
    actor: Annotated[Words, Query(description="Words of a party's name.")] = None,
    other: Annotated[Words, Query(description="Words of the name of a second party.")] = None,
    attribute: Annotated[Words, Query(description="Force, stage or nature.")] = None,
    unit: Annotated[Words, Query(description="Unit of an amount, as `USD`.")] = None,
    country: Country = None,
    topic: Annotated[Words, Query(description="A topic, as `critical-minerals`.")] = None,
    mechanism: Annotated[Words, Query(description="Words of a series' name.")] = None,
    publisher: Annotated[Words, Query(description="Who published it.")] = None,
    since: Annotated[Day, Query(description="Takes place or falls due on this day or later.")] = None,
    until: Annotated[Day, Query(description="Takes place or is made on this day or before.")] = None,
    status: Annotated[Status | None, Query(description="Where an undertaking stands.")] = None,
    reviewed: Annotated[Reviewed, Query(description="Whether a person decided over it.")] = None,
    as_of: AsOf = None,
    threshold: Threshold = BELIEVED,
) -> Filters:
    """Return the filters of a list of entries."""
    return Filters(
        actor=actor,
        other=other,
        attribute=attribute,
        unit=unit,
        country=country,
        topic=topic,
        mechanism=mechanism,
        publisher=publisher,
        since=since,
        until=until,
        status=status,
        reviewed=reviewed,
        as_of=as_of,
        min_confidence=threshold,
    )


Narrowed = Annotated[Filters, Depends(filters_of)]
