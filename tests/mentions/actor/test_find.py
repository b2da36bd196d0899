"""What a reader of one release would expect of its actors: who is who, who is meant, which words."""

from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.actor import find_actors
from communique.records import ActorMention, Document
from tests.mentions.documents import document

WORDS = [
    "Minister",
    "Ana",
    "Rudd",
    "of",
    "the",
    "Trade",
    "Agency",
    "(TA)",
    "Korea-Japan",
    "'s",
    ",",
    ".",
    "and",
    "he",
    "\n",
    "\u2019",
    "é",
]


def mention(doc: Document, words: str) -> ActorMention:
    """Return the mention of exactly these words."""
    return next(m for m in find_actors(doc) if doc.text[m.start : m.end] == words)


def test_a_surname_in_the_title_gets_the_full_name_of_the_body() -> None:
    doc = document("Minister Odalys Brenk met Ambassador Lia Fonn.", title="Brenk and Fonn meet in Bergen")
    assert mention(doc, "Brenk").name == "Odalys Brenk"
    assert mention(doc, "Fonn").name == "Lia Fonn"


def test_an_office_is_kept_apart_from_the_name_and_knows_its_country() -> None:
    doc = document("Saga Rind, Norway's Trade, Ports and Energy Minister, left.")
    person = mention(doc, "Saga Rind")
    assert (person.name, person.office, person.country) == (
        "Saga Rind",
        "Trade, Ports and Energy Minister",
        "NO",
    )


def test_the_minister_is_the_minister_last_named() -> None:
    doc = document("Minister Odalys Brenk spoke. Minister Paal Rudd replied. The minister then left.")
    assert mention(doc, "minister").name == "Paal Rudd"


def test_another_portfolio_is_another_person() -> None:
    doc = document("Prime Minister Odalys Brenk spoke. The Minister for Transport and Roads was away.")
    assert mention(doc, "Minister for Transport and Roads").name == "Minister for Transport and Roads"


def test_a_bracketed_holder_takes_no_part() -> None:
    doc = document("The Ministry of Ports (MOP, Minister Odalys Brenk) said so.")
    assert mention(doc, "Odalys Brenk").aside
    assert not mention(document("Minister Odalys Brenk spoke."), "Odalys Brenk").aside


def test_two_persons_of_one_surname_stay_apart() -> None:
    doc = document("Minister Ana Kim met Dr Jo Kim. Dr Kim spoke. Ana Kim agreed.")
    assert mention(doc, "Kim").name == "Jo Kim"
    assert mention(doc, "Ana Kim").name == "Ana Kim"


def test_an_acronym_before_and_after_its_binding_is_the_full_name() -> None:
    doc = document("The Coastal Ports Agency (CPA) opened. CPA staff came.", title="CPA opens")
    assert {m.name for m in find_actors(doc) if doc.text[m.start : m.end] == "CPA"} == {
        "Coastal Ports Agency"
    }


def test_definite_groups_stand_for_the_parties_named() -> None:
    doc = document("Minister Ana Rudd met Minister Siri Nes. The two ministers spoke of Chile and Peru.")
    assert mention(doc, "two ministers").names == ("Ana Rudd", "Siri Nes")
    doc = document("Chile and Peru signed. Experts from Kenya watched. Both sides were glad.")
    assert mention(doc, "Both sides").names == ("Chile", "Peru")


def test_a_pronoun_with_two_antecedents_is_left_alone() -> None:
    doc = document("Minister Ana Rudd met Minister Siri Nes. She spoke.")
    assert not [m for m in find_actors(doc) if doc.text[m.start : m.end] == "She"]


def test_we_is_the_publishers_country_only_where_that_is_known() -> None:
    assert mention(document("We will pay.", country="NO"), "We").name == "Norway"
    assert find_actors(document("We will pay.")) == []


def test_a_country_has_one_plain_name_in_a_release() -> None:
    doc = document(
        "The Republic of Korea and the U.S.-Jordanian group met. The Korean side spoke. Korea won."
    )
    names = {m.name for m in find_actors(doc) if m.country == "KR"}
    assert names == {"Korea"}
    assert {m.country for m in find_actors(doc) if m.type == "country"} == {"KR", "US", "JO"}


def test_a_capital_is_a_place_unless_it_acts() -> None:
    assert find_actors(document("They met in Lima today.")) == []
    assert mention(document("Lima and Oslo agreed on tolls."), "Lima").name == "Peru"


def test_a_name_broken_over_two_lines_is_one_name() -> None:
    doc = document(
        "After the long talks of that day had come to an end the Coastal\nPorts Agency signed the lease."
    )
    assert "Coastal Ports Agency" in {m.name for m in find_actors(doc)}


def test_a_heading_in_title_case_names_only_what_the_text_names() -> None:
    doc = document(
        "The Harbour Council agreed to a tunnel.", title="Harbour Council Agrees to Build New Tunnel"
    )
    assert [m.name for m in find_actors(doc) if m.start < doc.title_end] == ["Harbour Council"]


def test_the_person_after_a_bodys_name_is_no_part_of_it() -> None:
    doc = document("They met the head of the High Ports Court Vira Mykolen in May.")
    assert {"High Ports Court", "Vira Mykolen"} <= {m.name for m in find_actors(doc)}


def test_an_adjective_of_a_longer_name_is_no_name_where_it_opens_a_sentence() -> None:
    doc = document("The plant lies in the Sorin Foreign Investment Zone. Foreign direct investment rose.")
    assert "Foreign" not in [mention.name for mention in find_actors(doc)]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_spans_lie_in_the_text_in_order_and_once_each(words: list[str]) -> None:
    doc = document(" ".join(words))
    spans = [(m.start, m.end) for m in find_actors(doc)]
    assert spans == sorted(set(spans))
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)
    assert all(doc.text[start:end].strip() == doc.text[start:end] for start, end in spans)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    doc = document(text)
    assert find_actors(doc) == find_actors(doc)
