"""What two names have to do with each other, and the words in which that is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.resolve.identity.compare import compare
from communique.resolve.identity.party import Holding, Party, Sort
from communique.resolve.identity.registry import registry
from tests.made import PUBLISHED


def party(name: str, country: str | None = None, sort: Sort = "person", *others: str) -> Party:
    return Party(f"act-{name}", name, sort, country, others=others)


@pytest.mark.parametrize(
    ("one", "two", "country", "words"),
    [
        ("Han Seok-jun", "Seokjun Han", "KR", "in another order"),
        ("Yoo Min-ah", "Yu Min-a", "KR", "Korean name in another romanisation"),
        ("Ōta Haruka", "OHTA Haruka", "JP", "Japanese name in another romanisation"),
        ("Hsu Chih-yuan", "Xu Zhiyuan", "TW", "Chinese name in another romanisation"),
        ("Sergey Orlin", "Sergei Orlin", "RU", "Cyrillic name in another spelling"),
        ("Khalid Al-Mansur", "Khaled Al Mansour", "AE", "Arabic name in another spelling"),
        ("Jürg Möller", "Juerg Moeller", "CH", "accents written out"),
        ("Dana Q. Whitlock", "Dana Whitlock", "US", "the same name"),
        ("Tomas Beaumont", "Tomas Beaumnot", "CA", "slip of the pen"),
    ],
)
def test_one_person_under_two_names_is_told_in_words(one: str, two: str, country: str, words: str) -> None:
    found = compare(party(one, country), party(two, country), registry())
    assert found.same
    assert words in found.why


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Han Seok-jun", "KR"), ("Han Seok-jin", "KR")),
        (("Dana Whitlock", "US"), ("Dana Whitlock", "AU")),
        (("Ole Dahl Jr.", "NO"), ("Ole Dahl Sr.", "NO")),
        (("Han", "KR"), ("Han Seok-jun", "KR")),
        (("Erik Dahl", "NO"), ("Erika Dahl", "NO")),
    ],
)
def test_two_persons_stay_two(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert not compare(party(*one), party(*two), registry()).same


def test_an_office_shared_speaks_for_one_person() -> None:
    offices = tuple(
        Holding(office, PUBLISHED, PUBLISHED) for office in ("Minister of Trade", "Trade Minister")
    )
    one = Party("act-1", "Robert Dahl", "person", "NO", offices=offices[:1])
    two = Party("act-2", "Bob Dahl", "person", "NO", offices=offices[1:])
    assert "the same office" in compare(one, two, registry()).why


def test_a_text_that_binds_an_acronym_makes_it_one() -> None:
    bound = party("Velmora Tidal Research Office", None, "body", "VTRO")
    assert compare(bound, party("VTRO", None, "body"), registry()).same
    unbound = party("Velmora Tidal Research Office", None, "body")
    assert not compare(unbound, party("VTRO", None, "body"), registry()).same


def test_a_renamed_ministry_is_one_and_says_why() -> None:
    old, new = "Ministry of Knowledge Economy", "MOTIR"
    found = compare(party(old, "KR", "body"), party(new, "KR", "body"), registry())
    assert found.same and "registry" in found.why


NAMES = (
    "Kim Min-ji",
    "Min-ji Kim",
    "Ana Röst",
    "Rost, Ana",
    "METI",
    "Ministry of Ports",
    "Ports Ministry",
    "U.S.",
)
parties = st.builds(party, st.sampled_from(NAMES) | st.text(max_size=12), st.sampled_from((None, "KR", "US")))


@given(parties, parties)
def test_it_does_not_matter_which_comes_first(one: Party, two: Party) -> None:
    assert compare(one, two, registry()) == compare(two, one, registry())


@given(parties)
def test_the_shares_make_the_score(one: Party) -> None:
    found = compare(one, one, registry())
    assert (sum(share for _, share in found.features) > 0) == (found.score > 0.5)
