"""Pieces of an input say together what the whole says, wherever it is cut."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadInputError
from communique.sources import read_input
from communique.sources.pieces import Cut, Piece, cut, read_piece
from communique.sources.reader import Told

RECORD = json.dumps({"title": "Talks close", "published": "2024-05-03", "text": "In Böhl 장관 closed."})
LINES = st.lists(
    st.sampled_from([RECORD, RECORD.replace("close", "open"), "", "{", '{"title": 7}', "  ", '{"a": "é"}\r'])
)


def told(items: object) -> list[object]:
    """Return items such that two errors that say the same are equal."""
    return [str(item) if isinstance(item, BadInputError) else item for item in items]  # type: ignore[attr-defined]  # any iterable


def read_all(pieces: list[Cut]) -> list[object]:
    """Return what the pieces hold, the last read first."""
    found = [told([one] if isinstance(one, BadInputError) else read_piece(one)) for one in reversed(pieces)]
    return [item for items in reversed(found) for item in items]


@given(lines=LINES, size=st.integers(1, 400), end=st.sampled_from(["", "\n"]))
def test_lines_cut_anywhere(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, end: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.jsonl"
    path.write_text("\n".join([RECORD, *lines]) + end, encoding="utf-8", newline="")
    pieces = list(cut([str(path)], Told(publisher="xa-trade"), size))
    assert read_all(pieces) == told(read_input(str(path), publisher="xa-trade"))


def test_a_table_is_cut_between_its_row_groups(tmp_path: Path) -> None:
    rows = [
        {"title": f"Talks {n}", "published": "2024-05-03", "text": "Held." if n % 4 else ""}
        for n in range(25)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=10)
    pieces = list(cut([str(tmp_path)], Told()))
    assert [piece.first for piece in pieces if isinstance(piece, Piece)] == [1, 11, 21]
    assert read_all(pieces) == told(read_input(str(tmp_path)))


def test_a_folder_of_everything(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{RECORD}\n" * 5)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(f"{RECORD}\n".encode() * 5))
    (tmp_path / "c.txt").write_text("no release at all\n")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 broken")
    (tmp_path / "e").mkdir()
    pieces = list(cut([str(tmp_path), str(tmp_path / "gone")], Told(), len(RECORD)))
    assert sum(isinstance(piece, Piece) and piece.path.name == "a.jsonl" for piece in pieces) == 5
    whole = [*told(read_input(str(tmp_path))), *told(read_input(str(tmp_path / "gone")))]
    assert read_all(pieces) == whole


@pytest.mark.parametrize("name", ["-", "https://example.org/feed"])
def test_what_is_no_file_is_told(name: str) -> None:
    [error] = cut([name], Told())
    assert isinstance(error, BadInputError)
    assert "leave out --out" in str(error)


def test_a_file_that_is_gone_by_now_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{RECORD}\n" * 5)
    pieces = list(cut([str(path)], Told(), len(RECORD)))
    path.unlink()
    assert read_all(pieces) == [f"{path}: No such file or directory"] * 5


def test_a_folder_that_a_run_wrote_is_read_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "part-0.jsonl").write_text(f"{RECORD}\n")
    (tmp_path / "_SUCCESS").touch()
    (tmp_path / "_temporary").mkdir()
    (tmp_path / "_temporary" / "part-1.jsonl").write_text(f"{RECORD}\n")
    error, release = read_input(str(tmp_path))
    assert "not ended, left out" in str(error)
    assert not isinstance(release, BadInputError)
