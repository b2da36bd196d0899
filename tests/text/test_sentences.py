"""Where sentences end, told by examples; and what holds of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.text import soften, split_paragraphs, split_sentences

TITLE = "Two ministers meet"

ONE_SENTENCE = {
    "title of a person": "The call with Mr. Okafor and Dr. Lindqvist went on for an hour.",
    "titles of other countries": "The hub was opened by Smt. Leela Trivedi and Eng. Salim Orr.",
    "initial": "Deputy Minister J. R. Castellan and Paula M. Orr signed the note.",
    "junior": "Senator Harold B. Quist Jr. visited the smelter in Port Hale.",
    "junior before a name": "A letter to Harold B. Quist Jr. Quay Works was read out.",
    "dotted acronym": "The U.S. Trade Representative received the delegation.",
    "dotted acronym before a hyphen": "The U.S.-Velmora corridor opens in May.",
    "company": "Halden Steel Co. Ltd. and Orrin Inc. will build the mill.",
    "decimal": "Exports rose 7.9 percent to $4.25 billion in March.",
    "number after an abbreviation": "Under No. 47 of the plan, Sept. 30 is the last day.",
    "money after an abbreviation": "The scheme has an outlay of Rs. 6,100 crore.",
    "clock": "The session began at 4:05 p.m. local time in Jarrow Bay.",
    "date with spaced full stops": "2024. 4. 22. was given as the day of signature.",
    "lower case after a question": '"Will it hold?" the envoy was asked.',
    "dateline": "BRUSSELS, Oct. 4 - The Commission opened the call.",
    "dateline with a full stop and dash": "Lima, August 11, 2025. - The Council met.",
    "initial run into the name": "Minister of Energy B.Tserendorj opened the station.",
    "web address": "Details are at www.Example.Org.Velmora and on request.",
    "ellipsis inside": 'He spoke of "a long road... and a steep one" to the port.',
    "item number": "1. The parties will build a quay.",
    "item letter": "(a) The parties will build a quay.",
    "triangle as a minus sign": "The balance was ▲3.2 billion yen in May.",
}

TWO_SENTENCES = {
    "plain": ("The talks closed.", "A note was signed."),
    "missing space": ("It will help the economy.", "Since 2020 trade has doubled."),
    "missing space after a figure": ("Trade doubled in 2024.", "The ministers welcomed it."),
    "acronym closes": ("They will meet in the U.S.", "The place is not yet chosen."),
    "junior closes": ("He wrote to Harold Quist Jr.", "The letter was published."),
    "clock closes": ("The session began at 4 p.m.", "It lasted an hour."),
    "closing quote": ('"We will build it."', "The work begins in June."),
    "opening quote": ("The minister was brief.", '"We will build it," she said.'),
    "question": ("Who pays?", "The fund does."),
    "year closes": ("The plan runs to 2030.", "A review comes before."),
    "money opens": ("The fund is ready.", "$40 million will go to ports."),
    "inline bullet": ("The measures are:", "△ a fund for ports and a new quay."),
    "bracket closes": ("The tariff ends (see annex.)", "A quota takes its place."),
    "Korean": ("양측은 협력하기로 했다.", "다음 회의는 서울에서 열린다."),
    "Japanese": ("両大臣は会談を行った。", "次回は東京で開かれる。"),
}


def sentences_of(body: str) -> list[str]:
    text = soften(f"{TITLE}\n{body}")
    return [text[span.start : span.end] for span in split_sentences(text)][1:]


@pytest.mark.parametrize("body", ONE_SENTENCE.values(), ids=ONE_SENTENCE)
def test_one_sentence_stays_whole(body: str) -> None:
    assert sentences_of(body) == [soften(body)]


@pytest.mark.parametrize("pair", TWO_SENTENCES.values(), ids=TWO_SENTENCES)
@pytest.mark.parametrize("between", [" ", "\n", "  "], ids=["space", "line end", "two spaces"])
def test_two_sentences_part(pair: tuple[str, str], between: str) -> None:
    assert sentences_of(between.join(pair)) == [soften(part) for part in pair]


def test_a_missing_space_after_a_full_stop_parts_sentences() -> None:
    assert sentences_of("It will help the economy.Since 2020 trade has doubled.") == [
        "It will help the economy.",
        "Since 2020 trade has doubled.",
    ]
    assert sentences_of("Trade doubled in 2024.The ministers welcomed it.") == [
        "Trade doubled in 2024.",
        "The ministers welcomed it.",
    ]


def test_the_title_is_one_sentence_whatever_it_holds() -> None:
    text = "Steel. Again. A new round of talks\nThe talks began."
    spans = split_sentences(text)
    assert text[spans[0].start : spans[0].end] == "Steel. Again. A new round of talks"
    assert len(spans) == 2


def test_the_date_a_listing_glues_on_is_no_part_of_the_sentence() -> None:
    assert sentences_of("The plan, which is es date2023-01-11") == [
        "The plan, which is es",
        "date2023-01-11",
    ]
    assert sentences_of("The talks closed.date2023-01-11") == ["The talks closed.", "date2023-01-11"]


WRAPPED = """The ministers of the two countries met in Port Hale on Tuesday and
agreed to open a hydrogen corridor between the harbours of Velmora
City and Busan. The Velmoran side will put in $9
billion over six years; a Joint
Committee led by Vice Minister Orla
Quist will watch over the work. They also met with the U.S.
Trade Representative on the margins of the talks."""


def test_hard_wraps_do_not_end_sentences() -> None:
    assert [" ".join(sentence.split()) for sentence in sentences_of(WRAPPED)] == [
        "The ministers of the two countries met in Port Hale on Tuesday and agreed to open a hydrogen "
        "corridor between the harbours of Velmora City and Busan.",
        "The Velmoran side will put in $9 billion over six years; a Joint Committee led by Vice Minister "
        "Orla Quist will watch over the work.",
        "They also met with the U.S. Trade Representative on the margins of the talks.",
    ]


LAID_OUT = """FOR IMMEDIATE RELEASE
Port Hale, 4 March 2024

What was agreed
The two sides agreed as follows:
- a fund for ports
- Training of 200 pilots
△ A yearly seminar
1. Minister of Energy Ada Coll, and
2. Minister of Trade Orla Quist
The minister asked for a study.
Background

The corridor was proposed in 2022."""


def test_headings_items_and_blank_lines_end_sentences() -> None:
    assert sentences_of(LAID_OUT) == [line for line in LAID_OUT.split("\n") if line]


def test_a_day_at_the_start_of_a_wrapped_line_is_no_item() -> None:
    assert sentences_of("The talks in Port Hale began on April\n15. The ministers met on the next day.") == [
        "The talks in Port Hale began on April\n15.",
        "The ministers met on the next day.",
    ]


def test_paragraphs_put_hard_wrapped_lines_together() -> None:
    text = f"{TITLE}\n{WRAPPED}\n\nA second paragraph follows."
    assert [text[span.start : span.end] for span in split_paragraphs(text)] == [
        TITLE,
        WRAPPED,
        "A second paragraph follows.",
    ]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    long = "The ministry said that it would go on with the plan and that nothing in it had been changed. " * 3
    text = f"{TITLE}\n{long.strip()}\nAnother paragraph begins here."
    assert len(split_paragraphs(text)) == 3


WORDS = ["The ", "minister ", "U.S. ", "Mr. ", "met.", "billion", "Jr. ", "2024.", "한국은 ", "e\u0301", "B."]
MARKS = ["\n", "\n\n", " ", "\u00a0", "$9\n", '"', ")", "(", "...", "△ ", "1. ", "a.", "。", "- ", "?!"]
PIECES = st.sampled_from([*WORDS, *MARKS, "date2024-04-23"])
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@given(TEXTS)
def test_spans_are_ordered_disjoint_trimmed_and_cover_every_word(text: str) -> None:
    soft = soften(text)
    assert len(soft) == len(text)
    for spans in (split_sentences(soft), split_paragraphs(soft)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(soft[s.start : s.end].strip() == soft[s.start : s.end] != "" for s in spans)
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert {at for at, character in enumerate(soft) if not character.isspace()} <= covered


@given(TEXTS)
def test_each_sentence_lies_in_one_paragraph(text: str) -> None:
    soft = soften(text)
    paragraphs = split_paragraphs(soft)
    assert all(any(p.contains(s) for p in paragraphs) for s in split_sentences(soft))


@pytest.mark.parametrize(
    "piece", ["A", "a.", ".", '."', "1. ", "\n", "a\n", "U.S. ", "(", "A.B", "@", "△ ", "$. "]
)
def test_a_long_run_of_anything_is_still_split(piece: str) -> None:
    soft = soften(f"{TITLE}\nThe {piece * (200_000 // len(piece))} end")
    spans = split_sentences(soft)
    assert sum(len(soft[s.start : s.end].split()) for s in spans) == len(soft.split())
