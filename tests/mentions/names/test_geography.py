"""Words for countries: names, adjectives, peoples, blocs; the longest wins."""

import pytest

from communique.mentions.names.geography import country, geography
from communique.mentions.names.tokens import scan


@pytest.mark.parametrize(
    ("text", "key", "form"),
    [
        ("Korea", "KR", "name"),
        ("North Korea", "KP", "name"),
        ("ROK", "KR", "name"),
        ("Papua New Guinea", "PG", "name"),
        ("Türkiye", "TR", "name"),
        ("Viet Nam", "VN", "name"),
        ("U.S.", "US", "name"),
        ("Norwegians", "NO", "people"),
        ("Dutch", "NL", "people"),
        ("Côte d'Ivoire", "CI", "name"),
        ("CANADA", "CA", "name"),
        ("Association of Southeast Asian Nations", "ASEAN", "name"),
        ("Wellington", "NZ", "capital"),
    ],
)
def test_a_word_leads_to_its_country(text: str, key: str, form: str) -> None:
    words = scan(text).words
    hit = geography().at(words, 0)
    assert hit is not None
    stop, geo = hit
    assert (stop, geo.key, geo.form) == (len(words), key, form)


def test_other_words_lead_nowhere() -> None:
    assert geography().at(scan("Minister").words, 0) is None
    assert country("ZZ") is None
