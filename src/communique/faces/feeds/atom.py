"""Atom (RFC 4287): a feed as XML."""

import re
from xml.etree import ElementTree as ET

from communique.faces.feeds.item import Feed, Item

_ATOM = "http://www.w3.org/2005/Atom"
# what XML 1.0 cannot hold, not even escaped
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> bytes:
    """Return the feed in UTF-8."""
    root = ET.Element("feed", xmlns=_ATOM)
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=_legal(feed.address))
    ET.SubElement(root, "link", rel="alternate", href=_legal(feed.home))
    for item in feed.items:
        _entry(root, item)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, item: Item) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "published", item.published)
    _text(entry, "updated", item.updated)
    _text(ET.SubElement(entry, "author"), "name", item.author)
    ET.SubElement(entry, "link", rel="alternate", href=_legal(item.link))
    if item.via:
        ET.SubElement(entry, "link", rel="via", href=_legal(item.via))
    for tag in item.tags:
        ET.SubElement(entry, "category", term=_legal(tag))
    _text(entry, "content", item.text)


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _legal(words)


def _legal(words: str) -> str:
    return _ILLEGAL.sub("\ufffd", words)
