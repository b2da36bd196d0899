"""Reads HWP 5, the binary format of Hangul: an OLE file of streams, each a series of tagged records.

Follows the format's published description (Hancom, revision 1.3). A file under password or locked for
distribution is told as such: its text is encrypted.
"""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import olefile

from communique.errors import BadInputError
from communique.sources.caps import MOST_UNPACKED
from communique.sources.formats.foreign import OLD_OFFICE
from communique.sources.formats.office import release_of_lines
from communique.sources.raw import Item, Raw

MEDIA = "application/x-hwp"
_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _DRM = 1, 2, 4, 16  # bits of the header's properties
_PARAGRAPH_TEXT = 0x10 + 51
_LONG = 0xFFF  # the size that says that four bytes with the size follow
# Control characters: those of one unit that stand for a character, and those that take eight units.
_SIGNS = {0x0A: "\n", 0x0D: "\n", 0x18: "-", 0x1E: "\u00a0", 0x1F: " "}
_ONE_UNIT = frozenset({0x00, 0x0A, 0x0D, *range(0x18, 0x20)})
_TAB = 0x09
_BROKEN = (ValueError, OSError, zlib.error, struct.error, LookupError, AttributeError, TypeError)


class _OtherError(Exception):
    """What the file is instead of an HWP document."""


def read_hwp(raw: Raw) -> Iterator[Item]:
    """Yield the release of an HWP 5 document; one under lock is told, not guessed."""
    try:
        lines = _lines(raw.data)
    except _OtherError as error:
        yield BadInputError(raw.place, str(error))
        return
    except _BROKEN as error:
        yield BadInputError(raw.place, f"an HWP document that cannot be read: {error}")
        return
    yield from release_of_lines(raw, lines, "hwp", MEDIA)


def _lines(data: bytes) -> list[str]:
    with olefile.OleFileIO(BytesIO(data)) as file:
        _check_kind(file)
        header = file.openstream("FileHeader").read(256)
        if not header.startswith(_SIGNATURE) or len(header) < 40:
            raise ValueError("it has no header of HWP 5")
        properties = struct.unpack_from("<I", header, 36)[0]
        if properties & (_PASSWORD | _DRM):
            raise ValueError("it is under a password; ask its publisher for one that is not")
        if properties & _DISTRIBUTED:
            raise ValueError("it is locked for distribution; ask its publisher for one that is not")
        return [line for text in _sections(file, bool(properties & _COMPRESSED)) for line in text.split("\n")]


def _check_kind(file: olefile.OleFileIO) -> None:
    """Raise where an OLE file is another program's, or none that is known."""
    other = next((what for name, what in OLD_OFFICE.items() if file.exists(name)), None)
    if other:
        raise _OtherError(other)
    if not file.exists("FileHeader"):
        raise ValueError("it has no header of HWP 5")


def _sections(file: olefile.OleFileIO, compressed: bool) -> Iterator[str]:
    """Yield the text of each section in order, in all no more than the cap."""
    left, number = MOST_UNPACKED, 0
    while file.exists(f"BodyText/Section{number}"):
        stored = file.openstream(f"BodyText/Section{number}").read(left + 1)
        stream = _inflated(stored, left) if compressed else stored
        left -= len(stream)
        if left < 0:
            raise ValueError(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
        yield "".join(_paragraph(record) for record in _texts(stream))
        number += 1
    if number == 0:
        raise ValueError("it has no sections")


def _inflated(data: bytes, most: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most + 1)


def _texts(stream: bytes) -> Iterator[bytes]:
    """Yield the records of a section that hold text."""
    at = 0
    while at + 4 <= len(stream):
        head = struct.unpack_from("<I", stream, at)[0]
        tag, size, at = head & 0x3FF, head >> 20, at + 4
        if size == _LONG:
            size, at = struct.unpack_from("<I", stream, at)[0], at + 4
        if tag == _PARAGRAPH_TEXT:
            yield stream[at : at + size]
        at += size


def _paragraph(record: bytes) -> str:
    """Return the text of one paragraph; what stands for tables and pictures is left out."""
    units = struct.unpack(f"<{len(record) // 2}H", record[: len(record) // 2 * 2])
    found, at = bytearray(), 0
    while at < len(units):
        unit = units[at]
        if unit > 0x1F:
            found += struct.pack("<H", unit)
        elif unit == _TAB or unit in _SIGNS:
            found += _SIGNS.get(unit, "\t").encode("utf-16-le")
        at += 1 if unit > 0x1F or unit in _ONE_UNIT else 8
    text = found.decode("utf-16-le", "replace")
    return text if text.endswith("\n") else f"{text}\n"
