"""Web archives are read record by record."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.records import Release
from communique.sources import read_input
from tests.sources.conftest import Read
from tests.sources.documents import page, warc, zipped

PAGES = {f"https://ore.example/{n}": page(f"Talks no. {n} close").encode() for n in (1, 2)}
ARCHIVES = {
    "warc": warc(PAGES),
    "packed": warc(PAGES, packed=True),
    "wacz": zipped({"datapackage.json": "{}", "archive/a.warc.gz": warc(PAGES, packed=True)}),
}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_each_page_is_a_release(read: Read, content: bytes) -> None:
    releases, errors = read(content)
    assert errors == []
    assert [release.title for release in releases] == ["Talks no. 1 close", "Talks no. 2 close"]
    assert [release.url for release in releases] == list(PAGES)
    origin = releases[0].origin
    assert origin is not None
    assert origin.fetched == "2024-05-04T00:00:00Z"
    assert origin.raw == PAGES["https://ore.example/1"]
    assert ("content-type", "text/html; charset=utf-8") in origin.headers


def test_redirects_and_pictures_are_passed_over(read: Read) -> None:
    content = (
        warc(PAGES, status="301 Moved") + warc(PAGES, media="image/png") + warc(dict(list(PAGES.items())[:1]))
    )
    releases, errors = read(content)
    assert (len(releases), errors) == (1, [])


def test_an_archive_without_pages_is_told(read: Read) -> None:
    releases, [error] = read(warc(PAGES, media="image/png"))
    assert releases == []
    assert "without a page that could be a release" in str(error)


def test_a_page_of_a_publisher_that_is_no_release_is_passed_over(read: Read) -> None:
    releases, [error] = read(warc({"https://ustr.gov/about": page().encode()}))
    assert releases == []
    assert "without a page that could be a release" in str(error)


@pytest.mark.parametrize("cut", [60, 300, 1200])
def test_what_came_before_a_break_is_read(read: Read, cut: int) -> None:
    whole = warc(PAGES, packed=True)
    second = len(warc(dict(list(PAGES.items())[:1]), packed=True))
    releases, errors = read(whole[: second + cut] if second + cut < len(whole) else whole[:-20])
    assert releases[0].title == "Talks no. 1 close"
    assert len(releases) + len(errors) >= 1


class Endless(io.RawIOBase):
    """An archive of many records that is never whole in memory."""

    def __init__(self, count: int, packed: bool) -> None:
        self._left, self._record = count, warc(dict(list(PAGES.items())[:1]), packed)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # what the buffer gives
        if not self._rest and self._left:
            self._rest, self._left = self._record, self._left - 1
        some = self._rest[: len(buffer)]
        buffer[: len(some)] = some
        self._rest = self._rest[len(some) :]
        return len(some)


def read_counted(count: int, packed: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Return how many releases an archive of `count` records gives and the peak of memory, in bytes."""
    stream = io.TextIOWrapper(io.BufferedReader(Endless(count, packed)))
    monkeypatch.setattr("sys.stdin", stream)
    tracemalloc.start()
    found = sum(isinstance(item, Release) for item in items())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, peak


def items() -> Iterator[object]:
    return iter(read_input("-", "warc"))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_memory_does_not_grow_with_the_archive(packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    read_counted(1, packed, monkeypatch)
    few, small = read_counted(5, packed, monkeypatch)
    many, large = read_counted(60, packed, monkeypatch)
    assert (few, many) == (5, 60)
    assert large < 2 * small


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc(PAGES)))
    assert sum(isinstance(item, Release) for item in read_input(str(tmp_path))) == 2
