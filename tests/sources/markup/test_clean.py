"""Clean text is what a person reads, and each character leads back to the source."""

import html
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.sources.markup import clean_text, parse
from communique.sources.markup.clean import composed, exact_text, inner

WORDS = st.sampled_from(
    ["Röst", "met", "&amp;", "&nbsp;", "&#233;", "&#x1;", "e\u0301", "<b>", "</b>", "<br>", "<p>", "</p>"]
)
GAPS = st.sampled_from(["", " ", "\n  ", "\t"])
PAGES = st.lists(st.tuples(WORDS, GAPS), max_size=30).map(lambda pairs: "".join(a + b for a, b in pairs))


def letters(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(PAGES)
@example("e\u0301<b>&nbsp;")
@example("met&#x1;")
@example("e\u0301<b>&#233;")
@example("\u1112\u1161\u11ab<b>\u1100\u116e\u11a8")
def test_runs_spell_the_text(page: str) -> None:
    clean = clean_text(parse(page))
    covered, at = [], 0
    for run in clean.runs:
        assert at <= run.start < run.end <= len(clean.text)
        at = run.end
        covered.append(clean.text[run.start : run.end])
        source = html.unescape(page[run.source_start : run.source_end])
        assert letters(unicodedata.normalize("NFC", source)) == letters(clean.text[run.start : run.end])
    assert letters("".join(covered)) == letters(clean.text)
    assert unicodedata.is_normalized("NFC", clean.text)
    assert clean.text == clean.text.strip(" \n\t")


@settings(deadline=None)
@given(PAGES, st.data())
def test_a_part_keeps_its_places(page: str, data: st.DataObject) -> None:
    clean = clean_text(parse(page))
    start = data.draw(st.integers(0, len(clean.text)))
    part = clean.part(start, data.draw(st.integers(start, len(clean.text))))
    for run in part.runs:
        assert 0 <= run.start < run.end <= len(part.text)
        if run.end - run.start == run.source_end - run.source_start:
            assert letters(page[run.source_start : run.source_end]) in (
                "",
                letters(part.text[run.start : run.end]),
            )


@settings(deadline=None)
@given(PAGES)
def test_markup_within_markup_leads_to_the_outer_source(page: str) -> None:
    source = f"<feed><text>{html.escape(page)}</text></feed>"
    tree = parse(source, xml=True)
    outer = exact_text(tree, tree.elements[1])
    assert outer.text == page
    clean = composed(inner(outer, clean_text(parse(outer.text))))
    assert clean.text == clean_text(parse(page)).text
    for run in clean.runs:
        twice = html.unescape(html.unescape(source[run.source_start : run.source_end]))
        assert letters(unicodedata.normalize("NFC", twice)) == letters(clean.text[run.start : run.end])


def test_tables_lists_and_breaks_are_lines() -> None:
    page = "<table><tr><td>Tin</td><td>12</td></tr><tr><td>Ore<td>3</tr></table><ul><li>a<li>b</ul>x<br>y"
    assert clean_text(parse(page)).text == "Tin\t12\nOre\t3\n\na\nb\n\nx\ny"


def test_a_blank_that_opens_a_line_is_left_out() -> None:
    assert clean_text(parse("<p>a</p><p>&nbsp;</p><p>&nbsp;b c</p>")).text == "a\n\nb c"
