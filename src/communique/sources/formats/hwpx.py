"""Reads HWPX, the open format of Hangul, in which Korean ministries attach their releases."""

import re
from collections.abc import Iterator

from communique.errors import BadInputError
from communique.sources.decode import decode
from communique.sources.formats.archive import Archive
from communique.sources.formats.office import release_of_lines
from communique.sources.markup import Element, Tree, parse
from communique.sources.markup.clean import exact_text
from communique.sources.markup.tree import End
from communique.sources.raw import Item, Raw

MEDIA = "application/hwp+zip"
_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}
_UNSEEN = frozenset({"ctrl", "secPr", "shapeComment", "deleteBegin"})


def read_hwpx(raw: Raw) -> Iterator[Item]:
    """Yield the release of an HWPX document; one under lock is told, not guessed."""
    try:
        lines = _lines(Archive(raw.data))
    except ValueError as error:
        yield BadInputError(raw.place, f"an HWPX document that cannot be read: {error}")
        return
    yield from release_of_lines(raw, lines, "hwpx", MEDIA)


def _lines(archive: Archive) -> list[str]:
    if _is_locked(archive):
        raise ValueError("it is encrypted; ask its publisher for one that is not")
    sections = {int(found.group(1)): name for name in archive.names if (found := _SECTION.fullmatch(name))}
    if not sections:
        raise ValueError("it has no sections")
    texts = (decode(archive.read(name)).text for _, name in sorted(sections.items()))
    return [line for text in texts for line in "".join(_pieces(parse(text, xml=True))).split("\n")]


def _is_locked(archive: Archive) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.names and b"encryption-data" in archive.read(manifest)


def _pieces(tree: Tree) -> Iterator[str]:
    at = 0
    while at < len(tree.events):
        event = tree.events[at]
        if isinstance(event, Element):
            name = event.name.rpartition(":")[2]
            if name in _UNSEEN and not _holds_text(tree, event):
                at = event.last
            elif name == "t":
                yield from _run(tree, event)
                at = event.last
        elif isinstance(event, End):
            yield {"p": "\n", "tc": "\t"}.get(event.element.name.rpartition(":")[2], "")
        at += 1


def _holds_text(tree: Tree, element: Element) -> bool:
    """Tell whether a control holds paragraphs that a reader sees: a table, a box."""
    events = tree.events[element.first : element.last]
    return any(isinstance(one, Element) and one.name.rpartition(":")[2] == "t" for one in events)


def _run(tree: Tree, element: Element) -> Iterator[str]:
    """Yield the text of a run with its tabs and breaks."""
    at = element.first
    while at < element.last:
        event = tree.events[at]
        if isinstance(event, Element):
            yield _SIGNS.get(event.name.rpartition(":")[2], "")
        elif not isinstance(event, End):
            yield exact_text(tree, Element("", {}, None, at, at + 1)).text
        at += 1
