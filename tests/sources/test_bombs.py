"""What unpacks to more than it may, or is nested without end, is told in a line and in little memory."""

import gzip
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest

from communique.errors import BadInputError
from tests.sources.conftest import Read
from tests.sources.documents import TITLE, hwp_of, page, pdf, pdf_of, warc, zipped
from tests.sources.formats.test_feed import RSS

MB = 1_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def deflated(size: int, piece: bytes = b" ") -> bytes:
    """Return zlib data of `size` megabytes of a piece."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece * (MB // len(piece))) for _ in range(size)) + packer.flush()


def big_zip(name: str, megabytes: int) -> bytes:
    """Return a ZIP file of a file that is blanks without end."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as file:
        for _ in range(megabytes):
            file.write(b" " * MB)
    return buffer.getvalue()


def pdf_bomb() -> bytes:
    """Return a PDF file that makes PDFium take gigabytes: states that are saved and never taken back."""
    return pdf_of([deflated(30, b"q ")], " /Filter/FlateDecode")


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip": (lambda: gzip.compress(page().encode() + b" " * 80 * MB), "more than 64 MB"),
    "gzip of one line": (lambda: gzip.compress(b'{"title": "' + b"x" * 80 * MB), "a line of more than 8 MB"),
    "docx": (lambda: big_zip("word/document.xml", 140), "unpacks to more than 128 MB"),
    "hwpx": (lambda: big_zip("Contents/section0.xml", 140), "unpacks to more than 128 MB"),
    "hwp": (lambda: hwp_of(deflated(140)[2:], 1), "unpacks to more than 128 MB"),
    "zip of many files": (lambda: zipped({f"{n}": "" for n in range(10_001)}), "more than 10000 files"),
    "page in an archive": (
        lambda: warc({"https://ore.example/1": gzip.compress(b" " * 80 * MB)}, encoding="gzip"),
        "more bytes than are taken in",
    ),
    "pdf": (pdf_bomb, "more memory or time than a file may"),
}


@pytest.mark.parametrize(("make", "why"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_told_in_little_memory(read: Read, make: Callable[[], bytes], why: str) -> None:
    content = make()
    tracemalloc.start()
    releases, errors = read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert releases == []
    assert why in str(errors[0])
    assert peak < 300 * MB


def test_entities_that_name_each_other_stay_unread(read: Read) -> None:
    laughing = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'
    content = RSS.replace('<?xml version="1.0" encoding="utf-8"?>', laughing).replace("Röst", "&l11; Röst")
    [release], _ = read(content)
    assert "hahaha" not in release.text
    assert len(release.text) < 1_000


LAUGHING = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OFFICE = {
    "docx": ("word/document.xml", "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"),
    "hwpx": ("Contents/section0.xml", "<hp:p><hp:run><hp:t>%s</hp:t></hp:run></hp:p>"),
}


@pytest.mark.parametrize(("name", "shape"), OFFICE.values(), ids=OFFICE)
def test_entities_within_documents_stay_unread(read: Read, name: str, shape: str) -> None:
    lines = "".join(shape % line for line in (TITLE, "3 May 2024", "Talks &l11; have closed in Vessby."))
    [release], _ = read(zipped({name: f"{LAUGHING}<x>{lines}</x>"}))
    assert release.text == f"{TITLE}\n3 May 2024\nTalks &l11; have closed in Vessby."


def test_a_document_type_reads_no_file(read: Read) -> None:
    [release], _ = read(
        RSS.replace("<rss", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss').replace(
            "Röst", "&f; Röst"
        )
    )
    assert "&f; Röst" in release.text


@pytest.mark.parametrize("content", [b"[" * MB, b'{"a":' * (MB // 5)], ids=["lists", "objects"])
def test_json_nested_without_end_is_told(read: Read, content: bytes) -> None:
    releases, errors = read(content, publisher="uk-govuk")
    assert releases == []
    assert "JSON" in str(errors[0])


def test_after_a_file_that_ends_its_process_the_next_one_is_read(read: Read) -> None:
    assert isinstance(read(pdf_bomb())[1][0], BadInputError)
    [release], errors = read(pdf())
    assert (release.title, errors) == (TITLE, [])
