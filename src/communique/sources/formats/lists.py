"""What a list of releases names: items of a feed, a listing page, a sitemap or a JSON answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from communique.sources.markup import Clean
from communique.sources.raw import canonical

_NOTHING = Clean("")
MOST_ITEMS = 50_000  # of one list, the limit that sitemaps have


@dataclass(frozen=True, slots=True)
class Listed:
    """A release that a list names. `body` is its text where the list holds it whole or in part."""

    url: str | None
    title: str
    published: str | None = None  # YYYY-MM-DD
    key: str | None = None  # the publisher's own permanent key
    changed: str = ""  # what differs when the publisher says that the release changed
    body: Clean = _NOTHING
    heading: Clean = _NOTHING  # the title with its map
    whole: bool = True  # whether `body` is the whole text, as far as the list shows
    fetch: str | None = None  # the address to read it at where that is not `url`


def joined(base: str | None, link: str) -> str | None:
    """Return a link as a canonical address, None where it leads to no page."""
    try:
        address = urljoin(base or "", link.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return canonical(address) if parts.scheme in ("http", "https") and parts.netloc else None


def once(items: Iterator[Listed]) -> Iterator[Listed]:
    """Yield each item once; of two with one key or address the first."""
    seen: set[str] = set()
    for item in items:
        name = item.key or item.url or f"{item.title}\n{item.published}"
        if name not in seen and len(seen) < MOST_ITEMS:
            seen.add(name)
            yield item
