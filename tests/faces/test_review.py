"""`communique review`: on a real terminal one key decides; from a pipe a line does."""

import os
import pty
import select
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from communique.ledger import open_ledger
from communique.query import Book, cards, open_book
from communique.records import Judgement, Reading
from communique.runs.judge import Judge
from tests.faces.conftest import Run
from tests.made import BODY, commitment, make_reading, make_release, meeting

PLEDGE = commitment(make_release())


@pytest.fixture
def desk(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A ledger with one doubtful entry, the pledge, where commands look for it."""
    ledger = open_ledger(here / "desk.db", create=True)
    ledger.write([make_reading()])
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(here / "desk.db"))
    return open_book(here / "desk.db")


def answer(*lines: str) -> str:
    """Return what the review prints when these lines come from a pipe."""
    words = [sys.executable, "-m", "communique", "review", "--who", "ada"]
    typed = "\n".join(lines)
    return subprocess.run(words, input=typed, capture_output=True, text=True, check=True).stdout


def sorts(book: Book) -> list[str]:
    return [card.sort for card in cards(book)]


def test_a_line_decides_asks_why_and_undoes(desk: Book) -> None:
    told = answer("r", "", "r", "a wish")
    assert "say why" in told
    assert "1: done\n1 decided" in told
    assert cards(desk) == []
    Judge(desk.ledger, "ada").undo(1)
    told = answer("f", "when", "soon", "", "f", "when", "by 2024-12-31", "the annex", "u")
    assert "write it as" in told
    assert "3: done" in told
    assert sorts(desk) == []


def test_undo_brings_the_card_back(desk: Book) -> None:
    other = make_release("2", body=f"{BODY} Tea was had.")
    desk.ledger.write([make_reading(other)])
    told = answer("a", "u", "k", "k")
    assert "undid 1" in told
    assert told.endswith("0 decided\n")
    assert sorts(desk) == ["entry", "entry"]


def test_one_key_decides_on_a_terminal(desk: Book, here: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "communique", "review", "--who", "ada"]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=here) as process:
        os.close(theirs)
        told = typed(ours, until=b"decided")
        os.close(ours)
        assert process.wait(60) == 0
    assert b"1: done" in told
    assert cards(desk) == []


def typed(terminal: int, until: bytes) -> bytes:
    """Press `a` while the other side waits for a key; return what it shows until some words."""
    told = b""
    while until not in told:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            if ready:
                told += os.read(terminal, 4096)
            elif b"split" in told:  # pressed before it listens, a key is lost
                os.write(terminal, b"a")
        except OSError:  # the other side has gone
            break
    return told


def test_the_riskiest_comes_first(desk: Book) -> None:
    judge = Judge(desk.ledger, "ada")
    judge.reject(PLEDGE.id, "a wish")
    changed = make_release(body=BODY.replace("joint smelter", "new smelter"))
    weak = replace(meeting(changed), confidence=0.6)
    desk.ledger.write([Reading(changed, (weak,), ())])
    link = Judgement("follow-up", weak.id, "proposed", "rule:x", "told again", "ent-gone", score=0.5)
    number = desk.ledger.record_judgement(link)
    found = cards(desk)
    assert [card.sort for card in found] == ["orphan", "link", "entry"]
    assert answer("d", "other words", "y", "a").endswith("3 decided\n")
    assert sorts(desk) == ["dropped"]  # with no decision over it, the pledge that went is asked of
    assert found[1].number == number


def test_a_link_that_is_denied_needs_a_reason(desk: Book) -> None:
    link = Judgement("follow-up", PLEDGE.id, "proposed", "rule:x", "told again", "ent-gone", score=0.9)
    desk.ledger.record_judgement(link)
    assert "say why" in answer("n", "", "n", "another smelter", "k")
    assert sorts(desk) == ["entry"]


def test_a_pledge_that_a_new_version_dropped_is_asked_of_once(desk: Book) -> None:
    shorter = make_release(body=BODY.replace("agreed to open", "spoke about"))
    ours, theirs = make_release().text, shorter.text
    assert ours != theirs
    desk.ledger.write([Reading(shorter, (), ())])
    assert sorts(desk)[0] == "dropped"
    told = answer("y")
    assert "undertaking dropped" in told
    assert "1: done" in told
    assert "dropped" not in sorts(desk)
    Judge(desk.ledger, "ada").undo(1)
    assert sorts(desk)[0] == "dropped"
