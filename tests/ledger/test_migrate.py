"""A ledger of any released version is brought up with all that is in it, on every database."""

from datetime import date

import pytest
import sqlalchemy as sa

from communique.ledger import open_ledger
from communique.ledger.schema import judgement
from communique.query import Filters, doctor, list_entries, list_releases, open_book, search
from communique.records.judgement import Judgement
from tests.ledger.released import SHAPES, fill
from tests.made import make_reading, many


@pytest.fixture(params=SHAPES)
def old(request: pytest.FixtureRequest, place: str) -> str:
    fill(place, request.param)
    return place


def test_all_that_was_told_is_told_still(old: str) -> None:
    book = open_book(old)
    assert doctor(book) == []
    releases = {listed.release for listed in list_releases(book)}
    assert {make_reading(release).release for release in many(3)[1:]} < releases
    entries = {one.entry for one in list_entries(book, None, Filters(min_confidence=0))}
    assert {entry for release in many(3)[1:] for entry in make_reading(release).entries} < entries
    assert [match.release.text.endswith("Corrected.") for match in search(book, "corrected")] == [True]


def test_history_and_decisions_came_along(old: str) -> None:
    with open_book(old).at() as moment:
        (decision,) = moment.rows(sa.select(judgement))
        assert moment.revision == 3
    assert (decision["subject"], decision["decision"], decision["why"]) == (
        "ent-1",
        "reject",
        "not a promise",
    )
    before = Filters(as_of=date(2025, 1, 31))
    texts = [listed.release.text for listed in list_releases(open_book(old), before)]
    assert len(texts) == 3
    assert not any(text.endswith("Corrected.") for text in texts)


def test_it_is_written_to_as_a_new_one(old: str) -> None:
    ledger = open_ledger(old)
    assert dict(ledger.write([make_reading(release) for release in many(5)[1:]]).counts) == {
        "same": 2,
        "new": 2,
    }
    ledger.record_judgement(Judgement("correction", "ent-1", "accept", "ada", "it is one", score=0.5))
    assert doctor(open_book(old)) == []
