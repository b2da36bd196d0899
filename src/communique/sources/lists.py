"""Reads what one poll brought: the releases its list names."""

from communique.sources.formats.api import api_items
from communique.sources.formats.feed import feed_items
from communique.sources.formats.lists import Listed
from communique.sources.formats.rows import listed_rows
from communique.sources.formats.sitemap import sitemap_items
from communique.sources.manifest import Manifest, Poll
from communique.sources.raw import Raw


def listed(raw: Raw, poll: Poll, manifest: Manifest) -> list[Listed]:
    """Return the releases that a list names, in its order; raise ValueError where it cannot be read."""
    if poll.form == "listing":
        return listed_rows(raw, manifest)
    if poll.form == "api":
        items = api_items(raw, manifest)
    else:
        items = feed_items(raw, manifest.zone) if poll.form == "feed" else sitemap_items(raw, manifest.zone)
    return [one for one in items if one.url and manifest.has_release(one.url)]
