"""No broken document crashes a reader, holds it up, or makes it take more than it may.

`make fuzz` reads a million; in `make campaign`, COMMUNIQUE_FUZZ says how many.
"""

import os
import signal
import time
from pathlib import Path

import pytest
from fuzz.campaign import Campaign, State, load, save
from fuzz.check import sound
from fuzz.kinds import KINDS, Kind

from communique.errors import BadInputError
from communique.sources.raw import Item


@pytest.mark.parametrize("name", KINDS)
def test_broken_documents_are_told(name: str) -> None:
    kind = KINDS[name]
    for number in range(40):
        sound(kind.read(kind.make(name, number)))


@pytest.mark.campaign
def test_many_broken_documents(tmp_path: Path) -> None:
    state = State()
    Campaign(KINDS, tmp_path, state, int(os.environ.get("COMMUNIQUE_FUZZ", "50000"))).run()
    assert {name: numbers for name, numbers in state.failed.items() if numbers} == {}


def fine(data: bytes) -> list[Item]:
    return [BadInputError("a", "nothing in it")]


def crashing(data: bytes) -> list[Item]:
    if data.startswith(b"<seventh>"):
        os.kill(os.getpid(), signal.SIGKILL)
    return fine(data)


def raising(data: bytes) -> list[Item]:
    if data.startswith(b"<seventh>"):
        raise KeyError("seventh")
    return fine(data)


def slow(data: bytes) -> list[Item]:
    end = time.process_time() + (1.2 if data.startswith(b"<seventh>") else 0)
    while time.process_time() < end:
        pass
    return fine(data)


def greedy(data: bytes) -> list[Item]:
    if data.startswith(b"<seventh>"):
        assert len(b"x" * 400_000_000)
    return fine(data)


class Numbered(Kind):
    """Documents of which the seventh is special."""

    def make(self, name: str, number: int) -> bytes:
        return b"<seventh>" if number == 6 and not name.startswith("warm") else b"<other>"


BAD = {crashing: "a crash", raising: "KeyError", slow: "are allowed", greedy: "the process grew"}


@pytest.mark.parametrize(("read", "why"), BAD.items(), ids=[read.__name__ for read in BAD])
def test_what_fails_is_filed_and_the_rest_is_read(tmp_path: Path, read: object, why: str) -> None:
    kinds = {"odd": Numbered((), read, 1.0), "good": Numbered((), fine, 1.0)}  # type: ignore[arg-type]  # one of those above
    state = State()
    Campaign(kinds, tmp_path, state, 40).run()
    assert state.read == {"odd": 20, "good": 20}
    assert state.failed == {"odd": [6]}
    assert (tmp_path / "odd-6").read_bytes() == b"<seventh>"
    assert why in (tmp_path / "odd-6.why").read_text()


def test_a_campaign_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    kinds, path = {"good": Numbered((), fine, 1.0)}, tmp_path / "done.json"
    Campaign(kinds, tmp_path, load(path), 600, lambda state: save(state, path)).run(seconds=0)
    assert load(path).total == 0
    for total in (600, 600, 1100):
        Campaign(kinds, tmp_path, load(path), total, lambda state: save(state, path)).run()
    assert load(path).read == {"good": 1100}


def test_the_same_number_is_the_same_document() -> None:
    for name, kind in KINDS.items():
        assert kind.make(name, 3) == kind.make(name, 3)
