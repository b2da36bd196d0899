"""Reads a release's page: by its publisher's selectors, else by what pages commonly say of themselves.

Without selectors the body is what trafilatura takes for it, which the origin's `reader` says.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from communique.errors import DamagedInputError
from communique.records import Stretch
from communique.sources.attachments import whole
from communique.sources.build import UNKNOWN_PUBLISHER, Parts, build_release
from communique.sources.dates import first_day
from communique.sources.decode import Decoded, decode
from communique.sources.manifest import Manifest, host_of, manifests, publisher_at
from communique.sources.markup import Clean, Tree, clean_text, find, outermost, parse
from communique.sources.markup.clean import join
from communique.sources.raw import Item, Raw, Read, canonical

_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "pubdate",
    "date",
)
_LINKED_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of a page, and how."""

    title: Clean
    body: Clean
    published: str | None
    reader: str


def read_html(raw: Raw, read_attachment: Read) -> Iterator[Item]:
    """Yield the release of a page; a known publisher's page without its usual parts is told as damaged."""
    decoded = decode(raw.data, raw.charset)
    tree = parse(decoded.text)
    named = meta(tree)
    url = raw.url or named.get("canonical") or named.get("og:url")
    slug = publisher_at(url, raw.publisher)
    manifest = manifests().get(slug or "")
    found = _by_selectors(tree, slug or "", manifest, bool(raw.attached)) if manifest else None
    if found is None:
        found = _unprofiled(tree, named, manifest)
        if manifest and manifest.page and found.body.text:
            why = f"the page has no {manifest.page.body!r}: read without the selectors of {slug}"
            yield DamagedInputError(raw.place, why)
    publisher = slug or raw.publisher or named.get("og:site_name") or host_of(url) or UNKNOWN_PUBLISHER
    yield from _release_of(raw, decoded, found, publisher, url, read_attachment)


def _release_of(
    raw: Raw, decoded: Decoded, found: _Found, publisher: str, url: str | None, read: Read
) -> Iterator[Item]:
    """Yield the release of what was found in a decoded page and in the files that belong to it."""
    origin = raw.origin(found.reader, "text/html", decoded.encoding)
    title = found.title if found.title.text else Clean(raw.hint.title)
    address = canonical(url) if url else None
    manifest = manifests().get(publisher)
    lang = manifest.language if manifest and manifest.language != "mul" else None
    published = found.published or raw.hint.published
    text = whole(raw, title.text, published, found.body.text, lang, read)
    yield from text.wrong
    own = [title, found.body] if text.own else [title, Clean("")]
    yield from build_release(
        Parts(
            place=raw.place,
            title=title.text,
            published=published,
            body=text.body,
            publisher=publisher,
            key=raw.hint.key or address,
            url=address,
            lang=lang,
            origin=replace(origin, stretches=stretches(decoded, join(own, "\n"))),
            attached=text.origins,
        )
    )


def stretches(decoded: Decoded, clean: Clean) -> tuple[Stretch, ...]:
    """Return the runs of a text with their places in the bytes; none where the bytes cannot be counted."""
    if not decoded.exact:
        return ()
    places = sorted({place for run in clean.runs for place in (run.source_start, run.source_end)})
    byte = dict(zip(places, decoded.offsets(places), strict=True))
    return tuple(Stretch(r.start, r.end, byte[r.source_start], byte[r.source_end]) for r in clean.runs)


def meta(tree: Tree) -> dict[str, str]:
    """Return what a page says of itself in its head, by lower-case name; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.elements:
        value = element.attributes
        if element.name == "meta" and "content" in value:
            name = value.get("property") or value.get("name") or value.get("itemprop") or ""
            found.setdefault(name.lower(), html.unescape(value["content"]).strip())
        elif element.name == "link" and value.get("rel") == "canonical" and "href" in value:
            found.setdefault("canonical", html.unescape(value["href"]).strip())
    return found


def _by_selectors(tree: Tree, slug: str, manifest: Manifest, has_files: bool) -> _Found | None:
    """Return the parts that the publisher's selectors find, None where they find no body.

    An empty one will do where `has_files`: then these hold it.
    """
    page = manifest.page
    if page is None:
        return None
    dropped = list(find(tree, page.drop)) if page.drop else []
    bodies = [clean_text(tree, one, dropped) for one in outermost(find(tree, page.body))]
    body = join([one for one in bodies if one.text], "\n\n")
    if not body.text and not (bodies and has_files):
        return None
    title = next((clean_text(tree, one).one_line() for one in find(tree, page.title)), Clean(""))
    published = None
    if page.date:
        days = (
            first_day(
                one.attributes.get("datetime") or clean_text(tree, one).text, manifest.zone, manifest.numbers
            )
            for one in find(tree, page.date)
        )
        published = next((str(day) for day in days if day), None)
    return _Found(title, body, published or _stated_day(tree, meta(tree), manifest), f"html:{slug}")


def _unprofiled(tree: Tree, named: dict[str, str], manifest: Manifest | None) -> _Found:
    headings = (clean_text(tree, one).one_line() for one in find(tree, "h1"))
    title = next((one for one in headings if one.text), Clean(""))
    title = title if title.text else Clean(named.get("og:title") or _title(tree))
    bare = import_module("communique.sources.formats.bare")  # loads trafilatura, which others are spared
    body: Clean = bare.main_text(tree)
    if title.text and body.text.startswith(f"{title.text}\n\n"):
        body = body.part(len(title.text) + 2, len(body.text))
    return _Found(title, body, _stated_day(tree, named, manifest), "html:trafilatura")


def _title(tree: Tree) -> str:
    return next((clean_text(tree, one).text for one in find(tree, "title")), "")


def _stated_day(tree: Tree, named: dict[str, str], manifest: Manifest | None) -> str | None:
    """Return the day that a page states in its head, its linked data or its one `time`; else None."""
    zone = manifest.zone if manifest else None
    stated = [named[name] for name in _DATES if named.get(name)]
    if linked := _LINKED_DATE.search(tree.source):
        stated.append(linked.group(1))
    times = {one.attributes["datetime"] for one in find(tree, "time[datetime]")}
    if len(times) == 1:
        stated += times
    days = (first_day(text, zone) for text in stated)
    return next((str(day) for day in days if day), None)
