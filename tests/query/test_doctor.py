"""The doctor is silent over a sound ledger and names whatever was done to it from outside."""

import json
from dataclasses import replace

import pytest

from communique.ledger import open_ledger
from communique.query import doctor, open_book
from communique.runs.ingest import ingest
from tests import outside
from tests.made import BODY, commitment, make_reading, make_release, many


@pytest.fixture
def path(place: str) -> str:
    """A ledger with history: a text that changed, and entries that were read again."""
    ingest([make_reading(release) for release in many(5)], place)
    weaker = replace(commitment(many(1)[0]), attribute="intended")
    ingest([make_reading(many(1)[0], weaker)], place)
    ingest([make_reading(make_release("1", body=f"{BODY} Corrected."))], place)
    return place


def test_a_ledger_with_history_is_sound(path: str) -> None:
    assert doctor(open_book(path)) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE evidence SET quote = 'agreed to nothing' WHERE entry = 2", "agreed to nothing"),
        ("UPDATE evidence SET span_end = span_end + 1 WHERE entry = 1", "evidence at"),
        ("UPDATE release_version SET text = text || '.' WHERE version = 1", "not the one that was hashed"),
        ("UPDATE amount_slot SET value = 'NaN' WHERE entry = 2", "not an exact decimal"),
        ("UPDATE entry SET attribute = 'signed' WHERE row = 2", "not one of a commitment"),
        ("UPDATE actor_slot SET span_start = -1 WHERE entry = 1", "actor at -1"),
        ("DELETE FROM evidence WHERE entry = 3", "no evidence"),
        ("DELETE FROM entry WHERE row = 3", "rows belong to nothing"),
        ("DELETE FROM release_version WHERE version = 2", "rows belong to nothing"),
        ("UPDATE revision SET number = 9 WHERE number = 3", "without a gap"),
        ("UPDATE revision SET at = '2001-01-01T00:00:00' WHERE number = 2", "lies before"),
        ("UPDATE entry SET to_revision = from_revision WHERE row = 4", "end before they begin"),
        ("UPDATE entry SET from_revision = 77 WHERE row = 4", "never was"),
        ("UPDATE release_version SET to_revision = 3 WHERE version = 3", "outlive"),
        ("DELETE FROM party_slot WHERE entry = 2", "is in no entity"),
        ("UPDATE party_slot SET party = (SELECT max(id) FROM party) WHERE entry = 2", "not its own"),
        ("UPDATE judgement SET object = 'ent-none' WHERE number = 1", "is over ent-none"),
    ],
    ids=lambda value: value[:60],
)
def test_harm_is_named(path: str, harm: str, fault: str) -> None:
    assert outside.run(path, harm) > 0
    assert any(fault in line for line in doctor(open_book(path)))


def test_an_index_that_lacks_rows_is_named_and_mended(path: str) -> None:
    ledger = open_ledger(path)
    ledger.write([make_reading(make_release("late"))])
    with ledger.database.reading() as connection:
        number, at = connection.exec_driver_sql("SELECT max(number), max(at) FROM revision").one()
    stamp = ledger.full_text.folder / "stamp.json"
    claimed = json.loads(stamp.read_text(encoding="utf-8")) | {"revision": number, "at": at}
    stamp.write_text(json.dumps(claimed), encoding="utf-8")
    (fault,) = doctor(open_book(path))
    assert "--rebuild-index" in fault
    assert doctor(open_book(path), rebuild_index=True) == []
