"""Hands the bytes of one document to the reader of its format."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module

from communique.errors import BadInputError
from communique.sources.caps import DEEPEST_DOCUMENT, LARGEST_PAGE
from communique.sources.formats.archive import Archive
from communique.sources.formats.foreign import foreign, foreign_zip
from communique.sources.formats.sniff import HEAD, sniff, zip_format
from communique.sources.manifest import manifests, publisher_at
from communique.sources.raw import Item, Raw, Read

# The readers of documents, loaded when they are first needed: some bring large libraries.
DOCUMENTS = ("html", "feed", "sitemap", "api", "eml", "docx", "pdf", "hwpx", "hwp")
_HOLDING = ("eml", "html")  # may bring documents of their own
_MARKUP = frozenset({"html", "feed", "sitemap", "api"})


def read_raw(raw: Raw, reader: str | None = None) -> Iterator[Item]:
    """Yield the releases of a document and what is wrong with it; its format is told by its content."""
    try:
        chosen = reader or format_of(raw)
    except ValueError as error:
        yield BadInputError(raw.place, str(error))
        return
    if not raw.data.strip():
        yield BadInputError(raw.place, "empty: there is no release in it")
    elif chosen is None:
        yield BadInputError(raw.place, _unknown(raw.data))
    elif raw.depth > DEEPEST_DOCUMENT:
        yield BadInputError(raw.place, "documents too deep within one another")
    elif chosen in _MARKUP and len(raw.data) > LARGEST_PAGE:
        yield BadInputError(raw.place, f"a page of more than {LARGEST_PAGE // 1_000_000} MB, left out")
    else:
        yield from _reader(chosen)(raw)


def format_of(raw: Raw) -> str | None:
    """Return the reader for a document, None where no format is known; raise ValueError for a broken ZIP."""
    found = sniff(raw.data[:HEAD])
    if found == "zip":
        archive = Archive(raw.data)
        return zip_format(archive.names, archive.read("mimetype") if "mimetype" in archive.names else b"")
    if found is None and raw.data.lstrip()[:1] in (b"{", b"["):
        manifest = manifests().get(publisher_at(raw.url, raw.publisher) or "")
        return "api" if manifest and (manifest.api or manifest.answer) else None
    return found


def _unknown(data: bytes) -> str:
    """Return what a document is that no reader takes, as far as it is known."""
    if sniff(data[:HEAD]) == "zip":
        return foreign_zip(Archive(data).names)
    return foreign(data[:HEAD]) or "a document of an unknown format"


def _reader(name: str) -> Read:
    if name not in DOCUMENTS:
        return lambda raw: iter([BadInputError(raw.place, f"a {name.upper()} file within another document")])
    module = import_module(f"communique.sources.formats.{name}")
    read = getattr(module, f"read_{name}")
    found: Read = partial(read, read_attachment=read_raw) if name in _HOLDING else read
    return found
