"""However a number is written, its magnitude and its currency stay what they are, or nothing is told."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.amount import find_amounts
from communique.mentions.amount.words import numbers
from tests.mentions.documents import document

SCALES = {
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "BN": 9,
    "trillion": 12,
    "lakh": 5,
    "crore": 7,
    "lakh crore": 12,
}
PREFIXES = {
    "USD ": "USD",
    "US$": "USD",
    "US$ ": "USD",
    "$": "USD",
    "KRW ": "KRW",
    "€": "EUR",
    "S$": "SGD",
    "Rp": "IDR",
}
SUFFIXES = {
    " won": "KRW",
    " US dollars": "USD",
    " euros": "EUR",
    " yen": "JPY",
    " rupiah": "IDR",
    " baht": "THB",
}

small = st.integers(1, 999_999).map(lambda n: Decimal(n).scaleb(-2))
whole = st.integers(1, 10**12)


def money(text: str) -> list[tuple[Decimal, str]]:
    """Return the sums of money in a sentence that holds `text`."""
    return [(m.value, m.unit) for m in find_amounts(document(f"It costs {text} in all.")) if m.money]


def indian(number: int) -> str:
    """Return a number with its digits grouped in lakh and crore."""
    head, tail = f"{number:d}"[:-3], f"{number:d}"[-3:]
    groups = []
    while head:
        head, groups = head[:-2], [head[-2:], *groups]
    return ",".join([*groups, tail])


@given(
    small,
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(PREFIXES)),
    st.sampled_from([" ", "\n", "  ", "-"]),
)
def test_prefixed_money_keeps_its_size(value: Decimal, scale: str, sign: str, gap: str) -> None:
    assert money(f"{sign}{value:f}{gap}{scale}") == [(value.scaleb(SCALES[scale]), PREFIXES[sign])]


@given(
    small,
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(SUFFIXES)),
    st.sampled_from([" ", "\n", "-"]),
)
def test_suffixed_money_keeps_its_size(value: Decimal, scale: str, name: str, gap: str) -> None:
    assert money(f"{value:f}{gap}{scale}{name}") == [(value.scaleb(SCALES[scale]), SUFFIXES[name])]


@given(whole)
@pytest.mark.parametrize(
    "style",
    [
        lambda n: f"{n:d}",
        lambda n: f"{n:,d}",
        indian,
        lambda n: f"{n:,d}".replace(",", "\u00a0"),
        lambda n: f"{n:,d}".replace(",", "\u202f"),
        lambda n: f"{n:,d}".replace(",", "'"),
        lambda n: f"{n:,d}".replace(",", "’"),
        lambda n: f"{n:,d}.00",
        lambda n: f"{n:,d}".replace(",", ".") + ",00",
    ],
    ids=[
        "plain",
        "commas",
        "Indian",
        "hard spaces",
        "narrow spaces",
        "apostrophes",
        "curly",
        "cents",
        "continental",
    ],
)
def test_a_grouped_number_keeps_its_size(style: object, number: int) -> None:
    assert callable(style)
    found = money(f"EUR {style(number)}")
    # "9,00" alone could be a list: doubtful, and so not told
    assert found in ([(Decimal(number), "EUR")], []) and (found or number < 1000)


@given(whole, st.sampled_from([".", " "]), st.sampled_from(["EUR {}", "{} euros"]))
def test_dots_or_spaces_alone_are_never_read_a_thousandfold_wrong(number: int, mark: str, form: str) -> None:
    found = money(form.format(f"{number:,d}".replace(",", mark)))
    assert found in ([], [(Decimal(number), "EUR")])


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=4), st.sampled_from([".", ",", "'", " "]))
def test_torn_digits_are_read_whole_or_not_at_all(parts: list[int], mark: str) -> None:
    written = mark.join(map(str, parts))
    digits = written.replace(mark, "")
    for value, _ in money(f"EUR {written} in cash"):
        assert str(value).replace(".", "").lstrip("0") == digits.lstrip("0")


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["million", "billion", "trillion"]))
def test_both_ends_of_a_range_carry_the_magnitude(low: int, width: int, scale: str) -> None:
    high, power = low + width, SCALES[scale]
    expected = [(Decimal(low).scaleb(power), "USD"), (Decimal(high).scaleb(power), "USD")]
    for text in (
        f"between ${low} and ${high} {scale}",
        f"${low}-{high} {scale}",
        f"USD {low} to {high} {scale}",
    ):
        assert money(text) == expected


@given(st.integers(100, 999), st.integers(1, 9), st.sampled_from(["million", "billion"]))
def test_a_range_that_falls_by_its_digits_leaves_its_lower_end_untold(
    low: int, high: int, scale: str
) -> None:
    assert (Decimal(high).scaleb(SCALES[scale]), "USD") in money(f"from $ {low} to ${high} {scale}")
    assert Decimal(low) not in [value for value, _ in money(f"from ${low} to ${high} {scale}")]


WORDS = list(numbers().cardinals)[:20]  # zero to nineteen
TENS = [word for word, value in numbers().cardinals.items() if value >= 20 and word != "fourty"]


def in_words(number: int) -> str:
    """Return a number below a million in English words."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{WORDS[number // 100]} hundred{rest}"
    if number >= 20:
        ones = f"-{WORDS[number % 10]}" if number % 10 else ""
        return f"{TENS[number // 10 - 2]}{ones}"
    return WORDS[number]


@given(st.integers(2, 999_999))
def test_a_number_in_words_keeps_its_size(number: int) -> None:
    found = [(m.value, m.unit) for m in find_amounts(document(f"They built {in_words(number)} bridges."))]
    assert found == [(Decimal(number), "bridge")]


@given(st.integers(2, 999), st.sampled_from(["million", "billion"]))
def test_a_number_told_twice_is_one_sum(number: int, scale: str) -> None:
    expected = [(Decimal(number).scaleb(SCALES[scale]), "USD")]
    assert money(f"USD {number} ({in_words(number)}) {scale}") == expected
    assert money(f"{in_words(number)} ({number}) {scale} US dollars") == expected


@given(st.integers(2, 999), st.sampled_from(["million", "billion"]))
def test_a_number_in_words_before_a_magnitude_keeps_its_size(number: int, scale: str) -> None:
    assert money(f"KRW {in_words(number)} {scale}") == [(Decimal(number).scaleb(SCALES[scale]), "KRW")]
    assert money(f"{in_words(number)} {scale} euros") == [(Decimal(number).scaleb(SCALES[scale]), "EUR")]


@given(st.text(alphabet="0123456789.,$%- \nUSDmillionbKRW()/'", max_size=200))
def test_any_text_gives_ordered_spans_and_exact_decimals(text: str) -> None:
    doc = document(text)
    found = find_amounts(doc)
    assert found == find_amounts(doc)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(doc.text)
        assert mention.value.is_finite() and "E" not in str(mention.value)
    assert all(first.end <= second.start for first, second in pairwise(found))
