"""Bytes to text: by mark, by what was declared, else UTF-8; a broken byte keeps its place."""

import codecs
import re
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_LOOK_AT = 4096  # bytes in which a page may declare its encoding
# What browsers take these names for: the wider code page of which each is a part.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "euc_kr": "cp949", "johab": "cp949", "shift_jis": "cp932"}
_WIDER |= {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-9": "cp1254"}
_ALIASES = {"ks_c_5601-1987": "cp949", "windows-949": "cp949", "x-sjis": "cp932", "x-gbk": "gb18030"}
_OF_PAGES = re.compile(r"utf-(8|16|32)|iso8859|iso2022|cp\d|euc_|koi8|mac-|big5|gb|hz|shift|tis|ascii|johab")
_UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of bytes. A broken byte is a lone surrogate, so that `text` encodes to `raw` again."""

    text: str
    encoding: str
    mark: int = 0  # bytes of the byte order mark, which are not in the text
    exact: bool = True  # whether offsets in the text can be turned into offsets in the bytes

    def offsets(self, places: list[int]) -> list[int]:
        """Return the byte at which each character of `places` begins; `places` ascend."""
        found, at, byte = [], 0, self.mark
        for place in places:
            byte += len(self.text[at:place].encode(self.encoding, "surrogateescape"))
            at = place
            found.append(byte)
        return found


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Return the text of `raw`. Bytes that are UTF-8 are read so whatever they are declared to be."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _read(raw[len(mark) :], encoding, len(mark))
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    named = declared_encoding(raw, declared)
    if named:
        return _read(raw, "utf-8" if named in _UNICODE else named)
    return _read(raw, _likelier(raw))


def declared_encoding(raw: bytes, declared: str | None = None) -> str | None:
    """Return the encoding that the transport or else the first bytes declare, by Python's name for it."""
    names = [declared or ""] + [name.decode("ascii", "ignore") for name in _DECLARED.findall(raw[:_LOOK_AT])]
    return next((known for known in map(_known, names) if known), None)


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(_ALIASES.get(name.strip().lower(), name.strip()))
    except (LookupError, ValueError):
        return None
    wider = _WIDER.get(found.name, found.name)
    return wider if _OF_PAGES.match(wider) else None


def _likelier(raw: bytes) -> str:
    """Return UTF-8 where few bytes are broken in it, else the code page of western Europe."""
    broken = raw.decode("utf-8", "replace").count("\ufffd")
    high = sum(byte > 0x7F for byte in raw[:100_000])
    return "utf-8" if broken * 4 < high else "cp1252"


def _read(raw: bytes, encoding: str, mark: int = 0) -> Decoded:
    text = raw.decode(encoding, "surrogateescape" if encoding != "utf-16-le" else "replace")
    try:
        exact = text.encode(encoding, "surrogateescape") == raw
    except UnicodeError:
        exact = False
    return Decoded(text, encoding, mark, exact)
