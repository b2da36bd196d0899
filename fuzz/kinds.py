"""The kinds of documents that are broken: how one is made and how it is read."""

import gzip
import io
import random
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from zipfile import ZipFile

from tests.sources.documents import LINES, docx, hwp_of, hwp_section, hwpx, page, pdf, warc, zipped
from tests.sources.formats.test_feed import ATOM, JSON, RDF, RSS
from tests.sources.formats.test_office import mail
from tests.sources.publishers.pages import SHAPES

from communique.sources import read_input
from communique.sources.documents import read_raw
from communique.sources.formats.lists import Listed
from communique.sources.lists import listed
from communique.sources.manifest import manifests
from communique.sources.raw import Item, Raw
from fuzz.mutate import broken, swollen

_SWOLLEN_SHARE = 0.001
_OUTSIDE = 0.2  # of documents in a container, broken as they are; the others are broken within it
RELEASE = "https://ustr.gov/press-office/press-releases/2024/tin"
ATTACHING = "https://english.motir.go.kr/eng/article/EATCLdfa319ada/2103/view"
PROFILED = (
    f'<html><head><link rel="canonical" href="{RELEASE}"></head>'
    '<body><h1>Talks close</h1><div class="submitted">May 3, 2024</div><ul><li>x<li>y</ul>'
    '<div class="field--name-body"><p>They met &amp; closed.<table><tr><td>1<td>2</table></div></body></html>'
)
Wrap = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """Documents of one kind: what they are made from, how they are read, and their share of all inputs.

    A seed is a document, or what stands in it and the way to put it there.
    """

    seeds: tuple[bytes | tuple[bytes, Wrap], ...]
    read: Callable[[bytes], Iterable[Item | Listed]]
    share: float

    def make(self, name: str, number: int) -> bytes:
        """Return the document of this number, the same on any machine; `name` is that of the kind."""
        chance = random.Random(f"{name} {number}")
        seed = chance.choice(self.seeds)
        inner, wrap = seed if isinstance(seed, tuple) else (seed, bytes)
        if chance.random() < _OUTSIDE:
            inner, wrap = wrap(inner), bytes
        change = swollen if chance.random() < _SWOLLEN_SHARE else broken
        return wrap(change(inner, chance))


def by_content(data: bytes, publisher: str | None = None) -> Iterable[Item]:
    """Read a document as the command line does, from standard input; something always comes of it."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(data))
    items = list(read_input("-", publisher=publisher))
    assert items, "nothing comes of it"
    return items


def as_answer(data: bytes) -> Iterable[Item]:
    """Read a document as the JSON of a publisher who has an interface."""
    return by_content(data, "eu-commission")


def as_attached(data: bytes) -> Iterable[Item]:
    """Read a document as a file that belongs to a ministry's page."""
    page = Raw("page", SHAPES["kr-motie"].page.encode(), url=ATTACHING)
    return read_raw(replace(page, attached=(Raw("file", data, url=f"{ATTACHING}/file"),)))


def as_lists(data: bytes) -> Iterable[Listed]:
    """Read a document as what each form of list brought."""
    found = list[Listed]()
    for slug in ("us-ustr", "uk-govuk", "xx-wto"):
        manifest = manifests()[slug]
        raw = Raw("list", data, url=f"https://{sorted(manifest.hosts)[0]}/", publisher=slug)
        forms = {"sitemap", manifest.polls[0].form}
        for poll in (manifest.polls[0].model_copy(update={"form": form}) for form in sorted(forms)):
            try:
                found += listed(raw, poll, manifest)
            except ValueError as error:
                assert "\n" not in str(error)
    return found


def _packed(name: str, others: Mapping[str, bytes | str] | None = None) -> Wrap:
    return lambda inner: zipped({**(others or {}), name: inner})


def _deflated(inner: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return hwp_of(packer.compress(inner) + packer.flush(), 1)


def _plain(inner: bytes) -> bytes:
    return hwp_of(inner, 0)


def _answered(inner: bytes) -> bytes:
    return warc({RELEASE: inner})


def _gzipped(inner: bytes) -> bytes:
    return gzip.compress(inner, 1, mtime=0)


def _document(data: bytes, name: str) -> bytes:
    """Return a file within a ZIP file."""
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


_SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
    b"<loc>https://www.wto.org/english/news_e/news24_e/a_e.htm</loc><lastmod>2024-05-03</lastmod></url></urlset>"
)
_LISTING = (
    b"-\nEnergy\nTalks close\nThey closed on May 2. date2024-05-03\n-\nMore talks\nThey spoke. date2024-05-04"
)
_LINES = (
    b'{"title": "Talks", "published": "2024-05-03", "text": "They closed.", "id": "1", "lang": "en"}\n' * 2
)
_ARCHIVE = warc({RELEASE: PROFILED.encode(), f"{RELEASE}-2": PROFILED.encode()})
_WORD = _document(docx(), "word/document.xml")
_HANGUL = _document(hwpx(), "Contents/section0.xml")
_SECTION = hwp_section(LINES)
_IN_WORD = _packed("word/document.xml")
_IN_HANGUL = _packed("Contents/section0.xml", {"mimetype": "application/hwp+zip"})
_LISTS = tuple(SHAPES[slug].listing.encode() for slug in ("us-ustr", "uk-govuk", "xx-wto"))
_COLLECTION = (_ARCHIVE, _packed("archive/a.warc"))
_COLLECTION_GZ = (_gzipped(_ARCHIVE), _packed("archive/a.warc.gz"))
_EU = SHAPES["eu-commission"]

KINDS: dict[str, Kind] = {
    "html": Kind((PROFILED.encode(),), by_content, 0.06),
    "bare html": Kind((page().encode(),), by_content, 0.01),
    "lists": Kind((*_LISTS, _SITEMAP), as_lists, 0.10),
    "feed": Kind(tuple(feed.encode() for feed in (RSS, ATOM, RDF, JSON)), by_content, 0.30),
    "api": Kind((_EU.page.encode(), _EU.listing.encode()), as_answer, 0.05),
    "pdf": Kind((pdf(), pdf([LINES[:2], [], LINES[2:]])), by_content, 0.22),
    "warc": Kind((_ARCHIVE, (_ARCHIVE, _gzipped), (PROFILED.encode(), _answered)), by_content, 0.14),
    "wacz": Kind((_COLLECTION, _COLLECTION_GZ), by_content, 0.03),
    "docx": Kind(((_WORD, _IN_WORD),), by_content, 0.02),
    "hwpx": Kind(((_HANGUL, _IN_HANGUL),), by_content, 0.01),
    "hwp": Kind(((_SECTION, _deflated), (_SECTION, _plain)), by_content, 0.02),
    "eml": Kind((mail(), mail(**{"a.docx": docx(), "b.html": page().encode()})), by_content, 0.01),
    "jsonl": Kind((_LINES, (_LINES, _gzipped)), by_content, 0.01),
    "attached": Kind(
        (pdf(), (_WORD, _IN_WORD), (_HANGUL, _IN_HANGUL), (_SECTION, _deflated)), as_attached, 0.01
    ),
    "listing": Kind((_LISTING,), by_content, 0.02),
}
