"""The normal form of a text and the softened copy of it."""

from hypothesis import given
from hypothesis import strategies as st

from communique.text import normal_form, soften


def test_line_ends_and_accents_have_one_form() -> None:
    assert normal_form("Sait\u006f\u0304 Ken\r\nTokyo\rOsaka\n") == "Sait\u014d Ken\nTokyo\nOsaka\n"


def test_no_break_spaces_and_curly_quotes_are_kept() -> None:
    assert normal_form("\u201c2018\u201107\u00a003\u201d") == "\u201c2018\u201107\u00a003\u201d"


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


def test_look_alikes_are_softened_one_for_one() -> None:
    text = "\u201cKorea\u2013UK\u201d\u00a02018\u201107\u201103 it\u2019s"
    assert soften(text) == '"Korea-UK" 2018-07-03 it\'s'
    assert len(soften(text)) == len(text)
