"""Finds elements by a selector: the part of CSS that publishers' manifests need.

`tag`, `.class`, `#id`, `[name]`, `[name=value]` with `^=`, `*=` and `$=`, one inside another (`a b`,
`a > b`), and alternatives (`a, b`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.sources.markup.tree import Element, Tree

_PIECE = re.compile(
    r"""(?P<tag>[\w:*-]+)|\.(?P<class>[\w-]+)|\#(?P<id>[\w:.-]+)"""
    r"""|\[(?P<name>[\w:-]+)(?:(?P<how>[\^*$]?=)["']?(?P<value>[^\]"']*)["']?)?\]"""
)
_STEP = re.compile(r"\s*(>?)\s*((?:[\w:*.#-]|\[[^\]]*\])+)")


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element must be; `child` where its parent must be what stands before."""

    child: bool
    tag: str | None
    id: str | None
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None, str], ...]

    def fits(self, element: Element) -> bool:
        """Tell whether the element is of this kind, wherever it stands."""
        return (
            self.tag in (None, "*", element.name)
            and (self.id is None or element.attributes.get("id") == self.id)
            and self.classes <= element.classes
            and all(_holds(element, *one) for one in self.attributes)
        )


def find(tree: Tree, selector: str, within: Element | None = None) -> Iterator[Element]:
    """Yield the elements that a selector finds, in the order of the page; those of `within` where given."""
    chains = compiled(selector)
    for element in tree.elements if within is None else inside(tree, within):
        if any(_matches(element, chain) for chain in chains):
            yield element


def inside(tree: Tree, element: Element) -> Iterator[Element]:
    """Yield the elements within one, in the order of the page."""
    return (event for event in tree.events[element.first : element.last] if isinstance(event, Element))


def outermost(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield those of `elements`, which are in the order of the page, that lie within no other one."""
    end = -1
    for element in elements:
        if element.first > end:
            yield element
            end = element.last


@cache
def compiled(selector: str) -> tuple[tuple[_Compound, ...], ...]:
    """Return the chains of a selector, each from the outermost in; raise ValueError where it is none."""
    return tuple(_chain(alternative.strip()) for alternative in selector.split(","))


def _chain(text: str) -> tuple[_Compound, ...]:
    found, at = [], 0
    while at < len(text):
        step = _STEP.match(text, at)
        if not step:
            raise ValueError(f"not a selector: {text!r}")
        found.append(_compound(step.group(2), bool(step.group(1))))
        at = step.end()
    if not found:
        raise ValueError("an empty selector")
    return tuple(found)


def _compound(text: str, child: bool) -> _Compound:
    tag, id, classes, attributes, at = None, None, set(), [], 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if not piece:
            raise ValueError(f"not a selector: {text!r}")
        at, tag, id = piece.end(), piece["tag"] or tag, piece["id"] or id
        if piece["class"]:
            classes.add(piece["class"])
        if piece["name"]:
            attributes.append((piece["name"], piece["how"], piece["value"] or ""))
    return _Compound(child, tag, id, frozenset(classes), tuple(attributes))


def _holds(element: Element, name: str, how: str | None, wanted: str) -> bool:
    value = element.attributes.get(name)
    if value is None or how is None:
        return value is not None
    if how == "=":
        return value == wanted
    tests = {"^=": value.startswith, "$=": value.endswith, "*=": value.__contains__}
    return bool(wanted) and tests[how](wanted)


def _matches(element: Element, chain: tuple[_Compound, ...]) -> bool:
    """Tell whether the element is what the chain ends in; an ancestor is the nearest that fits."""
    if not chain[-1].fits(element):
        return False
    at, child = element.parent, chain[-1].child
    for compound in reversed(chain[:-1]):
        while at and not compound.fits(at) and not child:
            at = at.parent
        if at is None or not compound.fits(at):
            return False
        at, child = at.parent, compound.child
    return True
