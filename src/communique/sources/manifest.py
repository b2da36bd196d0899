"""The publishers we know: a folder each under `publishers/`, found by its manifest."""

import re
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import field_validator

from communique.packs import Pack, read_yaml
from communique.sources.markup.select import compiled

_ROOT = Path(__file__).parent / "publishers"
_SPAN = re.compile(r"(\d{1,4})(m|h|d)")
_SECONDS = {"m": 60, "h": 3600, "d": 86400}


def seconds(span: str) -> int:
    """Return the seconds of a span such as `30m`, `6h` or `3d`; raise ValueError for anything else."""
    match = _SPAN.fullmatch(span)
    if not match:
        raise ValueError(f"not a span of time such as 30m, 6h or 3d: {span!r}")
    return int(match.group(1)) * _SECONDS[match.group(2)]


class Page(Pack):
    """Where a release's page has its parts: selectors, empty where the page does not say."""

    title: str
    body: str
    date: str = ""
    drop: str = ""  # what within the body is not of the release

    @field_validator("title", "body", "date", "drop")
    @classmethod
    def _is_selector(cls, value: str) -> str:
        if value:
            compiled(value)
        return value


class Files(Pack):
    """Which files that a release's page links to are part of it, on the publisher's own hosts alone."""

    link: str  # the selector of their links
    types: tuple[Literal["hwpx", "docx", "hwp", "pdf"], ...] = ("hwpx", "docx", "hwp", "pdf")
    most: int = 5

    @field_validator("link")
    @classmethod
    def _is_selector(cls, value: str) -> str:
        compiled(value)
        return value


class Rows(Pack):
    """Where a listing page has its releases: the selector of a row, and within it of its parts."""

    row: str
    link: str = "a"
    title: str = ""  # the link's own text where empty
    date: str = ""
    attribute: str = "href"  # that holds the address, or the number which `address` takes
    pattern: str = ""  # what of the attribute is meant: the group of this expression
    address: str = ""  # the address made of what was found in place of {}


class Api(Pack):
    """Where a JSON answer has its releases: dotted paths, the first that leads somewhere counts."""

    items: str = ""  # the list; the whole answer is one item where empty
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()  # HTML or plain text
    link: tuple[str, ...] = ()  # the address of the page that people read
    address: str = ""  # the page's address made of the link in place of {}, or of {slug}: lower case, _ for /
    fetch: str = ""  # the address to read the release at, made of the link in place of {}
    source: tuple[str, ...] = ()  # or where the answer gives that address


class Poll(Pack):
    """A list of releases that is looked at again and again."""

    url: str
    form: Literal["listing", "feed", "sitemap", "api"]
    every: str = "2h"
    at_least: int = 1  # releases that the list names whenever it is whole

    @field_validator("every")
    @classmethod
    def _is_span(cls, value: str) -> str:
        seconds(value)
        return value


class Manifest(Pack):
    """What a publisher's folder says of it."""

    name: str
    country: str | None
    language: str
    zone: str = "UTC"
    reader: Literal["listing", "jsonl"] | None = None
    topics: frozenset[str] = frozenset()
    earlier_names: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    releases: tuple[str, ...] = ()  # expressions that the addresses of releases match
    tried_live: str = "never"  # or the day it last was
    cadence: str = "7d"  # the longest silence that is usual
    polls: tuple[Poll, ...] = ()
    page: Page | None = None
    files: Files | None = None
    rows: Rows | None = None
    api: Api | None = None
    answer: Api | None = None  # the JSON of one release, where its address gives JSON
    numbers: Literal["day", "month"] | None = None  # what comes first in 03/04/2024

    def has_release(self, url: str) -> bool:
        """Tell whether an address is that of a release."""
        return not self.releases or any(re.search(one, url) for one in self.releases)


@cache
def manifests() -> dict[str, Manifest]:
    """Return the manifests by slug; the folder `kr/motie` is the publisher `kr-motie`."""
    paths = sorted(_ROOT.glob("*/*/manifest.yaml"))
    return {f"{path.parts[-3]}-{path.parts[-2]}": read_yaml(path, Manifest) for path in paths}


def publisher_at(url: str | None, told: str | None = None) -> str | None:
    """Return the slug of the publisher told, else of the one whose host the address has; else None.

    Where publishers share a host, the one that knows the address for a release's goes before.
    """
    known = manifests()
    if told:
        return told if told in known else None
    host = host_of(url)
    here = [slug for slug, manifest in known.items() if host in manifest.hosts]
    better = [slug for slug in here if known[slug].releases and known[slug].has_release(url or "")]
    return next(iter(better or here), None)


def host_of(url: str | None) -> str:
    """Return the host of an address in lower case, without `www.`; empty where it has none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
