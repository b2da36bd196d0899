"""Reads Word documents: their paragraphs, with tabs and breaks, without what was deleted."""

from collections.abc import Iterator

from communique.errors import BadInputError
from communique.sources.decode import decode
from communique.sources.formats.archive import Archive
from communique.sources.formats.office import release_of_lines
from communique.sources.markup import Element, Tree, clean_text, parse
from communique.sources.markup.clean import exact_text
from communique.sources.markup.tree import End
from communique.sources.raw import Item, Raw

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSEEN = frozenset({"w:del", "w:instrText", "w:pict", "mc:Fallback", "w:moveFrom", "w:rPr", "w:pPr"})
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}


def read_docx(raw: Raw) -> Iterator[Item]:
    """Yield the release of a Word document."""
    try:
        archive = Archive(raw.data)
        lines = paragraphs(decode(archive.read("word/document.xml")).text)
        title = _title(archive)
    except ValueError as error:
        yield BadInputError(raw.place, f"a Word document that cannot be read: {error}")
        return
    yield from release_of_lines(raw, lines, "docx", MEDIA, title if title in lines[:10] else "")


def paragraphs(source: str) -> list[str]:
    """Return the lines of `word/document.xml`, a paragraph or a break each."""
    return "".join(_pieces(parse(source, xml=True))).split("\n")


def _pieces(tree: Tree) -> Iterator[str]:
    at = 0
    while at < len(tree.events):
        event = tree.events[at]
        if isinstance(event, Element):
            if event.name in _UNSEEN:
                at = event.last
            elif event.name == "w:t":
                yield exact_text(tree, event).text
                at = event.last
            else:
                yield _SIGNS.get(event.name, "")
        elif isinstance(event, End):
            yield {"w:p": "\n", "w:tc": "\t"}.get(event.element.name, "")
        at += 1


def _title(archive: Archive) -> str:
    """Return the title that the document's properties give, empty where they give none."""
    if "docProps/core.xml" not in archive.names:
        return ""
    tree = parse(decode(archive.read("docProps/core.xml")).text, xml=True)
    return next((clean_text(tree, one).text for one in tree.elements if one.name == "dc:title"), "")
