"""A setting stands in for its flag wherever the flag is not given, and the flag goes before it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.errors import BadInputError
from communique.faces.cli import extract, ingest
from communique.records import Reading
from tests.faces.conftest import Run
from tests.made import make_reading

LEDGER = {
    "format": ('format = "csv"', ("list", "agreements"), "id,kind,", ("--format", "table"), "date "),
    "within": (
        'within = "1y"',
        ("due", "--as-of", "2023-07-01"),
        "0 due by 2024-06-30",
        ("--within", "2w"),
        "0 due by 2023-07-15",
    ),
    "threshold": (
        "threshold = 0.2",
        ("list", "commitments", "--format", "csv", "--since", "2024-05-01", "--until", "2024-05-31"),
        "further pier",
        ("--threshold", "0.5"),
        "id,kind",
    ),
    "threshold of due": (
        "threshold = 0.8",
        ("due", "--as-of", "2024-06-01"),
        "0 due",
        ("--threshold", "0"),
        "1 due",
    ),
}


@pytest.mark.parametrize(("setting", "words", "with_it", "flag", "with_flag"), LEDGER.values(), ids=LEDGER)
def test_answers(
    run: Run,
    here: Path,
    setting: str,
    words: tuple[str, ...],
    with_it: str,
    flag: tuple[str, str],
    with_flag: str,
) -> None:
    assert with_it not in run(*words).stdout
    (here / "communique.toml").write_text(setting)
    assert with_it in run(*words).stdout
    told = run(*words, *flag).stdout
    assert with_flag in told
    assert with_it not in told


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what `extract` and `ingest` ask of the reading, which is made by hand here."""
    seen: dict[str, Any] = {}

    def read(
        inputs: list[str],
        read: object,
        workers: int,
        *,
        reader: str | None,
        publisher: str | None,
        published: str | None,
        allowed: frozenset[str],
        heard: object,
    ) -> Iterator[Reading | BadInputError]:
        seen.update(inputs=inputs, workers=workers, reader=reader, publisher=publisher)
        seen.update({"published": published} if published else {})
        yield make_reading()
        yield BadInputError("b.txt:record 2", "no date")

    for module in (extract, ingest):
        monkeypatch.setattr(module, "extract", read)
    monkeypatch.setattr(ingest, "model_name", lambda: "none")
    return seen


SETTINGS = 'workers = 2\nreader = "listing"\npublisher = "kr-motie"\n'


@pytest.mark.parametrize("name", ["extract", "ingest"])
def test_inputs(run: Run, here: Path, asked: dict[str, Any], name: str) -> None:
    ledger = ("--ledger", "new.db") if name == "ingest" else ()
    (here / "communique.toml").write_text(SETTINGS)
    run(name, "a.txt", *ledger)
    assert asked == {"inputs": ["a.txt"], "workers": 2, "reader": "listing", "publisher": "kr-motie"}
    run(name, "-", "c", "--workers", "1", "--reader", "jsonl", "--publisher", "jp-meti", *ledger)
    assert asked == {"inputs": ["-", "c"], "workers": 1, "reader": "jsonl", "publisher": "jp-meti"}
    run(name, "a.pdf", "--published", "2024-05-03", *ledger)
    assert asked["published"] == "2024-05-03"


def test_extract_prints_json_lines_and_tells_the_bad_aside(run: Run, asked: dict[str, Any]) -> None:
    result = run("extract", "a.txt")
    (line,) = result.stdout.splitlines()
    assert [entry["kind"] for entry in json.loads(line)["entries"]] == ["meeting", "commitment"]
    assert "mentions" not in json.loads(line)
    assert result.stderr == "communique: b.txt:record 2: no date\n"
    assert result.exit_code == 1
    assert json.loads(run("extract", "a.txt", "--mentions").stdout)["mentions"] == []


def test_ingest_says_what_became_of_the_input(run: Run, asked: dict[str, Any]) -> None:
    first = run("ingest", "a.txt", "--ledger", "new.db")
    assert first.stdout == "1 new, 0 changed, 0 same, 1 refused\n"
    assert "communique: b.txt:record 2: no date\n" in first.stderr
    again = run("ingest", "a.txt", "--ledger", "new.db")
    assert again.stdout == "0 new, 0 changed, 1 same, 1 refused: nothing is new\n"
    assert (first.exit_code, again.exit_code) == (1, 1)


def test_demo_shows_what_is_in_the_ledger(run: Run, asked: dict[str, Any]) -> None:
    text = run("demo", "--ledger", "demo.db").stdout
    for words in (
        "1 new, 0 changed, 0 same, 1 refused",
        "1 release of 1 publisher, 2024-04-23",
        "1 meeting\n",
        "0 figures\n",
        "USD 1.5 million ",
        "deadlines, as of 2024-04-23\n  2024-06-30  agreed to open",
        "One entry with its evidence",
    ):
        assert words in text
