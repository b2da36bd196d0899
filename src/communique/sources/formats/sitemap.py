"""Reads sitemaps and sitemap indexes: they name pages and hold no release."""

from collections.abc import Iterator

from communique.errors import BadInputError
from communique.sources.dates import first_day
from communique.sources.decode import decode
from communique.sources.formats.lists import Listed, joined, once
from communique.sources.markup import Element, Tree, clean_text, inside, outermost, parse
from communique.sources.raw import Item, Raw


def read_sitemap(raw: Raw) -> Iterator[Item]:
    """Yield the reason why a sitemap gives no release."""
    count = len(sitemap_items(raw))
    yield BadInputError(
        raw.place, f"a sitemap: it names {count} pages and holds no release; `watch` follows it"
    )


def sitemap_items(raw: Raw, zone: str | None = None) -> list[Listed]:
    """Return the pages a sitemap names; a news sitemap gives their titles and days too."""
    tree = parse(decode(raw.data, raw.charset).text, xml=True)
    pages = outermost(one for one in tree.elements if one.name in ("url", "sitemap"))
    return list(once(item for page in pages if (item := _page(tree, page, raw.url, zone))))


def _page(tree: Tree, page: Element, base: str | None, zone: str | None) -> Listed | None:
    told = {one.name.rpartition(":")[2]: one for one in reversed(list(inside(tree, page)))}
    url = joined(base, clean_text(tree, told["loc"]).text) if "loc" in told else None
    if url is None:
        return None
    stamp = clean_text(tree, told["lastmod"]).text if "lastmod" in told else ""
    day = (
        first_day(clean_text(tree, told["publication_date"]).text, zone)
        if "publication_date" in told
        else None
    )
    title = clean_text(tree, told["title"]).text if "title" in told else ""
    return Listed(url, title, str(day) if day else None, key=url, changed=stamp)
