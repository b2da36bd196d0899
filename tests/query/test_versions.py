"""The versions of a release, and what each changed in the one before it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from communique.ledger import open_ledger
from communique.query import history, open_book
from communique.records import Reading
from tests.made import BODY, commitment, make_reading, make_release, meeting


def test_there_and_back_is_three_versions_each_with_both_quotes(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    first = make_release()
    later = make_release(body=BODY.replace("12 tariff lines", "13 tariff lines"))
    for release in (first, later, first):
        ledger.write([Reading(release, (meeting(release), commitment(release)), ())])
    found = history(open_book(tmp_path / "a.db"), first.id)
    assert [one.version.number for one in found] == [1, 2, 3]
    assert [one.version.release for one in found] == [first, later, first]
    assert [one.version.until is None for one in found] == [False, False, True]
    assert found[0].version.until == found[1].version.since
    assert [[told.what for told in one.told] for one in found] == [[], ["number"], ["number"]]
    (told,) = found[1].told
    assert first.text[told.old.start : told.old.end] == "12"
    assert later.text[told.new.start : told.new.end] == "13"


def test_a_weaker_undertaking_is_told_first(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    release = make_release()
    weaker = make_release(body=BODY.replace(" by June 30", ""))
    words = "agreed to open a joint smelter"
    start = weaker.text.index(words)
    span = replace(commitment(release).evidence[0], start=start, end=start + len(words), quote=words)
    loose = replace(commitment(release), id="ent-loose", evidence=(span,), when=None, amounts=())
    ledger.write([make_reading()])
    ledger.write([Reading(weaker, (loose,), ())])
    *_, last = history(open_book(tmp_path / "a.db"), release.id)
    assert [told.what for told in last.told] == ["undertaking weakened", "date"]


def test_what_was_not_yet_read_again_is_not_known(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "a.db", create=True)
    ledger.write([make_reading()])
    book = open_book(tmp_path / "a.db")
    assert len(history(book, make_release().id, date(2024, 5, 1))) == 1
    assert history(book, make_release().id, date(2024, 4, 1)) == []
