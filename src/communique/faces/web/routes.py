"""Every address of the site in one table: what answers it, and by which method."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from communique.faces.web.form import from_our_page, judging
from communique.faces.web.pages import (
    charts,
    desk,
    diff,
    feeds,
    health,
    ledger,
    pair,
    releases,
    review,
    search,
    sql,
    things,
)

Answer = Callable[[Request], Response | Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site; who may ask it says the server's table of roles."""

    path: str
    answer: Answer
    method: Literal["GET", "POST"] = "GET"


ROUTES: tuple[Address, ...] = (
    Address("/", desk.desk),
    Address("/seen", from_our_page(desk.seen), "POST"),
    Address("/ledger", ledger.ledger),
    Address("/ledger.json", ledger.ledger),
    *(Address(path, answer) for path, answer in ledger.downloads().items()),
    Address("/releases", releases.all_releases),
    Address("/releases/{id}", releases.release),
    Address("/entries/{id}", things.entry),
    Address("/actors", things.actors),
    Address("/actors/{id}", things.actor),
    Address("/mechanisms", things.mechanisms),
    Address("/mechanisms/{id}", things.mechanism),
    Address("/pair", pair.pair),
    Address("/pair.json", pair.pair),
    Address("/pair.csv", pair.pair_csv),
    Address("/diff", diff.diff_page),
    Address("/diff.json", diff.diff_page),
    Address("/charts", charts.charts),
    Address("/charts.json", charts.charts),
    Address("/charts/{name}.csv", charts.charts_csv),
    Address("/review", review.review),
    Address("/review.json", review.review),
    Address("/review", judging(review.review_post), "POST"),
    Address("/health", health.health),
    Address("/health.json", health.health),
    Address("/sql", sql.sql_page),
    Address("/sql.csv", sql.sql_csv),
    Address("/search", search.search_page),
    Address("/search.json", search.search_page),
    *(Address(path, answer) for path, answer in feeds.feed_pages().items()),
)
