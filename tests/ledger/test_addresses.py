"""The same release under two addresses is one; another release is never taken for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.ledger import Ledger, open_ledger
from communique.ledger.origins import origins_of
from communique.query import addresses, doctor, list_releases, open_book
from communique.records import Origin, Reading, Release
from tests.made import BODY, make_release

FIRST, SECOND = "https://trade.example/en/1", "https://trade.example/news/1"


def at(url: str | None, body: str = BODY, **head: Any) -> Release:
    return make_release(url or "none", body=body, url=url, **head)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "a.db", create=True)


def write(ledger: Ledger, *releases: Release) -> list[str]:
    """Write releases one by one; return what became of each."""
    return [next(iter(ledger.write([Reading(one, (), ())]).counts)) for one in releases]


def texts(ledger: Ledger) -> list[str]:
    book = open_book(ledger.location.path or "")
    assert doctor(book) == []
    return [one.release.text for one in list_releases(book)]


def test_a_second_address_is_no_second_release(ledger: Ledger) -> None:
    assert write(ledger, at(FIRST), at(SECOND), at(SECOND), at(FIRST)) == ["new", "address", "same", "same"]
    assert len(texts(ledger)) == 1
    book = open_book(ledger.location.path or "")
    assert addresses(book, at(FIRST).id) == [SECOND]
    assert addresses(book, at(FIRST).id, date(2024, 5, 1)) == []


def test_the_bytes_of_a_second_address_are_kept_with_the_release(ledger: Ledger) -> None:
    first, second = (
        replace(at(url), origin=Origin(raw=url.encode(), reader="html", media="text/html", url=url))
        for url in (FIRST, SECOND)
    )
    assert write(ledger, first, second) == ["new", "address"]
    with ledger.database.reading() as connection:
        kept = {origin.url for _, origin in origins_of(connection, first.id)}
    assert kept == {FIRST, SECOND}


def test_a_page_of_a_listing_is_the_release_of_the_listing(ledger: Ledger) -> None:
    assert write(ledger, at(None), at(FIRST)) == ["new", "address"]


@pytest.mark.parametrize(
    "other",
    [
        at(SECOND, body=f"{BODY} Tea was had."),
        at(SECOND, title="Another title"),
        at(SECOND, published=date(2024, 4, 24)),
        at(SECOND, publisher="xb-trade"),
        make_release("notice 7"),
    ],
    ids=["words", "title", "day", "publisher", "two numbers without a URL"],
)
def test_what_differs_is_another_release(ledger: Ledger, other: Release) -> None:
    first = at(FIRST) if other.url else at(None)
    assert write(ledger, first, other) == ["new", "new"]
    assert len(texts(ledger)) == 2


def test_an_address_that_lags_behind_changes_nothing(ledger: Ledger) -> None:
    corrected = BODY.replace("12 tariff", "13 tariff")
    told = write(ledger, at(FIRST), at(SECOND), at(FIRST, corrected), at(SECOND), at(SECOND, corrected))
    assert told == ["new", "address", "changed", "same", "address"]
    assert write(ledger, at(SECOND, corrected), at(FIRST, corrected)) == ["same", "same"]
    assert texts(ledger) == [at(FIRST, corrected).text]


def test_a_correction_at_the_second_address_is_a_version(ledger: Ledger) -> None:
    corrected = BODY.replace("12 tariff", "13 tariff")
    assert write(ledger, at(FIRST), at(SECOND), at(SECOND, corrected)) == ["new", "address", "changed"]
    assert write(ledger, at(FIRST, corrected)) == ["same"]
    (only,) = list_releases(open_book(ledger.location.path or ""))
    assert (only.release.id, only.release.url) == (at(FIRST).id, FIRST)


def test_an_address_that_comes_to_tell_of_something_else_is_its_own_release(ledger: Ledger) -> None:
    other = at(SECOND, "Nothing of the kind was ever said by anyone present.")
    assert write(ledger, at(FIRST), at(SECOND), other) == ["new", "address", "new"]
    assert sorted(texts(ledger)) == sorted([at(FIRST).text, other.text])
    assert addresses(open_book(ledger.location.path or ""), at(FIRST).id) == []
