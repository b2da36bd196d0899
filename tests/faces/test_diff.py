"""`communique diff` as a person and a program read it."""

import json

from tests.faces.conftest import Run

TIN, WORKS = "rel-59479e20", "rel-9afcfe76"


def test_a_row_has_both_quotes_and_what_became_of_them(run: Run) -> None:
    done = run("diff", TIN, WORKS, "--threshold", "0", "--format", "jsonl")
    new, dropped, *words = [json.loads(line) for line in done.stdout.splitlines()]
    assert (new["what"], dropped["what"]) == ("new", "dropped")
    assert "old" not in new
    assert dropped["old"]["evidence"][0]["quote"] == "agreed to open a joint smelter by June 30"
    assert {row["about"] for row in words} == {"words"}


def test_doubtful_entries_are_left_out(run: Run) -> None:
    assert "further pier" not in run("diff", TIN, WORKS).stdout.split("words")[0]


def test_a_line_of_csv_has_both_sides(run: Run) -> None:
    lines = run("diff", TIN, TIN, "--format", "csv").stdout.splitlines()
    quote = "agreed to open a joint smelter by June 30"
    assert lines[1] == f"undertaking,carried,ent-69f2448014b7392d,ent-69f2448014b7392d,{quote},{quote},"
