"""Reads HTML or XML of any quality into elements with their places in the source, in one pass.

No entity is defined, no document type is read and no script is run. Time is in proportion to the length of
the source: whatever is not closed reaches to its end, and elements too deep hang from the deepest allowed.
"""

import re
from dataclasses import dataclass, field

DEEPEST = 200  # elements within one another
MOST = 400_000  # elements of one page
_NAME = re.compile(r"[A-Za-z_\u0080-\uffff][^\s/>]{0,80}")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>=][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?|(?P<odd>.))""",
    re.DOTALL,
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_RAW = _names("script style noembed noframes iframe xmp template")
_RCDATA = frozenset({"title", "textarea"})
_PARAGRAPH_ENDS = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul li dt dd tr td th tbody"
    " thead tfoot"
)
# An element of the key's name ends those of the value's names that stand open right above it.
_ENDS = {name: frozenset({"p"}) for name in _PARAGRAPH_ENDS}
_ENDS |= {"li": frozenset({"p", "li"}), "option": frozenset({"option"})}
_ENDS |= {name: frozenset({"p", "dt", "dd"}) for name in ("dt", "dd")}
_ENDS |= {name: frozenset({"p", "td", "th"}) for name in ("td", "th")}
_ENDS |= {name: frozenset({"p", "td", "th", "tr"}) for name in ("tr", "tbody", "thead", "tfoot")}


@dataclass(slots=True, eq=False)
class Element:
    """An element; `first:last` are its events, what lies between its tags."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None"
    first: int
    last: int = -1
    classes: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters `start:end` of the source; `plain` where references in them are no references."""

    start: int
    end: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The end of an element."""

    element: Element


Event = Element | Text | End


@dataclass(slots=True)
class Tree:
    """The events of a page in their order, and its elements in the order of their beginnings."""

    source: str
    xml: bool
    events: list[Event] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


def parse(source: str, xml: bool = False) -> Tree:
    """Return the tree of a page. In XML names keep their case and only what is closed ends."""
    return _Builder(source, xml).build()


class _Builder:
    """Goes through the source once, with the elements that stand open."""

    def __init__(self, source: str, xml: bool) -> None:
        self._source, self._tree, self._open = source, Tree(source, xml), list[Element]()

    def build(self) -> Tree:
        """Return the tree of the whole source."""
        source, at = self._source, 0
        while at < len(source):
            tag = source.find("<", at)
            if tag < 0:
                self._text(at, len(source))
                break
            self._text(at, tag)
            at = self._tag(tag)
        while self._open:
            self._close()
        return self._tree

    def _tag(self, at: int) -> int:
        """Take what begins with `<` at `at`; return where it ends."""
        source = self._source
        following = source[at + 1 : at + 2]
        if following == "!":
            return self._declaration(at)
        if following == "?":
            return self._after(">", at + 2)
        name = _NAME.match(source, at + 2 if following == "/" else at + 1)
        if not name:
            self._text(at, at + 1)
            return at + 1
        word = name.group() if self._tree.xml else name.group().lower()
        if following == "/":
            self._end_tag(word)
            return self._after(">", name.end())
        return self._start_tag(word, name.end())

    def _declaration(self, at: int) -> int:
        source = self._source
        if source.startswith("<!--", at):
            return self._after("-->", at + 4)
        if source.startswith("<![CDATA[", at):
            end = self._after("]]>", at + 9)
            self._text(at + 9, end - 3 if source.endswith("]]>", at + 9, end) else end, plain=True)
            return end
        closed = self._after(">", at + 2)
        subset = source.find("[", at, closed)
        return (
            closed if subset < 0 else self._after(">", self._after("]", subset))
        )  # an internal subset, not read

    def _after(self, mark: str, start: int) -> int:
        """Return where the next `mark` ends, or the end of the source."""
        found = self._source.find(mark, start)
        return len(self._source) if found < 0 else found + len(mark)

    def _start_tag(self, name: str, at: int) -> int:
        attributes, at, closed = self._attributes(at)
        ends = frozenset() if self._tree.xml else _ENDS.get(name, frozenset())
        while self._open and self._open[-1].name in ends:
            self._close()
        if not self._begin(name, attributes):
            return at
        if closed if self._tree.xml else name in _VOID:
            self._close()
        elif not self._tree.xml and (name in _RAW or name in _RCDATA):
            return self._raw_text(name, at)
        return at

    def _attributes(self, at: int) -> tuple[dict[str, str], int, bool]:
        """Return the attributes of a tag, where the tag ends, and whether it closes itself."""
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self._source, at):
            at = match.end()
            if match["end"]:
                return found, at, self._source[at - 2] == "/"
            if match["name"] and len(found) < 100:
                value = match["double"] or match["single"] or match["bare"] or ""
                found.setdefault(match["name"] if self._tree.xml else match["name"].lower(), value)
        return found, len(self._source), False

    def _raw_text(self, name: str, at: int) -> int:
        """Take the text of an element in which tags are none; return where its end tag begins."""
        closing = re.compile(f"</{name}(?![\\w-])", re.IGNORECASE).search(self._source, at)
        end = closing.start() if closing else len(self._source)
        self._text(at, end, plain=name in _RAW)
        self._close()
        return self._after(">", end)

    def _begin(self, name: str, attributes: dict[str, str]) -> bool:
        """Open an element; return False where the page has too many already."""
        tree = self._tree
        if len(tree.elements) >= MOST:
            return False
        if len(self._open) == DEEPEST:
            self._close()
        classes = frozenset(attributes.get("class", "").split())
        parent = self._open[-1] if self._open else None
        element = Element(name, attributes, parent, len(tree.events) + 1, classes=classes)
        tree.events.append(element)
        tree.elements.append(element)
        self._open.append(element)
        return True

    def _end_tag(self, name: str) -> None:
        """End the nearest open element of this name and all within it; without one nothing ends."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].name == name:
                while len(self._open) > depth:
                    self._close()
                return

    def _close(self) -> None:
        if self._open:
            element = self._open.pop()
            element.last = len(self._tree.events)
            self._tree.events.append(End(element))

    def _text(self, start: int, end: int, plain: bool = False) -> None:
        if start >= end:
            return
        events = self._tree.events
        last = events[-1] if events else None
        if isinstance(last, Text) and last.end == start and last.plain == plain:
            events[-1] = Text(last.start, end, plain)
        else:
            events.append(Text(start, end, plain))
