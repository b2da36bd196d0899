"""Breaks documents in every way that comes to mind; the same chance breaks them the same."""

import random

SCRAPS = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE a [<!ENTITY b '&b;&b;'>]>",
    b"&#x110000;",
    b"&amp;",
    b"<div>" * 300,
    b"<a " * 200,
    b"'",
    b'"',
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"e\xcc\x81",
    b"\r\n\r\n",
    b"Content-Length: 99999999999\r\n",
    b"WARC/1.1\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"obj\n<<",
    b"stream\n",
    b"/Kids[2 0 R]",
    b"/Count 2147483647",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"<item>" * 50,
    b"charset=utf-16",
    b'{"a":' * 300,
    b"[" * 3000,
    b"9" * 5000,
    b"Content-Encoding: gzip\r\n",
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n',
    b"=?utf-8?b?",
    b"/Filter[/FlateDecode/FlateDecode]",
    b"\xe2\x80\xa8",
    b"date2024-05-03\n",
    b"-\n",
]
_SWOLLEN = (100_000, 300_000)  # bytes of a document that one piece of it, said again and again, makes long


def broken(seed: bytes, chance: random.Random) -> bytes:
    """Return a document with one to six things done to it: bytes changed, cut, doubled, swapped, put in."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.randint(1, 200)
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.randint(1, 20)
            case 3:
                data[at:at] = chance.choice(SCRAPS)
            case 4:
                other = chance.randrange(len(data) + 1)
                data[at:at] = data[other : other + length]
            case _:
                del data[at : at + (length if chance.random() < 0.7 else len(data))]
        if not data:
            data += b"x"
    return bytes(data)


def swollen(seed: bytes, chance: random.Random) -> bytes:
    """Return a document in which one piece, or one scrap, comes again until it is hundreds of kilobytes."""
    at = chance.randrange(len(seed))
    piece = chance.choice(SCRAPS) if chance.random() < 0.4 else seed[at : at + chance.randint(1, 60)]
    count = chance.randint(*_SWOLLEN) // len(piece)
    at = chance.randrange(len(seed) + 1)
    return seed[:at] + piece * count + seed[at:]
