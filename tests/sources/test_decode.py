"""Bytes are read in their own encoding, and every character knows its byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.sources.decode import decode

KOREAN = "산업통상자원부 장관"
CASES = {
    "declared by the server": ("Röst".encode("cp1252"), "iso-8859-1", "Röst"),
    "declared by the page": (b'<meta charset="euc-kr">' + KOREAN.encode("cp949"), None, KOREAN),
    "wrongly declared": ("Röst in Vessby".encode(), "iso-8859-1", "Röst in Vessby"),
    "declared as nothing known": ("Röst".encode("cp1252"), "x-klingon", "Röst"),
    "a mark goes before": ("\ufeffRöst".encode("utf-16-le"), "utf-8", "Röst"),
    "undeclared": (b"It cost \x80 5", None, "It cost € 5"),
    "a codec that is no text": (b"ab\xff", "hex", "ab"),
}


@pytest.mark.parametrize(("raw", "declared", "words"), CASES.values(), ids=CASES)
def test_text_is_read(raw: bytes, declared: str | None, words: str) -> None:
    assert words in decode(raw, declared).text


@settings(deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([None, "utf-8", "euc-kr", "shift_jis", "big5", "utf-16", "cp1252"]),
)
def test_every_character_knows_its_byte(raw: bytes, declared: str | None) -> None:
    decoded = decode(raw, declared)
    if decoded.exact:
        places = list(range(len(decoded.text) + 1))
        offsets = decoded.offsets(places)
        assert offsets[-1] == len(raw)
        for at, character in enumerate(decoded.text):
            byte = raw[offsets[at] : offsets[at + 1]]
            assert byte == character.encode(decoded.encoding, "surrogateescape")
