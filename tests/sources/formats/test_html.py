"""Pages: by profile, without one, and what is wrong with them."""

import pytest

from communique.errors import DamagedInputError
from communique.records import Release
from communique.sources.documents import read_raw
from communique.sources.raw import Raw
from tests.sources.conftest import Read, parted
from tests.sources.documents import SENTENCES, TITLE, page

URL = "https://ore.example/news/7"


def test_a_page_without_a_profile_is_read_and_flagged(read: Read) -> None:
    [release], errors = read(page(url=URL + "?utm_source=mail#top"))
    assert errors == []
    assert (release.title, str(release.published), release.url) == (TITLE, "2024-05-03", URL)
    assert release.text == "\n".join([TITLE, SENTENCES[0], "", SENTENCES[1]])
    assert release.publisher == "ore.example"
    assert release.origin is not None
    assert release.origin.reader == "html:trafilatura"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_every_word_leads_to_its_bytes(read: Read, encoding: str) -> None:
    raw = (
        page(sentences=[f"{SENTENCES[0]} Tin &amp; ore.", SENTENCES[1]])
        .replace("utf-8", encoding)
        .encode(encoding)
    )
    [release], _ = read(raw)
    origin = release.origin
    assert origin is not None
    for words in ("Röst met Secretary", "joint smelter", TITLE):
        start = release.text.index(words)
        low, high = origin.raw_span(release.text, start, start + len(words)) or (0, 0)
        assert raw[low:high] == words.encode(encoding)
    start = release.text.index("& ore")
    low, high = origin.raw_span(release.text, start, start + 1) or (0, 0)
    assert raw[low:high] == b"&amp;"
    assert origin.raw_span(release.text, len(TITLE), len(TITLE) + 1) is None


@pytest.mark.parametrize(
    "stated",
    [
        '<meta name="DC.date.issued" content="3 May 2024">',
        '<script type="application/ld+json">{"@type": "News", "datePublished": "2024-05-03T08:00"}</script>',
        '<time datetime="2024-05-03">Friday</time>',
    ],
)
def test_a_day_is_where_pages_state_it(read: Read, stated: str) -> None:
    plain = page().replace('property="article:published_time"', 'property="other"')
    [release], _ = read(plain.replace("<h1>", f"{stated}<h1>"))
    assert str(release.published) == "2024-05-03"


def test_without_a_day_it_is_refused(read: Read) -> None:
    releases, [error] = read(page().replace('property="article:published_time"', 'property="other"'))
    assert releases == []
    assert "no date, and none is guessed: say it with --published" in str(error)


def test_a_publishers_page_of_another_shape_is_told(read: Read) -> None:
    url = "https://ustr.gov/about/policy-offices/press-office/press-releases/2024/may/tin"
    items = list(read_raw(Raw("page", page().encode(), url=url)))
    releases, [error] = parted(items)
    assert isinstance(error, DamagedInputError)
    assert "read without the selectors of us-ustr" in str(error)
    assert releases[0].publisher == "us-ustr"
    assert releases[0].origin is not None
    assert releases[0].origin.reader == "html:trafilatura"


def test_broken_bytes_are_told(read: Read) -> None:
    raw = page().encode().replace("Röst".encode(), b"R\xfft")
    [release], [error] = read(raw)
    assert "R\ufffdt" in release.text
    assert "broken character" in str(error)
    assert isinstance(release, Release)
