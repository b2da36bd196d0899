"""Markup of any quality becomes elements; selectors find them."""

import pytest

from communique.sources.markup import clean_text, find, parse
from communique.sources.markup.select import compiled
from communique.sources.markup.tree import DEEPEST

PAGE = (
    """<div id=main class="a b"><h1>Talks</h1><ul class=list><li><a href="/1" title='one'>First</a>"""
    """<li data-x="y z"><a href=/2>Second</a></ul><p>One<p>Two<br>three</div><p class=b>Out"""
)
FOUND = {
    "h1": ["Talks"],
    "#main h1": ["Talks"],
    ".list a": ["First", "Second"],
    "li > a": ["First", "Second"],
    "div > a": [],
    "a[href='/2']": ["Second"],
    "a[title]": ["First"],
    "[href^=/], h1": ["Talks", "First", "Second"],
    "[data-x$=z] a": ["Second"],
    "[data-x*=' ']": ["Second"],
    ".a.b h1": ["Talks"],
    ".a p": ["One", "Two\nthree"],
    "p.b": ["Out"],
}


@pytest.mark.parametrize(("selector", "texts"), FOUND.items())
def test_a_selector_finds(selector: str, texts: list[str]) -> None:
    tree = parse(PAGE)
    assert [clean_text(tree, one).text for one in find(tree, selector)] == texts


@pytest.mark.parametrize("selector", ["", "a,", "!", "a[", "a > > b", "a:hover::before {"])
def test_what_is_no_selector_is_refused(selector: str) -> None:
    with pytest.raises(ValueError):
        compiled(selector)


def test_scripts_comments_and_definitions_are_no_text() -> None:
    page = "<!DOCTYPE x [<!ENTITY a 'boom'>]><p>A<!-- <p>no --><script>a<b '<p>'</script><style>no</style>&a;"
    assert clean_text(parse(page)).text == "A&a;"


def test_no_nesting_is_too_deep() -> None:
    tree = parse("<div>" * 5000 + "<b>in</b>" + "</div>" * 5000 + "after")
    assert clean_text(tree).text == "in\n\nafter"
    depths = []
    for element in tree.elements:
        depth = 0
        while element.parent:
            element, depth = element.parent, depth + 1
        depths.append(depth)
    assert max(depths) < DEEPEST


def test_xml_keeps_names_and_character_data() -> None:
    tree = parse(
        "<?xml version='1.0'?><Feed><link>x</link><p:T><![CDATA[a <b> &amp; c]]></p:T><e/>after</Feed>",
        xml=True,
    )
    assert [one.name for one in tree.elements] == ["Feed", "link", "p:T", "e"]
    assert clean_text(tree, tree.elements[2]).text == "a <b> &amp; c"
