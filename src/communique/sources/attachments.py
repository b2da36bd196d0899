"""Files that a release's page links to and that are part of it: which to fetch, what they add to its text."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from urllib.parse import urlsplit

from communique.errors import BadInputError
from communique.records import Box, Origin, Release
from communique.sources.caps import LARGEST_PAGE, LONGEST_WHOLE
from communique.sources.decode import decode
from communique.sources.formats.lists import joined
from communique.sources.formats.sniff import HEAD, sniff
from communique.sources.manifest import Files, Manifest, host_of, manifests, publisher_at
from communique.sources.markup import Element, Tree, clean_text, find, parse
from communique.sources.raw import Hint, Item, Raw, Read
from communique.text import language_of, normal_form

_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,4})(?![\w.])")
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "mp4", "avi", "mp3"})
_NO_ENDINGS = frozenset({"do", "jsp", "php", "asp", "aspx", "html", "htm"})  # of programs that give any file
_ENDS = tuple('.!?"”’)')  # of a text that is not cut
_FEW = 0.1  # of its letters are new in a file that says the same as the page
_TELLING = 24  # letters, which do not stand twice by chance


@dataclass(frozen=True, slots=True)
class Link:
    """A file to fetch, and how the page names it."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The body of a release with what its files add. Places of `origins` count in title, newline, body.

    `own` tells whether the page's own words still begin the body.
    """

    body: str
    origins: tuple[Origin, ...] = ()
    own: bool = True
    wrong: tuple[BadInputError, ...] = ()


def with_attachments(
    raw: Raw, base: str, fetch: Callable[[str], Raw]
) -> tuple[Raw, tuple[BadInputError, ...]]:
    """Return a page found at `base` with its publisher's files, which `fetch` gets, and what is not read.

    `fetch` raises BadInputError for what cannot be had.
    """
    manifest = manifests().get(publisher_at(raw.url, raw.publisher) or "")
    if manifest is None or manifest.files is None or len(raw.data) > LARGEST_PAGE:
        return raw, ()
    if sniff(raw.data[:HEAD]) != "html":
        return raw, ()
    found, wrong = list[Raw](), list[BadInputError]()
    for link in _links(raw, base, manifest, manifest.files):
        try:
            if isinstance(link, BadInputError):
                raise link
            found.append(_checked(fetch(link.url), link, base, manifest))
        except BadInputError as error:
            wrong.append(error)
    return replace(raw, attached=tuple(found)), tuple(wrong)


def _links(raw: Raw, base: str, manifest: Manifest, files: Files) -> Iterator[Link | BadInputError]:
    """Yield the files to fetch, the kind that reads best first, each once, and what is left out."""
    tree = parse(decode(raw.data, raw.charset).text)
    ranked: dict[str, tuple[int, Link]] = {}
    for element in find(tree, files.link):
        link = _link(tree, element, base)
        kind = _kind(link)
        if kind in _PICTURES or link.url in ranked:  # a picture has no text to read
            continue
        if not link.url:
            yield BadInputError(raw.place, f"attached {link.name!r}: its link leads to no address")
        elif not _is_own(link.url, base, manifest):
            yield BadInputError(raw.place, f"attached {link.name!r}: not on the page's own host, left out")
        elif kind and kind not in files.types:
            yield BadInputError(raw.place, f"attached {link.name!r}: a file that is not read")
        else:
            ranked[link.url] = (files.types.index(kind) if kind else len(files.types), link)
    chosen = [link for _, link in sorted(ranked.values(), key=lambda one: one[0])]
    yield from chosen[: files.most]
    if len(chosen) > files.most:
        yield BadInputError(raw.place, f"it has {len(chosen)} files, of which {files.most} are read")


def _link(tree: Tree, element: Element, base: str) -> Link:
    url = joined(base, html.unescape(element.attributes.get("href", ""))) or ""
    return Link(url, clean_text(tree, element).one_line().text[:120] or url)


def _kind(link: Link) -> str:
    """Return the ending that the name of a file or its address has, empty where neither tells."""
    parts = urlsplit(link.url)
    for text in (link.name, parts.path, parts.query):
        endings: list[str] = [one.lower() for one in _ENDING.findall(text) if one.lower() not in _NO_ENDINGS]
        if endings:
            return endings[-1]
    return ""


def _is_own(url: str, base: str, manifest: Manifest) -> bool:
    return host_of(url) in {host_of(base), *manifest.hosts}


def _checked(file: Raw, link: Link, base: str, manifest: Manifest) -> Raw:
    """Return a file that came; raise BadInputError where it was led off the host or is a page."""
    if not _is_own(file.url or "", base, manifest):
        raise BadInputError(link.url, f"attached {link.name!r}: it leads off the page's own host, left out")
    if sniff(file.data[:HEAD]) not in ("pdf", "zip", "hwp"):
        raise BadInputError(link.url, f"attached {link.name!r}: no document came")
    return replace(file, place=f"{link.url} ({link.name})")


def whole(raw: Raw, title: str, published: str | None, body: str, lang: str | None, read: Read) -> Whole:
    """Return the body of a page's release with what its files add, none of it twice.

    A file that says what the page says adds nothing; one that goes on where the page breaks off takes its
    place; of any other the lines that the page lacks follow. A file in another language is told, not added.
    """
    found, lang = Whole(body), language_of(body, lang)
    for file in raw.attached:
        hint = Hint(title, published, raw.hint.key)
        told = replace(file, publisher=raw.publisher, hint=hint, depth=raw.depth + 1)
        for item in read(told):
            found = _with(found, item, title, lang, file.place)
    return found


def _with(found: Whole, item: Item, title: str, lang: str, place: str) -> Whole:
    if isinstance(item, BadInputError):
        return replace(found, wrong=(*found.wrong, item))
    if found.body and item.lang != lang:
        why = f"it is in {item.lang}, the page in {lang}: its text is left out"
        return replace(found, wrong=(*found.wrong, BadInputError(place, why)))
    if len(found.body) + len(item.text) > LONGEST_WHOLE:
        return replace(found, wrong=(*found.wrong, BadInputError(place, "too long to be added")))
    assert item.origin is not None
    lines = item.text.split("\n")[1:]
    letters = [_letters(line) for line in lines]
    fresh = _fresh(letters, _letters(f"{title}{found.body}"))
    new = sum(len(one) for one, is_new in zip(letters, fresh, strict=True) if is_new)
    if new <= _FEW * sum(map(len, letters)):
        bare = replace(item.origin, stretches=(), boxes=())
        return replace(found, origins=(*found.origins, bare))
    if not found.origins and not found.body.endswith(_ENDS) and _letters(found.body) in "".join(letters):
        return _appended(Whole("", own=False, wrong=found.wrong), item, title, [True] * len(lines))
    return _appended(found, item, title, fresh)


def _fresh(lines: Sequence[str], known: str) -> list[bool]:
    """Tell of each line of letters whether some of it is not in `known`, however that breaks its lines."""
    whole, size = "".join(lines), _TELLING
    if len(whole) < size:
        return [whole not in known] * len(lines)
    pieces = {known[at : at + size] for at in range(len(known) - size + 1)}
    old, reach = bytearray(len(whole)), 0
    for at in range(len(whole) - size + 1):
        if whole[at : at + size] in pieces:
            first, reach = max(at, reach), at + size
            old[first:reach] = b"\1" * (reach - first)
    ends = [0, *accumulate(map(len, lines))]
    return [0 in old[start:end] for start, end in pairwise(ends)]


def _appended(found: Whole, item: Release, title: str, kept: Sequence[bool]) -> Whole:
    """Return the body with those lines of a file that are kept, and the file with where they lie in it."""
    assert item.origin is not None
    body, boxes, at = f"{found.body}\n\n" if found.body else "", list[Box](), len(item.title) + 1
    for line, keep in zip(item.text.split("\n")[1:], kept, strict=True):
        if keep:
            by = len(title) + 1 + len(body) - at
            here = item.origin.boxes_of(at, at + len(line))
            boxes += [replace(box, start=box.start + by, end=box.end + by) for box in here]
            body += f"{line}\n"
        at += len(line) + 1
    origin = replace(item.origin, stretches=(), boxes=tuple(boxes))
    return replace(found, body=body.rstrip("\n"), origins=(*found.origins, origin))


def _letters(text: str) -> str:
    """Return the letters and digits of a text, by which it is compared."""
    return "".join(c for c in normal_form(text).casefold() if c.isalnum())
