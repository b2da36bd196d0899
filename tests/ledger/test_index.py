"""The full text is derived: deleted, half written or behind, it is right again at the next search."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.ledger import open_ledger
from communique.query import doctor, open_book, search
from communique.records import Reading
from tests.made import make_reading, make_release, many


@pytest.fixture
def path(place: str) -> str:
    """A ledger of three English releases and one Korean."""
    ledger = open_ledger(place, create=True)
    ledger.write([make_reading(release) for release in many(3)])
    korean = make_release(
        "k", title="한-일 반도체 대화", body="양국은 수소 경제에서 협력하기로 했다.", lang="ko"
    )
    ledger.write([Reading(korean, (), ())])
    ledger.full_text.catch_up()
    return place


def hits(path: str, words: str) -> list[str]:
    book = open_book(path)
    found = [match.id for match in search(book, words)]
    book.close()
    return found


def drop_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def drop_half(folder: Path) -> None:
    for file in sorted(folder.iterdir())[::2]:
        file.unlink()


def cut_files(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def drop_stamp(folder: Path) -> None:
    (folder / "stamp.json").unlink()


def spoil_head(folder: Path) -> None:
    (folder / "meta.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("harm", [drop_folder, drop_half, cut_files, drop_stamp, spoil_head])
def test_search_is_right_after_harm(path: str, harm: Callable[[Path], None]) -> None:
    before = hits(path, "smelter Vessby")
    harm(open_ledger(path).full_text.folder)
    assert before
    assert sorted(hits(path, "smelter Vessby")) == sorted(before)
    assert doctor(open_book(path)) == []


@pytest.mark.parametrize("words", ["반도체", "수소 경제", "반도체 대화"])
def test_hangul_is_found_by_words_within_words(path: str, words: str) -> None:
    assert len(hits(path, words)) == 1


@pytest.mark.parametrize("words", ["Röst", "rost", "ROST"])
def test_accents_and_case_are_folded(path: str, words: str) -> None:
    assert hits(path, words)


@pytest.mark.parametrize("words", ["smelter zinc", "반도대화", "…"])
def test_all_words_must_be_there(path: str, words: str) -> None:
    assert hits(path, words) == []


def test_hit_shows_the_passage_that_matched(path: str) -> None:
    match = search(open_book(path), "joint smelter")[0]
    words = {match.release.text[span.start : span.end] for span in match.words}
    assert words == {"joint", "smelter"}
    assert all(match.passage.contains(span) for span in match.words)


def test_new_release_is_found_at_once(path: str) -> None:
    open_ledger(path).write([make_reading(make_release("n", body=make_release().text + " Quartz."))])
    assert hits(path, "quartz")
