"""Many releases, over one process or several."""

import itertools
import json
import os
from pathlib import Path

import pytest

from communique.errors import BadInputError, CommuniqueError
from communique.records import Reading, Release
from communique.runs.extract import extract


def read_stub(release: Release) -> Reading:
    """Stand in for the reader; module-level, so that a worker process can import it."""
    if "fault" in release.title:
        raise ValueError("two\nlines")
    return Reading(release, (), ())


def die(release: Release) -> Reading:
    """Stand in for a reader that takes its process down."""
    os._exit(9)


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """Return two files of releases with a bad record, a faulty one and a file that is not there."""
    paths = []
    for part in range(2):
        path = tmp_path / f"{part}.jsonl"
        records = [
            {"title": f"Release {part}-{n}", "published": "2024-05-03", "text": "It was told."}
            for n in range(60)
        ]
        records[7]["published"] = "2024-02-30"
        records[20]["title"] += " with a fault"
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        paths.append(str(path))
    return [paths[0], str(tmp_path / "missing"), paths[1]]


def told(outcome: Reading | BadInputError) -> str:
    return str(outcome) if isinstance(outcome, BadInputError) else outcome.release.title


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_come_in_input_order_whatever_the_workers(inputs: list[str], workers: int) -> None:
    outcomes = [told(outcome) for outcome in extract(inputs, read_stub, workers)]
    assert len(outcomes) == 121
    assert outcomes[0] == "Release 0-0"
    assert "impossible date" in outcomes[7]
    assert outcomes[20].endswith("'Release 0-20 with a fault': cannot be read: ValueError: two lines")
    assert "missing: No such file" in outcomes[60]
    assert outcomes[61] == "Release 1-0"
    assert outcomes[-1] == "Release 1-59"


def test_a_run_can_be_left_before_its_end(inputs: list[str]) -> None:
    run = extract(inputs, read_stub, 2)
    assert len(list(itertools.islice(run, 3))) == 3
    run.close()  # type: ignore[attr-defined]  # a generator
    assert list(run) == []


def test_reader_and_publisher_are_handed_on(inputs: list[str]) -> None:
    outcome = next(extract(inputs, read_stub, reader="jsonl", publisher="sg-mti"))
    assert isinstance(outcome, Reading)
    assert outcome.release.publisher == "sg-mti"


def test_a_worker_that_dies_is_told_in_one_line(inputs: list[str]) -> None:
    with pytest.raises(CommuniqueError, match="a worker process died"):
        list(extract(inputs, die, 2))


def test_a_machine_without_worker_processes_is_told_in_one_line(
    inputs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("communique.runs.extract.ProcessPoolExecutor", refuse)
    with pytest.raises(CommuniqueError, match="no worker processes can be started here"):
        list(extract(inputs, read_stub, 2))
