"""Reads RSS, Atom and JSON feeds, also such as are not quite XML."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from communique.errors import BadInputError
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.dates import first_day
from communique.sources.decode import Decoded, decode
from communique.sources.formats.html import stretches
from communique.sources.formats.lists import Listed, joined, once
from communique.sources.manifest import host_of, manifests, publisher_at
from communique.sources.markup import Clean, Element, Tree, clean_text, outermost, parse
from communique.sources.markup.clean import composed, exact_text, inner, join
from communique.sources.raw import Item, Raw

_DATES = ("pubDate", "published", "dc:date", "date", "issued", "updated")
_WHOLE = ("content:encoded", "content", "body")
_PART = ("description", "summary")


def read_feed(raw: Raw) -> Iterator[Item]:
    """Yield the release of each item; one of which the feed gives a summary only is marked as cut."""
    decoded = decode(raw.data, raw.charset)
    items, home, name = _contents(raw, decoded)
    slug = publisher_at(home or raw.url, raw.publisher)
    manifest = manifests().get(slug or "")
    publisher = slug or raw.publisher or name or host_of(home or raw.url) or UNKNOWN_PUBLISHER
    origin = raw.origin("feed", "application/xml", decoded.encoding)
    empty = True
    for number, item in enumerate(items, 1):
        empty = False
        title = item.heading if item.heading.text else Clean(item.title)
        places = stretches(decoded, join([title, item.body], "\n"))
        yield from build_release(
            Parts(
                place=f"{raw.place}:item {number}",
                title=title.text,
                published=item.published or raw.hint.published,
                body=item.body.text,
                publisher=publisher,
                key=item.key or item.url,
                url=item.url,
                lang=manifest.language if manifest else None,
                cut=not item.whole,
                origin=replace(origin, stretches=places),
            )
        )
    if empty:
        yield BadInputError(raw.place, "a feed without items")


def feed_items(raw: Raw, zone: str | None = None) -> list[Listed]:
    """Return what a feed names, in its order; `zone` is the publisher's."""
    return list(_contents(raw, decode(raw.data, raw.charset), zone)[0])


_Contents = tuple[Iterator[Listed], str | None, str]


def _contents(raw: Raw, decoded: Decoded, zone: str | None = None) -> _Contents:
    """Return the items of a feed, the address of its site and its name."""
    if decoded.text.lstrip().startswith("{"):
        return _json_feed(decoded.text, raw.url, zone)
    tree = parse(decoded.text, xml=True)
    top = next((one for one in tree.elements if one.name in ("channel", "feed")), None)
    told = _by_name(tree, top)
    name = clean_text(tree, told["title"]).text if "title" in told else ""
    home = _link(tree, told, raw.url)
    zone = zone or _zone_of(home or raw.url, raw.publisher)
    elements = outermost(one for one in tree.elements if one.name in ("item", "entry"))
    return once(_item(tree, one, home or raw.url, zone) for one in elements), home, name


def _zone_of(url: str | None, told: str | None) -> str | None:
    manifest = manifests().get(publisher_at(url, told) or "")
    return manifest.zone if manifest else None


def _by_name(tree: Tree, parent: Element | None) -> dict[str, Element]:
    """Return the first child of each name, `link` and `atom:link` as one."""
    found: dict[str, Element] = {}
    if parent is None:
        return found
    at = parent.first
    while at < parent.last:
        event = tree.events[at]
        if isinstance(event, Element):
            is_page = event.attributes.get("rel", "alternate") == "alternate"
            name = event.name.removeprefix("atom:")
            if name != "link" or is_page:
                found.setdefault(name, event)
            at = event.last
        at += 1
    return found


def _link(tree: Tree, told: dict[str, Element], base: str | None) -> str | None:
    link = told.get("link")
    if link is None:
        return None
    return joined(base, link.attributes.get("href") or clean_text(tree, link).text)


def _item(tree: Tree, element: Element, base: str | None, zone: str | None) -> Listed:
    told = _by_name(tree, element)
    stamps = {name: clean_text(tree, told[name]).text for name in _DATES if name in told}
    day = next((day for text in stamps.values() if (day := first_day(text, zone))), None)
    key = clean_text(tree, told["guid"]).text if "guid" in told else ""
    body, whole = _body(tree, told)
    heading = _marked_up(tree, told["title"]).one_line() if "title" in told else Clean("")
    url = _link(tree, told, base) or joined(base, key if key.startswith("http") else "")
    return Listed(
        url=url,
        title=heading.text,
        published=str(day) if day else None,
        key=url or key or None,
        changed=stamps.get("updated", ""),
        body=body,
        heading=heading,
        whole=whole,
    )


def _body(tree: Tree, told: dict[str, Element]) -> tuple[Clean, bool]:
    """Return the longest text an item gives and whether it is said to be the whole."""
    for names, whole in ((_WHOLE, True), (_PART, False)):
        for name in names:
            if name in told and (text := _marked_up(tree, told[name])).text:
                return text, whole
    return Clean(""), False


def _marked_up(tree: Tree, element: Element) -> Clean:
    """Return the text of an element that holds HTML, escaped or as elements of its own."""
    if any(isinstance(event, Element) for event in tree.events[element.first : element.last]):
        return clean_text(tree, element)
    outer = exact_text(tree, element)
    return composed(inner(outer, clean_text(parse(outer.text))))


def _json_feed(text: str, base: str | None, zone: str | None) -> _Contents:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return iter(()), None, ""
    if not isinstance(feed, dict):
        return iter(()), None, ""
    items = feed.get("items")
    known = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    home = joined(base, _string(feed, "home_page_url") or "")
    return once(_json_item(one, home or base, zone) for one in known), home, _string(feed, "title")


def _json_item(item: dict[str, Any], base: str | None, zone: str | None) -> Listed:
    day = first_day(_string(item, "date_published") or _string(item, "date_modified"), zone)
    whole = _string(item, "content_html") or _string(item, "content_text")
    body = clean_text(parse(whole or _string(item, "summary")))
    url = joined(base, _string(item, "url"))
    return Listed(
        url=url,
        title=" ".join(_string(item, "title").split()),
        published=str(day) if day else None,
        key=url or _string(item, "id") or None,
        changed=_string(item, "date_modified"),
        body=Clean(body.text),
        whole=bool(whole),
    )


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
