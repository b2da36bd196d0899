"""Words of a text: places true to it, initials and acronyms whole, hard wraps passed over."""

from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.names.tokens import scan


@given(st.text(max_size=200))
def test_every_word_is_where_it_says(text: str) -> None:
    tokens = scan(text)
    assert all(text[a:b] == w for a, b, w in zip(tokens.starts, tokens.ends, tokens.words, strict=True))
    assert tokens.starts == sorted(tokens.starts)


def test_initials_acronyms_and_numbers_are_one_word_each() -> None:
    words = scan("The U.S. and J. O'Neill's COP28 cost 1,234.5 in St. Ives.").words
    assert {"U.S.", "J.", "O'Neill", "'s", "COP28", "1,234.5", "St."} <= set(words)


def test_a_hyphen_divides_and_is_known_to_touch() -> None:
    tokens = scan("Korea-Japan")
    assert tokens.words == ["Korea", "-", "Japan"]
    assert tokens.joined(1) and tokens.joined(2)


def test_a_hard_wrap_is_no_break_but_the_titles_end_is() -> None:
    line = "The agency said on that day that it would build a port for the"
    assert scan(f"Title\n{line}\nregion").words.count("\n") == 1
    assert scan(f"{line}\nregion").words.count("\n") == 1
    assert scan(f"Title\n{line}.\nRegion").words.count("\n") == 2


def test_headings_are_told_by_their_capitals() -> None:
    tokens = scan("Harbour Council Agrees to Build Tunnel\nThe Harbour Council agreed to build a tunnel.")
    assert tokens.heading[0] and not tokens.heading[-1]
