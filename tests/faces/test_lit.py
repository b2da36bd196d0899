"""A passage in its surroundings: whole words, one paragraph, and the words themselves lit."""

from hypothesis import given
from hypothesis import strategies as st

from communique.faces.cli.output import lit

TEXT = "A title\nOne two three, four five. Six seven eight.\nAnother paragraph."


def around(words: str, room: int) -> str:
    start = TEXT.index(words)
    return lit(TEXT, start, start + len(words), [], room).plain


def test_it_ends_with_the_paragraph() -> None:
    assert around("four", 500) == "One two three, four five. Six seven eight."


def test_it_is_cut_between_words() -> None:
    assert around("four", 9) == "…three, four five.…"


def test_it_may_show_the_passage_alone() -> None:
    assert around("four", 0) == "…four…"


@given(st.text(alphabet="ab \n", min_size=1, max_size=60), st.data())
def test_the_passage_is_always_shown_whole_and_lit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = lit(text, start, end, [(start, end)], data.draw(st.integers(0, 30)))
    passage = text[start:end].replace("\n", " ")
    assert {shown.plain[span.start : span.end] for span in shown.spans} == {passage}
