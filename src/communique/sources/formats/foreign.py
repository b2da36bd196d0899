"""Names what is not read, by its first bytes or the files in it, so that an error can say what to do."""

from collections.abc import Sequence

_NOT_READ = "which is not read"
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture: it has no text to read"),
    (b"\xff\xd8\xff", "a JPEG picture: it has no text to read"),
    (b"GIF8", "a GIF picture: it has no text to read"),
    (b"II*\0", "a TIFF picture: it has no text to read"),
    (b"MM\0*", "a TIFF picture: it has no text to read"),
    (b"{\\rtf", f"an RTF document, {_NOT_READ}: save it as .docx"),
    (b"HWP Document File V3", f"an HWP 3 document, {_NOT_READ}: save it as .hwpx"),
    (b"BZh", "packed by bzip2: unpack it first, or pack it by gzip"),
    (b"\xfd7zXZ\0", "packed by xz: unpack it first, or pack it by gzip"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd: unpack it first, or pack it by gzip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"SQLite format 3\0", "an SQLite file, maybe a ledger: name it with --ledger"),
)
_TAR, _TAR_MARK = slice(257, 262), b"ustar"
# A ZIP file that has a file whose name begins so is what stands beside it.
_ZIPS: tuple[tuple[str, str], ...] = (
    ("xl/", f"an Excel workbook, {_NOT_READ}: write it out as JSON lines"),
    ("ppt/", f"a PowerPoint file, {_NOT_READ}: save it as PDF"),
    ("content.xml", f"an OpenDocument file, {_NOT_READ}: save it as .docx"),
    ("OEBPS/", f"an e-book, {_NOT_READ}: save it as HTML"),
)
OLD_OFFICE = {
    "WordDocument": f"an old Word document, {_NOT_READ}: save it as .docx",
    "Workbook": f"an old Excel workbook, {_NOT_READ}: write it out as JSON lines",
    "PowerPoint Document": f"an old PowerPoint file, {_NOT_READ}: save it as PDF",
    "__properties_version1.0": f"an Outlook message, {_NOT_READ}: save it as .eml",
    "EncryptedPackage": "an Office document under a password: save it without one",
}  # by the stream that such an OLE file has


def foreign(head: bytes) -> str | None:
    """Return what a file that begins with `head` is and what to do, None where that is not known."""
    if head[_TAR] == _TAR_MARK:
        return "a tar archive: unpack it first"
    return next((what for mark, what in _HEADS if head.startswith(mark)), None)


def foreign_zip(names: Sequence[str]) -> str:
    """Return what a ZIP file with these files in it is and what to do."""
    known = (what for start, what in _ZIPS if any(name.startswith(start) for name in names))
    return next(known, "a ZIP file: unpack it first and name the folder")
