"""Word, Hangul and PDF documents and mails give their text, or the reason why they do not."""

from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from communique.errors import DamagedInputError
from communique.sources import caps
from communique.sources.formats import archive
from tests.sources.conftest import Read
from tests.sources.documents import LINES, SENTENCES, TITLE, docx, hwp, hwpx, ole, page, pdf, zipped

WRITTEN = {
    "docx": docx(),
    "docx with a title": docx(title=TITLE),
    "hwpx": hwpx(),
    "hwp": hwp(),
    "hwp, not packed": hwp(properties=0),
    "pdf": pdf(),
    "pdf of two pages": pdf([LINES[:2], [*LINES[2:], "- 2 -"]]),
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_a_document_is_read(read: Read, content: bytes) -> None:
    [release], errors = read(content)
    assert errors == []
    assert release.text.splitlines() == list(LINES)
    assert (release.title, str(release.published)) == (TITLE, "2024-05-03")


@pytest.mark.parametrize(
    "write", [docx, hwpx, hwp, lambda lines: pdf([lines])], ids=["docx", "hwpx", "hwp", "pdf"]
)
def test_a_document_without_a_day_is_refused(read: Read, write: "type[bytes]") -> None:
    releases, [error] = read(write([TITLE, *SENTENCES]))  # type: ignore[call-overload]  # stands for a function
    assert releases == []
    assert "say it with --published" in str(error)


LOCKED = {
    "password": (hwp(properties=3), "under a password"),
    "distribution": (hwp(properties=5), "locked for distribution"),
    "encrypted hwpx": (hwpx(manifest="<odf:encryption-data/>"), "it is encrypted"),
    "hwp without text": (ole({"FileHeader": b"HWP Document File".ljust(40, b"\0")}), "it has no sections"),
    "hwpx without text": (zipped({"mimetype": "application/hwp+zip"}), "it has no sections"),
    "a scan": (pdf([[]]), "maybe a scan"),
    "half a PDF": (pdf()[:300], "cannot be read"),
}


@pytest.mark.parametrize(("content", "why"), LOCKED.values(), ids=LOCKED)
def test_what_cannot_be_read_is_told(read: Read, content: bytes, why: str) -> None:
    releases, [error] = read(content)
    assert releases == []
    assert why in str(error)


def test_a_line_of_a_pdf_knows_its_page_and_box(read: Read) -> None:
    [release], [error] = read(pdf([LINES[:2], [], LINES[2:]]))
    assert isinstance(error, DamagedInputError)
    assert "no text on page 2" in str(error)
    assert release.origin is not None
    [box] = release.origin.boxes_of(
        release.text.index("joint smelter"), release.text.index("joint smelter") + 5
    )
    assert release.text[box.start : box.end] == SENTENCES[1]
    assert box.page == 3
    assert 49 < box.left < 52
    assert 700 < box.bottom < box.top < 740


def test_word_leaves_out_what_was_deleted_and_keeps_tables(read: Read) -> None:
    deleted = (
        "<w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>kept</w:t><w:tab/><w:t>on</w:t></w:r></w:p>"
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tin</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    [release], _ = read(docx(extra=deleted + table))
    assert release.text.splitlines()[-2:] == ["kept\ton", "Tin"]


def test_hangul_paragraphs_keep_their_tabs_and_korean(read: Read) -> None:
    [release], _ = read(hwp([*LINES, "산업\t통상", "긴 " * 3000]))
    assert "산업\t통상" in release.text
    assert release.text.endswith("긴")


def test_an_archive_that_unpacks_without_end_is_cut_off(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1_000_000)
    releases, [error] = read(docx([*LINES, "0" * 5_000_000]))
    assert releases == []
    assert "unpacks to more than 1 MB" in str(error)
    assert caps.MOST_UNPACKED == 128_000_000


def mail(sentences: Sequence[str] = SENTENCES, **parts: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Press <press@ore.example>", "list@news.example"
    message["Subject"], message["Date"] = "Röst: talks close", "Fri, 03 May 2024 10:00:00 +0000"
    message["Message-ID"] = "<1@ore.example>"
    message.set_content("\n".join(sentences))
    message.add_alternative("<p>Other words</p>", subtype="html")
    for name, content in parts.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_mail_is_a_release(read: Read) -> None:
    [release], errors = read(mail())
    assert errors == []
    assert release.text.splitlines() == ["Röst: talks close", *SENTENCES]
    assert (release.publisher, str(release.published)) == ("ore.example", "2024-05-03")


def test_an_attachment_is_a_release_of_its_own(read: Read) -> None:
    undated = docx([TITLE, *SENTENCES])
    releases, [error] = read(
        mail(**{"note.docx": undated, "page.html": page().encode(), "x.bin": b"\x07words"})
    )
    assert [release.title for release in releases] == ["Röst: talks close", TITLE, TITLE]
    assert {str(release.published) for release in releases} == {"2024-05-03"}
    assert len({release.id for release in releases}) == 3
    assert "attachment 3 x.bin: a document of an unknown format" in str(error)


def test_mails_within_mails_end_somewhere(read: Read) -> None:
    content = mail()
    for _ in range(6):
        content = mail(**{"inner.eml": content})
    releases, [error] = read(content)
    assert len(releases) == 4
    assert "too deep" in str(error)
