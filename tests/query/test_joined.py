"""The doctor names what is wrong with who is who: judgements over nothing, two of the registry in one."""

from collections.abc import Iterator
from datetime import date

import pytest

from communique.ledger import open_ledger
from communique.query import Book, doctor, list_actors
from communique.runs.judge import Judge
from communique.runs.resolve import resolve
from tests import outside
from tests.told import Who, telling

TOLD = (
    telling("1", date(2023, 2, 1), Who("Korea", "country", "KR"), Who("Han Seok-jun", country="KR")),
    telling("2", date(2023, 3, 1), Who("Republic of Korea", "country", "KR"), Who("Japan", "country", "JP")),
    telling("3", date(2023, 4, 1), Who("Seokjun Han", country="KR"), Who("Lee Min-a", country="KR")),
)


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    ledger = open_ledger(place, create=True)
    ledger.write(TOLD)
    resolve(ledger)
    ledger.full_text.catch_up()
    yield Book(ledger)
    ledger.close()


def test_a_ledger_with_names_that_are_one_is_sound(book: Book) -> None:
    assert doctor(book) == []
    han = next(one for one in list_actors(book) if len(one.names) == 2 and one.type == "person")
    Judge(book.ledger, "ada").different(*(name.id for name in han.names), "two men")
    resolve(book.ledger)
    assert doctor(book) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE judgement SET subject = 'act-none' WHERE number = 1", "is over act-none"),
        ("UPDATE judgement SET subject = 'act-jp', object = 'act-kr' WHERE number = 1", "judged them same"),
        ("DELETE FROM party_slot", "is in no entity"),
    ],
)
def test_harm_to_identity_is_named(book: Book, harm: str, fault: str, place: str) -> None:
    assert outside.run(place, harm) > 0
    assert any(fault in line for line in doctor(book))
