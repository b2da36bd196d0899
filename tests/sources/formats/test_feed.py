"""Feeds of every kind give their items; sitemaps name pages."""

import json

import pytest

from communique.errors import DamagedInputError
from communique.records import Release
from communique.sources.documents import read_raw
from communique.sources.formats.feed import feed_items
from communique.sources.formats.sitemap import sitemap_items
from communique.sources.raw import Hint, Raw
from tests.sources.conftest import Read

BODY = "<p>They met &amp; closed on <b>May 2</b>.</p><p>Röst spoke.</p>"
TEXT = "They met & closed on May 2.\n\nRöst spoke."
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Ore &amp; Co</title>
<link>https://ore.example/</link><item><title>Talks &amp;amp; more</title>
<link>https://ore.example/1?utm_medium=rss</link>
<guid isPermaLink="false">n-1</guid><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Ore &amp; Co</title>
<link rel="self" href="/feed"/>
<link href="https://ore.example/"/><entry><title type="html">Talks &amp;amp; more</title>
<link rel="edit" href="/e"/>
<link href="/1"/><id>tag:1</id><published>2024-05-03T10:00:00Z</published>
<updated>2024-05-04T10:00:00Z</updated>
<content type="xhtml"><div>{BODY}</div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>Ore &amp; Co</title><link>https://ore.example/</link>
</channel><item rdf:about="x"><title>Talks &amp;amp; more</title><link>https://ore.example/1</link>
<dc:date>2024-05-03T10:00:00+09:00</dc:date><content:encoded>{BODY.replace("&", "&amp;").replace("<", "&lt;")}
</content:encoded></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ore & Co",
        "home_page_url": "https://ore.example/",
        "items": [
            {
                "id": "1",
                "url": "/1",
                "title": "Talks & more",
                "content_html": BODY,
                "date_published": "2024-05-03",
            }
        ],
    }
)
FEEDS = {
    "RSS": RSS,
    "Atom": ATOM,
    "RDF": RDF,
    "JSON": JSON,
    "JSON over lines": json.dumps(json.loads(JSON), indent=1),
}
FEEDS |= {"not quite XML": RSS.replace("Short.", "Q&A <br> &nbsp;").replace("</channel></rss>", "")}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_an_item_is_a_release(read: Read, feed: str) -> None:
    [release], errors = read(feed)
    assert errors == []
    assert release.text == f"Talks & more\n{TEXT}"
    assert (release.url, str(release.published)) == ("https://ore.example/1", "2024-05-03")
    assert release.publisher == "Ore & Co"


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF], ids=["RSS", "Atom", "RDF"])
def test_its_words_lead_to_the_bytes_of_the_feed(read: Read, feed: str) -> None:
    [release], _ = read(feed)
    assert release.origin is not None
    for words in ("They met", "Röst spoke"):
        start = release.text.index(words)
        low, high = release.origin.raw_span(release.text, start, start + len(words)) or (0, 0)
        assert release.origin.raw[low:high].decode() == words


def test_a_summary_is_marked_as_cut(read: Read) -> None:
    [release], [error] = read(RSS.replace("content:encoded", "other"))
    assert release.cut
    assert isinstance(error, DamagedInputError)


def test_two_items_of_one_address_are_one() -> None:
    item = RSS[RSS.index("<item>") : RSS.index("</channel>")]
    assert len(feed_items(Raw("feed", RSS.replace(item, item * 3).encode()))) == 1


def test_a_feed_of_a_publisher_bears_its_days() -> None:
    feed = RSS.replace("https://ore.example", "https://english.motie.go.kr").replace(
        "10:00:00 GMT", "20:00:00 GMT"
    )
    assert feed_items(Raw("feed", feed.encode()))[0].published == "2024-05-04"


def test_a_broken_address_is_kept_as_far_as_it_can_be(read: Read) -> None:
    [release], _ = read(RSS.encode().replace(b"/1?utm_medium=rss", b"/1?a=\xff&b=\xed\xa0\x80"))
    assert release.url is not None
    assert release.url.startswith("https://ore.example/1?a=")
    release.url.encode()


def test_an_item_without_a_day_takes_the_one_that_is_told() -> None:
    undated = RSS.replace("<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>", "").encode()
    [item] = read_raw(Raw("feed", undated, hint=Hint(published="2024-05-03")))
    assert isinstance(item, Release)
    assert str(item.published) == "2024-05-03"
    [error] = read_raw(Raw("feed", undated))
    assert "say it with --published" in str(error)


def test_an_empty_feed_is_told(read: Read) -> None:
    releases, [error] = read("<rss><channel></channel></rss>")
    assert releases == []
    assert "a feed without items" in str(error)


def test_a_sitemap_names_pages(read: Read) -> None:
    sitemap = """<?xml version="1.0"?><urlset><url><loc>https://ore.example/1</loc><lastmod>2024-05-03</lastmod></url>
<url><loc>https://ore.example/2</loc><news:news><news:title>Talks</news:title>
<news:publication_date>2024-05-02T08:00:00Z</news:publication_date></news:news></url><url><loc>mailto:x</loc></url></urlset>"""
    first, second = sitemap_items(Raw("map", sitemap.encode()))
    assert (first.url, first.changed, first.published) == ("https://ore.example/1", "2024-05-03", None)
    assert (second.url, second.title, second.published) == ("https://ore.example/2", "Talks", "2024-05-02")
    releases, [error] = read(sitemap)
    assert releases == []
    assert "it names 2 pages" in str(error)
