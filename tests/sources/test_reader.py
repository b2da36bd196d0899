"""What the user may name, and how its format is told."""

import gzip
import io
import json
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from communique.errors import BadInputError
from communique.sources import read_input
from communique.sources.lines import LONGEST_LINE

from .conftest import Read, parted
from .documents import hwp, locked_pdf, ole, zipped

RECORD = (
    json.dumps({"title": "Talks close", "published": "2024-05-03", "text": "They closed.", "id": "1"}) + "\n"
)

UNKNOWN = {
    "prose": (b"Talks close\n\nThey closed on May 2.\n", "unknown format"),
    "broken PDF": (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF file that cannot be read"),
    "broken ZIP": (b"PK\x03\x04\x14\x00", "a broken ZIP file"),
    "PDF under a password": (locked_pdf(), "it is under a password; ask its publisher"),
    "ZIP of something": (zipped({"a.txt": "words"}), "a ZIP file: unpack it first"),
    "Excel": (zipped({"xl/workbook.xml": "<a/>"}), "an Excel workbook, which is not read"),
    "OpenDocument": (zipped({"mimetype": "x", "content.xml": "<a/>"}), "save it as .docx"),
    "old Word": (
        ole({"WordDocument": b"words"}),
        "an old Word document, which is not read: save it as .docx",
    ),
    "Outlook": (ole({"__properties_version1.0": b"words"}), "an Outlook message, which is not read"),
    "OLE of something": (ole({"Words": b"words"}), "it has no header of HWP 5"),
    "HWP locked for distribution": (hwp(properties=5), "it is locked for distribution; ask its publisher"),
    "HWP under a password": (hwp(properties=3), "it is under a password; ask its publisher"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(90), "a PNG picture: it has no text to read"),
    "RTF": (rb"{\rtf1 Talks close}", "an RTF document, which is not read: save it as .docx"),
    "tar": (bytes(257) + b"ustar" + bytes(300), "a tar archive: unpack it first"),
    "empty HTML": (b"<!DOCTYPE html>\n<html></html>", "no date"),
    "JSON array": (b'[{"title": "x"}]', "JSON wants one object a line"),
    "JSON over lines": (b'{\n "title": "x"\n}', "it wants one object a line"),
    "UTF-16": ('{"title": "x"}'.encode("utf-16"), "UTF-16"),
    "empty": (b"", "empty"),
    "blank": (b"\n \n\n", "empty"),
    "separators only": (b"-\n\n-\n", "empty"),
    "empty gzip": (gzip.compress(b""), "empty"),
}


@pytest.mark.parametrize(("content", "why"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_file_that_no_reader_knows_is_one_error(read: Read, content: bytes, why: str) -> None:
    releases, [error] = read(content)
    assert releases == []
    assert error.where.endswith("/news")
    assert why in error.why


def test_a_named_reader_is_used_whatever_the_content(read: Read) -> None:
    releases, errors = read("Talks close\nThey closed.\n" + RECORD, reader="jsonl")
    assert len(releases) == 1
    assert len(errors) == 2


@pytest.mark.parametrize("reader", ["jsonl", "listing"])
def test_an_empty_file_is_named_whatever_the_reader(read: Read, reader: str) -> None:
    releases, [error] = read("\n", reader=reader)
    assert releases == []
    assert "empty" in error.why


def test_an_unknown_reader_is_refused_at_once() -> None:
    with pytest.raises(BadInputError, match="no such reader; there are jsonl, listing, html"):
        read_input("news", "telegraph")


def test_a_folder_is_read_in_the_order_of_names_and_the_bad_is_named(tmp_path: Path) -> None:
    for name in ("b/2.jsonl", "a.jsonl", "b/1.jsonl", "c.jsonl", ".hidden", "b/notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            "notes" if name.endswith("md") else RECORD.replace("Talks", f"{name} talks")
        )
    releases, [error] = parted(read_input(str(tmp_path)))
    assert [release.title.split()[0] for release in releases] == [
        "a.jsonl",
        "b/1.jsonl",
        "b/2.jsonl",
        "c.jsonl",
    ]
    assert error.where.endswith("b/notes.md")


def test_standard_input_is_read_and_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(RECORD.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    [release], errors = parted(read_input("-"))
    assert release.title == "Talks close"
    assert errors == []
    assert not stdin.buffer.closed


def test_an_empty_or_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert [str(item) for item in read_input("-")] == ["-: empty: there is no release in it"]
    monkeypatch.setattr(sys, "stdin", None)
    assert [str(item) for item in read_input("-")] == ["-: standard input is closed"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    [error] = read_input(str(tmp_path / "nothing"))
    assert str(error) == f"{tmp_path}/nothing: No such file or directory"
    [error] = read_input("a\0b")
    assert str(error) == "a\\x00b: embedded null byte"


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert [str(item) for item in read_input(str(tmp_path))] == [f"{tmp_path}: an empty folder"]


def test_what_is_no_plain_file_does_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "z.jsonl").write_text(RECORD)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "up").symlink_to("..")
    os.mkfifo(tmp_path / "pipe")
    releases, errors = parted(read_input(str(tmp_path)))
    assert len(releases) == 1
    assert [error.where.rpartition("/")[2] for error in errors] == ["loop", "pipe", "up"]
    assert "symbolic links" in errors[0].why


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_opens_and_cannot_be_read_is_named() -> None:
    [error] = read_input("/proc/self/mem")
    assert str(error) == "/proc/self/mem: Input/output error"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_without_permission_it_is_named_and_the_rest_goes_on(tmp_path: Path, kind: str) -> None:
    (tmp_path / "z.jsonl").write_text(RECORD)
    locked = tmp_path / "a"
    if kind == "folder":
        locked.mkdir()
    else:
        locked.write_text(RECORD)
    locked.chmod(0)
    releases, [error] = parted(read_input(str(tmp_path)))
    locked.chmod(0o700)
    assert len(releases) == 1
    assert str(error) == f"{locked}: Permission denied"


def test_a_file_name_is_told_in_one_printable_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines\x1b").write_text("prose")
    [error] = read_input(str(tmp_path))
    assert isinstance(error, BadInputError)
    assert error.where.endswith("two\\nlines\\x1b")


@pytest.mark.parametrize("first", [RECORD, ""], ids=["after a record", "at the start"])
def test_a_line_of_200_mb_is_skipped_in_little_memory(tmp_path: Path, first: str) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as stream:
        stream.write(first.encode() + b'{"title": "')
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\n" + RECORD.encode())
    tracemalloc.start()
    releases, [error] = parted(read_input(str(path)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(releases) == (2 if first else 1)
    assert "a line of more than 8 MB, left out" in str(error)
    assert peak < 5 * LONGEST_LINE


def test_a_listing_record_with_a_line_too_long_is_left_out_whole(read: Read) -> None:
    good = "-\nTalks close\nThey closed. date2024-05-03\n"
    long = f"-\nEndless\nIt went on{' and on' * (LONGEST_LINE // 7)}. date2024-05-03\n"
    releases, [error] = read(good + long + good)
    assert [release.title for release in releases] == ["Talks close", "Talks close"]
    assert error.where.endswith("news:6")


def test_a_listing_record_without_an_end_is_left_out_whole(read: Read) -> None:
    good = "-\nTalks close\nThey closed. date2024-05-03\n"
    lines = f"It went on{' and on' * 10_000}.\n" * (LONGEST_LINE // 60_000)
    releases, [error] = read(f"-\nEndless\n{lines}{good}")
    assert [release.title for release in releases] == ["Talks close"]
    assert error.where.endswith("news:2")


def test_the_first_release_comes_before_the_input_ends() -> None:
    """A reader that took in everything first would wait for ever on this pipe."""
    out, into = os.pipe()
    os.write(into, RECORD.encode() * 100)
    items = read_input(f"/proc/self/fd/{out}" if Path("/proc/self/fd").exists() else f"/dev/fd/{out}")
    assert not isinstance(next(items), BadInputError)
    os.close(into)
    assert len(list(items)) == 99
    os.close(out)


@pytest.mark.campaign
def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    peaks = []
    for count in (10_000, 100_000):
        path = tmp_path / "many.jsonl"
        path.write_text(RECORD * count)
        tracemalloc.start()
        assert sum(1 for _ in read_input(str(path))) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
