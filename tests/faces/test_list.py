"""`list`: each WHAT in each form, each filter, and the keys that scripts rely on."""

import csv
import io
import json
from typing import Any

import pytest

from tests.faces.conftest import Run
from tests.faces.shelf import STEEL

WHATS = {
    "meetings": "met Secretary Ole Dahl",
    "commitments": "open a joint smelter",
    "agreements": "Vessby Memorandum",
    "figures": "exports rose",
    "measures": "rebate on hydrogen",
    "milestones": "Vessby Terminal",
    "mechanisms": "Tin Dialogue",
    "actors": "Ole Dahl",
    "releases": "Kang Ho-jin on the year's works",
}


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    """Return what a command prints as JSON lines."""
    result = run(*words, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(("what", "words"), WHATS.items(), ids=WHATS)
def test_a_table_says_what_there_is_and_never_cuts_an_id(run: Run, what: str, words: str) -> None:
    table = run("list", what).stdout
    assert words in table
    assert all(row["id"] in table for row in rows(run, "list", what))


@pytest.mark.parametrize("what", WHATS)
def test_a_narrow_screen_keeps_ids_and_days_whole(
    run: Run, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table = run("list", what).stdout
    assert max(map(len, table.splitlines())) <= 80
    assert all(row["id"] in table for row in rows(run, "list", what))
    assert "…-" not in table
    assert "-…" not in table


@pytest.mark.parametrize("what", WHATS)
def test_csv_has_a_row_for_each_json_line_under_its_id(run: Run, what: str) -> None:
    read = list(csv.DictReader(io.StringIO(run("list", what, "--format", "csv").stdout)))
    assert [row["id"] for row in read] == [row["id"] for row in rows(run, "list", what)]


def test_csv_keeps_amounts_and_days_exact(run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(run("list", "commitments", "--format", "csv").stdout))
    assert (row["values"], row["units"]) == ("1500000", "USD")
    assert (row["when_start"], row["when_end"], row["when_bound"]) == ("2024-06-30", "2024-06-30", "by")
    assert (row["attribute"], row["actors"], row["publisher"]) == ("agreed", "Ardia", "xa-trade")


FILTERS = {
    "actor": (("meetings", "--actor", "dahl"), 36),
    "actor unknown": (("meetings", "--actor", "Nobody"), 0),
    "with": (("meetings", "--actor", "dahl", "--with", "Röst"), 36),
    "with nobody": (("meetings", "--actor", "dahl", "--with", "Kang"), 0),
    "reviewed": (("meetings", "--reviewed", "yes"), 0),
    "not reviewed": (("meetings", "--reviewed", "no"), 36),
    "country": (("agreements", "--country", "xb"), 1),
    "country of the publisher": (("figures", "--country", "XC"), 1),
    "topic": (("measures", "--topic", "energy"), 1),
    "other topic": (("measures", "--topic", "trade"), 0),
    "mechanism": (("meetings", "--mechanism", "tin dialogue"), 1),
    "since": (("meetings", "--since", "2024-03-01"), 2),
    "until": (("meetings", "--until", "2006-12-31"), 1),
    "status open": (("commitments", "--status", "open", "--as-of", "2024-06-01"), 1),
    "status overdue": (("commitments", "--status", "overdue", "--as-of", "2024-06-01"), 0),
    "overdue a day after": (("commitments", "--status", "overdue", "--as-of", "2024-07-01"), 1),
    "publisher": (("releases", "--publisher", "xc-works"), 1),
    "as of": (("releases", "--as-of", "2024-05-03"), 36),
    "threshold 0": (("commitments", "--threshold", "0"), 2),
    "threshold 0.8": (("commitments", "--threshold", "0.8"), 0),
    "limit": (("meetings", "--limit", "5"), 5),
    "limit of releases": (("releases", "--limit", "5"), 5),
    "offset": (("meetings", "--offset", "34"), 2),
    "offset of actors": (("actors", "--offset", "1", "--limit", "2"), 2),
    "mechanisms of a country": (("mechanisms", "--country", "XB"), 2),
}


@pytest.mark.parametrize(("words", "count"), FILTERS.values(), ids=FILTERS)
def test_filters(run: Run, words: tuple[str, ...], count: int) -> None:
    assert len(rows(run, "list", *words)) == count


def test_an_entry_has_the_keys_of_the_contract(run: Run) -> None:
    (row,) = rows(run, "list", "commitments", "--as-of", "2024-07-01")
    assert row["kind"] == "commitment"
    assert row["force"] == "agreed"
    assert row["when"]["start"] == row["when"]["end"] == "2024-06-30"
    assert row["amounts"][0]["value"] == "1500000"
    assert row["status"] == "overdue"
    assert [(h["status"], h["on"]) for h in row["history"]] == [
        ("open", "2024-04-23"),
        ("overdue", "2024-07-01"),
    ]
    assert all(h["release"] == row["release"]["id"] and h["evidence"][0]["quote"] for h in row["history"])
    assert row["restated"] == []


def test_what_is_done_has_no_status(run: Run) -> None:
    assert all("status" not in row for row in rows(run, "list", "milestones"))


def test_a_mechanism_has_the_keys_of_the_contract(run: Run) -> None:
    row = rows(run, "list", "mechanisms", "--as-of", "2024-06-01")[0]
    assert row["name"] == STEEL
    assert row["members"] == ["Ardia", "Belmark"]
    assert (row["cadence_days"], row["next_expected"], row["status"]) == (182, "2024-08-30", "alive")
    assert [e["state"] for e in row["editions"][:3]] == ["held", "missing", "held"]
    assert row["editions"][1] == {"ordinal": 2, "state": "missing"}
    last = row["editions"][-1]
    assert (last["ordinal"], last["start"], last["end"], last["where"]) == (
        36,
        "2024-03-01",
        "2024-03-01",
        "Vessby",
    )


def test_a_release_is_listed_with_its_counts(run: Run) -> None:
    row = rows(run, "list", "releases", "--publisher", "xc-works")[0]
    assert (row["entries"], row["unread"], row["url"]) == (5, 0, "https://works.example/1")


def test_nothing_found_is_said_to_a_person_and_is_silence_to_a_program(run: Run) -> None:
    words = ("list", "meetings", "--actor", "Nobody")
    assert run(*words).stdout.startswith("nothing found")
    assert run(*words, "--format", "jsonl").stdout == ""
    assert len(run(*words, "--format", "csv").stdout.splitlines()) == 1


def test_columns_without_a_value_are_left_out(run: Run) -> None:
    head = run("list", "meetings").stdout.splitlines()[0]
    assert "amount" not in head
    assert "status" not in head
