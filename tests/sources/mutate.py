"""Documents of every format, broken in every way that comes to mind; the same seed breaks them the same."""

import random
from collections.abc import Iterator

from tests.sources.documents import LINES, docx, hwp, hwpx, page, pdf, warc, zipped
from tests.sources.formats.test_feed import ATOM, JSON, RDF, RSS
from tests.sources.formats.test_office import mail

PROFILED = (
    '<html><head><link rel="canonical" href="https://ustr.gov/press-office/press-releases/2024/tin"></head>'
    '<body><h1>Talks close</h1><div class="submitted">May 3, 2024</div><ul><li>x<li>y</ul>'
    '<div class="field--name-body"><p>They met &amp; closed.<table><tr><td>1<td>2</table></div></body></html>'
)
RELEASE = "https://ustr.gov/press-office/press-releases/2024/tin"
SEEDS: dict[str, list[bytes]] = {
    "html": [PROFILED.encode()],
    "bare": [page().encode()],
    "feed": [RSS.encode(), ATOM.encode(), RDF.encode(), JSON.encode()],
    "pdf": [pdf(), pdf([LINES[:2], [], LINES[2:]])],
    "warc": [warc({RELEASE: PROFILED.encode()}, packed) for packed in (False, True)],
    "office": [docx(), hwpx(), hwp(), hwp(properties=0)],
    "eml": [mail(), mail(**{"a.docx": docx()})],
    "wacz": [zipped({"archive/a.warc": warc({"https://ore.example/1": PROFILED.encode()})})],
}  # fmt: skip
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
]


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


def many(kind: str, count: int, first: int = 0) -> Iterator[bytes]:
    """Yield `count` broken documents of a kind; number `first` and on."""
    seeds = SEEDS[kind]
    for number in range(first, first + count):
        chance = random.Random(f"{kind} {number}")
        yield broken(chance.choice(seeds), chance)
