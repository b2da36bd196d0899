"""As of a day every read shows what a ledger shows that was built only up to that day."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from communique.ledger import Ledger, open_ledger
from communique.records import Reading
from communique.runs.judge import Judge
from tests.faces.conftest import Run
from tests.made import BODY, TITLE, commitment, make_entry, make_reading, make_release, meeting

FIRST = make_release()
CHANGED = make_release(body=BODY.replace("12 tariff lines", "13 tariff lines"))
SECOND = make_release(
    "2", TITLE.replace("4th", "5th"), f"{BODY} A 4th Tin Dialogue came before.", published=date(2024, 6, 3)
)
PLEDGE, TALKS = commitment(FIRST).id, meeting(FIRST).id


def _write(*readings: Reading) -> Callable[[Ledger], object]:
    return lambda ledger: ledger.write(readings)


def _judge(act: Callable[[Judge], int]) -> Callable[[Ledger], object]:
    return lambda ledger: act(Judge(ledger, "ada"))


# What happened on which day; each is one revision.
STORY: tuple[tuple[date, Callable[[Ledger], object]], ...] = (
    (date(2024, 4, 23), _write(make_reading(FIRST))),
    (date(2024, 4, 30), _judge(lambda judge: judge.fix(PLEDGE, "when", "by 2024-09-30"))),
    (date(2024, 5, 6), _write(Reading(CHANGED, (meeting(CHANGED), commitment(CHANGED)), ()))),
    (date(2024, 5, 20), _judge(lambda judge: judge.reject(TALKS, "never held"))),
    (date(2024, 6, 3), _write(make_reading(SECOND, make_entry(SECOND, "meeting", "met Secretary Ole Dahl")))),
    (date(2024, 6, 10), _judge(lambda judge: judge.undo(2))),
    (date(2024, 6, 20), _write(make_reading(FIRST))),
)
DAYS = [date.fromisoformat(f"2024-{day}") for day in ("04-22", "04-25", "05-01", "05-25", "06-05", "10-01")]
READS = (
    *(("list", what) for what in ("meetings", "commitments", "mechanisms", "actors", "releases")),
    *(("show", key, "--format", "json") for key in (PLEDGE, TALKS, FIRST.id, SECOND.id)),
    ("search", "Dahl"),
    ("search", "smelter"),
    ("due", "--within", "1y"),
    ("diff", FIRST.id, SECOND.id),
    ("diff", f"{FIRST.id}@1", FIRST.id),
    ("changes",),
    ("judge", "log"),
)


def build(path: Path, until: date) -> Path:
    """Write the story up to the end of a day, each step at noon of its own."""
    ledger = open_ledger(path, create=True)
    told = [(day, act) for day, act in STORY if day <= until]
    for _, act in told:
        act(ledger)
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        for number, (day, _) in enumerate(told, 1):
            at = f"{day}T12:00:00.000000+00:00"
            connection.execute("UPDATE revision SET at = ? WHERE number = ?", (at, number))
        connection.commit()
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("story") / "whole.db", date.max)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_read_shows_what_was_known_then(run: Run, here: Path, whole: Path, day: date) -> None:
    model = build(here / "model.db", day)
    for words in READS:
        form = () if "--format" in words else ("--format", "jsonl")
        told = [_said(run, (*words, *form, "--as-of", str(day), "--ledger", str(p))) for p in (whole, model)]
        assert told[0] == told[1], words
    folders = [here / "of-whole", here / "of-model"]
    for path, folder in zip((whole, model), folders, strict=True):
        run("export", str(folder), "--as-of", str(day), "--ledger", str(path))
    files = [
        {file.name: file.read_text(encoding="utf-8") for file in sorted(one.iterdir())} for one in folders
    ]
    assert files[0] == files[1]


def _said(run: Run, words: tuple[str, ...]) -> list[str]:
    """Return the lines a command prints, or the error it tells."""
    done = run(*words)
    return [*done.stdout.splitlines(), str(done.exception or "")]


def test_the_days_differ(run: Run, whole: Path) -> None:
    """The story moves, so that no two of its days are alike by chance."""
    told = {
        tuple(
            _said(
                run, ("list", "commitments", "--format", "jsonl", "--as-of", str(day), "--ledger", str(whole))
            )
        )
        for day in DAYS
    }
    assert len(told) >= 4
    rows = [json.loads(line) for lines in told for line in lines[:-1]]
    assert {row["when"]["end"] for row in rows} == {"2024-06-30", "2024-09-30"}
