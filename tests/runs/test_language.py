"""A language that no pack reads is kept and marked, never read as another one."""

from datetime import date

import pytest

from communique.ledger import open_ledger
from communique.query import open_book, search
from communique.records import Release
from communique.runs.reading import read_release

KOREAN = "장관 회담\n장관은 4월 22일 서울에서 만나 USD 120 million 투자를 논의했다."


def made(lang: str, text: str = KOREAN) -> Release:
    return Release("rel-1", "xa-ore", text.partition("\n")[0], date(2024, 4, 23), text, lang=lang)


@pytest.mark.parametrize("lang", ["xx", "tlh"])
def test_it_is_marked(lang: str) -> None:
    reading = read_release(made(lang))
    assert reading.entries == reading.mentions == ()
    [unread] = reading.unread
    assert KOREAN[unread.start : unread.end] == KOREAN.partition("\n")[2]
    assert unread.why == f"no pack reads the language {lang}"


def test_it_is_kept_and_found(tmp_path: "pytest.TempPathFactory") -> None:
    path = f"{tmp_path}/a.db"
    ledger = open_ledger(path, create=True)
    assert ledger.write([read_release(made("xx"))]).counts == {"new": 1}
    ledger.full_text.catch_up()
    ledger.close()
    assert [match.what for match in search(open_book(path), "서울에서")] == ["release"]


def test_what_could_not_be_told_is_read() -> None:
    assert read_release(made("other", "Talks\nThe two sides will invest USD 5 million by June 30.")).mentions
