"""Reads the listing page of a publisher: the releases it names, by the manifest's selectors."""

import re

from communique.sources.dates import first_day
from communique.sources.decode import decode
from communique.sources.formats.lists import Listed, joined, once
from communique.sources.manifest import Manifest, Rows
from communique.sources.markup import Element, Tree, clean_text, find, outermost, parse
from communique.sources.raw import Raw


def listed_rows(raw: Raw, manifest: Manifest) -> list[Listed]:
    """Return what a listing page names, in its order; rows that lead to no release are left out."""
    rows = manifest.rows
    if rows is None:
        return []
    tree = parse(decode(raw.data, raw.charset).text)
    base = next((e.attributes["href"] for e in find(tree, "base[href]")), None)
    base = joined(raw.url, base) if base else raw.url
    found = (_row(tree, row, rows, manifest, base) for row in outermost(find(tree, rows.row)))
    return list(once(item for item in found if item and manifest.has_release(item.url or "")))


def _row(tree: Tree, row: Element, rows: Rows, manifest: Manifest, base: str | None) -> Listed | None:
    link = row if rows.link == "." else next(find(tree, rows.link, row), None)
    address = _address(link, rows) if link else None
    url = joined(base, address) if address else None
    if link is None or url is None:
        return None
    heading = next(find(tree, rows.title, row), link) if rows.title else link
    title = clean_text(tree, heading).one_line().text
    day = None
    if rows.date:
        found = next(find(tree, rows.date, row), None)
        text = (found.attributes.get("datetime") or clean_text(tree, found).text) if found else ""
        day = first_day(text, manifest.zone, manifest.numbers)
    return Listed(url, title, str(day) if day else None, key=url, changed=title)


def _address(link: Element, rows: Rows) -> str | None:
    value = link.attributes.get(rows.attribute, "").replace("&amp;", "&")
    if rows.pattern:
        match = re.search(rows.pattern, value[:2000])
        value = match.group(1) if match else ""
    if not value:
        return None
    return rows.address.replace("{}", value) if rows.address else value
