"""Rows are the same however many processes write them, and a run that was killed goes on."""

import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.errors import BadInputError, CommuniqueError
from communique.records import Reading, Release
from communique.runs.extract import extract
from communique.runs.ingest import BATCH, ingest
from communique.runs.local import write_pieces
from communique.runs.pieces import Reader, counted, plan, written
from communique.runs.reading import read_release
from tests.conftest import New
from tests.made import make_reading, many
from tests.runs.acts import rows
from tests.runs.cluster import Deadly, read_quickly

COUNT = 60


def source(folder: Path) -> str:
    """Write releases, one of them bad and one faulty; return the path."""
    records = [
        {"title": f"Release {n}", "published": "2024-05-03", "text": "It was told.", "id": n}
        for n in range(COUNT)
    ]
    records[7]["published"] = "2024-02-30"
    records[20]["title"] = "Release with a fault"
    path = folder / "releases.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def rows_in(folder: Path) -> list[object]:
    """Return the rows that a run wrote, in the order of its files."""
    return pa.concat_tables(pq.read_table(file) for file in written(folder)).to_pylist()


@pytest.mark.parametrize(("workers", "size"), [(1, 700), (2, 700), (3, 10**6)])
def test_rows_do_not_depend_on_workers_or_pieces(tmp_path: Path, workers: int, size: int) -> None:
    reader, path = Reader(read_quickly, "small"), source(tmp_path)
    write_pieces(plan([path], size=10**7), reader, tmp_path / "whole")
    write_pieces(plan([path], size=size), reader, tmp_path / "cut", workers)
    assert rows_in(tmp_path / "cut") == rows_in(tmp_path / "whole")
    count, refused = counted(tmp_path / "cut")
    assert count == COUNT
    assert [line.split(": ", 1)[1][:22] for line in refused] == [
        "'Release 7': impossibl",
        "cannot be read: ValueE",
    ]


def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    path, marks = source(tmp_path), tmp_path / "marks"
    marks.mkdir()
    (marks / "executor").touch()
    pieces = plan([path], size=700)
    with pytest.raises(CommuniqueError, match="goes on from here"):
        write_pieces(pieces, Reader(Deadly(marks)), tmp_path / "out", 2)
    assert written(tmp_path / "out") == []
    write_pieces(pieces, Reader(Deadly(marks)), tmp_path / "out")
    write_pieces(pieces, Reader(read_quickly), tmp_path / "whole")
    assert rows_in(tmp_path / "out") == rows_in(tmp_path / "whole")


def stop(release: Release) -> Reading:
    """Stand in for a user who has had enough half way."""
    if release.title == "Release 43":
        raise KeyboardInterrupt
    return read_quickly(release)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    pieces, done = plan([source(tmp_path)], size=700), Counter[str]()
    with pytest.raises(KeyboardInterrupt):
        write_pieces(pieces, Reader(stop), tmp_path / "out")

    def tell(count: int, rows: int) -> None:
        done.update(pieces=count, rows=rows)

    write_pieces(pieces, Reader(read_quickly), tmp_path / "out", progress=tell)
    assert done["pieces"] == len(pieces)
    assert COUNT - 43 <= done["rows"] < COUNT - 30
    write_pieces(pieces, Reader(read_quickly), tmp_path / "whole")
    assert rows_in(tmp_path / "out") == rows_in(tmp_path / "whole")


def test_a_part_of_another_run_is_not_mixed_in(tmp_path: Path) -> None:
    path = source(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_pieces(plan([path]), Reader(stop), tmp_path / "out")
    with pytest.raises(CommuniqueError, match="part of another run"):
        write_pieces(plan([path], size=700), Reader(read_quickly), tmp_path / "out")


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    pieces, reader = plan([source(tmp_path)]), Reader(read_quickly)
    write_pieces(pieces, reader, tmp_path / "out")
    for name, why in {"out": "a whole run", "": "not empty", "releases.jsonl": "a file"}.items():
        with pytest.raises(CommuniqueError, match=why):
            write_pieces(pieces, reader, tmp_path / name)


def test_a_ledger_of_rows_is_that_of_the_releases(tmp_path: Path, new_place: New) -> None:
    """Load rows into a ledger over and over, by a program whose own model is another."""
    records = [
        {"title": one.title, "published": str(one.published), "text": one.text.split("\n", 1)[1]}
        for one in many(2 * BATCH + 5)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    write_pieces(plan([str(path)], size=9_000), Reader(make_reading, "small"), tmp_path / "out")
    straight, loaded, out = new_place(), new_place(), [str(tmp_path / "out")]
    ingest(extract([str(path)], make_reading), straight, "small")
    assert dict(ingest(extract(out, read_release, 2), loaded, "another").counts) == {"new": len(records)}
    assert rows(loaded) == rows(straight)
    assert dict(ingest(extract(out, read_release), loaded, "another").counts) == {"same": len(records)}
    assert rows(loaded) == rows(straight)


def test_refusals_kept_with_rows_are_told_again(tmp_path: Path, place: str) -> None:
    write_pieces(plan([source(tmp_path)]), Reader(read_quickly), tmp_path / "out")
    outcomes = list(extract([str(tmp_path / "out")], read_release))
    assert sum(isinstance(one, BadInputError) for one in outcomes) == 2
    report = ingest(outcomes, place)
    assert dict(report.counts) == {"new": COUNT - 2}
    assert len(report.refused) == 2
