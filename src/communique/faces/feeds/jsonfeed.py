"""JSON Feed 1.1: a feed as JSON."""

import json

from communique.faces.feeds.item import Feed, Item
from communique.records.contract import Json


def json_feed(feed: Feed) -> bytes:
    """Return the feed in UTF-8."""
    row = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _item(item: Item) -> Json:
    row: Json = {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "content_text": item.text,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": item.author}],
    }
    return row | ({"external_url": item.via} if item.via else {}) | ({"tags": item.tags} if item.tags else {})
