"""`show`, `search`, `due`, `export` and `doctor` on a ledger."""

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from communique.errors import CommuniqueError
from tests.faces.conftest import Run
from tests.faces.shelf import STEEL


def first(run: Run, what: str) -> dict[str, Any]:
    """Return the first row of a list."""
    row: dict[str, Any] = json.loads(run("list", what, "--format", "jsonl").stdout.splitlines()[0])
    return row


def shown(run: Run, key: str) -> dict[str, Any]:
    """Return what `show` says to a program."""
    row: dict[str, Any] = json.loads(run("show", key, "--format", "json").stdout)
    return row


def test_an_entry_is_shown_with_its_slots_and_its_passage(run: Run) -> None:
    text = run("show", first(run, "commitments")["id"]).stdout
    for words in (
        "commitment (agreed)",
        "by 2024-06-30",
        "“by June 30”",
        "USD 1.5 million",
        "Ardia (country)",
    ):
        assert words in text
    assert "The two sides agreed to open a joint smelter" in " ".join(text.split())


@pytest.mark.parametrize("what", ["commitments", "releases", "actors", "mechanisms"])
def test_the_beginning_of_an_id_is_enough(run: Run, what: str) -> None:
    key = first(run, what)["id"]
    assert shown(run, key[:14])["id"] == key


def test_a_release_is_shown_with_text_entries_and_what_was_not_read(run: Run) -> None:
    key = first(run, "commitments")["release"]["id"]
    text = run("show", key).stdout
    for words in ("2 entries", "not read", "amount without entry: Officials also spoke", "Ana Röst"):
        assert words in text
    row = shown(run, key)
    assert [one["kind"] for one in row["entries"]] == ["meeting", "commitment"]
    unread = row["unread"][0]
    assert row["text"][unread["start"] : unread["end"]].startswith("Officials also spoke")


def test_an_actor_is_shown_with_what_it_takes_part_in(run: Run) -> None:
    row = first(run, "actors")
    text = run("show", row["id"]).stdout
    assert "Ardia (country) · 38 entries in 37 releases" in text
    assert "commitment (agreed)" in text
    assert len(shown(run, row["id"])["of"]) == 38


def test_one_of_a_thing_is_not_told_in_the_plural(run: Run) -> None:
    rows = [json.loads(line) for line in run("list", "actors", "--format", "jsonl").stdout.splitlines()]
    key = next(row["id"] for row in rows if row["name"] == "Vessby Terminal")
    assert "1 entry in 1 release ·" in run("show", key).stdout


def test_a_mechanism_is_shown_with_its_editions(run: Run) -> None:
    row = first(run, "mechanisms")
    text = run("show", row["id"]).stdout
    assert text.startswith(STEEL)
    assert "35 held, 1 missing · every 182 days" in text
    assert "no. 2 " in text
    assert shown(run, row["id"])["editions"] == row["editions"]


@pytest.mark.parametrize("key", ["zzz", "ent-", "ent-%", "rel-0000000000000000", "act-x", "mec-x", ""])
def test_an_id_that_is_not_just_one_thing_is_refused(run: Run, key: str) -> None:
    error = run("show", key).exception
    assert isinstance(error, CommuniqueError)
    assert "id" in str(error)


def test_search_shows_the_passage_with_its_words(run: Run) -> None:
    assert "agreed to open a joint smelter" in run("search", "smelter").stdout
    for line in run("search", "smelter", "--format", "jsonl").stdout.splitlines():
        row = json.loads(line)
        assert "smelter" in row["passage"]
        for span in row["words"]:
            assert row["passage"][span["start"] - row["start"] : span["end"] - row["start"]] == "smelter"


def test_search_needs_every_word_and_keeps_to_its_limit(run: Run) -> None:
    assert run("search", "smelter", "nosuchword").stdout.startswith("nothing found")
    assert len(run("search", "dialogue", "--limit", "3", "--format", "jsonl").stdout.splitlines()) == 3
    read = csv.DictReader(io.StringIO(run("search", "dialogue", "--limit", "3", "--format", "csv").stdout))
    assert len(list(read)) == 3


SPANS = {"29d": 1, "30": 1, "28d": 0, "5w": 1, "4w": 0, "1m": 1, "1y": 1, " 5 W ": 1}


@pytest.mark.parametrize(("within", "count"), SPANS.items(), ids=SPANS)
def test_due_looks_as_far_ahead_as_asked(run: Run, within: str, count: int) -> None:
    result = run("due", "--within", within, "--as-of", "2024-06-01", "--format", "jsonl")
    assert [json.loads(line)["state"] for line in result.stdout.splitlines()] == ["due"] * count


def test_due_tells_what_is_overdue(run: Run) -> None:
    text = run("due", "--as-of", "2024-07-10").stdout
    assert "0 due by 2024-10-08, 1 overdue" in text
    assert "2024-06-30  overdue" in text
    assert run("due", "--as-of", "2024-07-10", "--threshold", "0.8").stdout.strip().endswith("0 overdue")


@pytest.mark.parametrize("within", ["soon", "90x", "-3d", "", "1.5y", "99999y", "100000d"])
def test_a_time_that_is_none_is_refused(run: Run, within: str) -> None:
    error = run("due", f"--within={within}").exception
    assert isinstance(error, CommuniqueError)
    assert str(error).startswith(f"--within {within}: ")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_export_names_the_files_it_wrote(run: Run, here: Path, form: str) -> None:
    result = run("export", "--to", form, "out")
    names = {Path(line).name for line in result.stdout.splitlines()}
    assert names == {path.name for path in (here / "out").iterdir()}
    assert "datapackage.json" in names


def test_doctor_says_sound_or_names_the_fault(run: Run, shelf: Path, here: Path) -> None:
    sound = run("doctor")
    assert (sound.exit_code, sound.stdout.split(":")[0]) == (0, "sound")
    shutil.copy(shelf, here / "bad.db")
    with sqlite3.connect(here / "bad.db") as connection:
        connection.execute("UPDATE release_version SET text = replace(text, 'smelter', 'brewery')")
    bad = run("doctor", "--ledger", "bad.db")
    assert bad.exit_code == 1
    assert bad.stdout == ""
    assert "its text is not the one that was hashed" in bad.stderr


def test_doctor_builds_the_full_text_again(run: Run, shelf: Path, here: Path) -> None:
    shutil.copy(shelf, here / "copy.db")
    assert run("doctor", "--rebuild-index", "--ledger", "copy.db").exit_code == 0
    assert "smelter" in run("search", "smelter", "--ledger", "copy.db").stdout
