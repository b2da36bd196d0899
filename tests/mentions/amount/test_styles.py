"""Ministries' styles of writing sums: in none of them does a number change its size, sign or currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.amount import find_amounts
from tests.mentions.documents import document

Sums = list[tuple[Decimal, str]]

hundredths = st.integers(1, 99_999).map(lambda n: Decimal(n).scaleb(-2))
below_thousand = st.integers(1, 999)
SCALES = {"million": 6, "billion": 9, "trillion": 12}
# How a country's own money is written, with its magnitude words in powers of ten.
HOME = [
    ("VN", "VND", ["{} dong", "VND {}", "{} Vietnamese dong"], SCALES),
    ("ID", "IDR", ["Rp{}", "Rp {}", "IDR {}", "{} rupiah"], SCALES),
    ("SA", "SAR", ["SAR {}", "SR {}", "{} riyals", "Saudi Riyal (SAR) {}"], SCALES),
    ("QA", "QAR", ["QAR {}", "QR {}", "{} riyals", "{} Qatari riyals"], SCALES),
    (
        "IN",
        "INR",
        ["Rs {}", "Rs. {}", "₹{}", "{} rupees", "INR {}"],
        {"lakh": 5, "crore": 7, "lakh crore": 12},
    ),
    ("PK", "PKR", ["Rs {}", "Rs. {}", "PKR {}", "{} rupees"], SCALES | {"lakh": 5, "crore": 7}),
    ("KR", "KRW", ["KRW {}", "{} won", "₩{}"], SCALES),
    ("JP", "JPY", ["JPY {}", "{} yen", "¥{}"], SCALES),
    ("AU", "AUD", ["${}", "A${}", "AUD {}"], SCALES),
]
FORMS = [(home, code, form, scales) for home, code, forms, scales in HOME for form in forms]


def money(text: str, country: str | None = None) -> Sums:
    """Return the sums of money in a text."""
    return [(m.value, m.unit) for m in find_amounts(document(text, country=country)) if m.money]


@pytest.mark.parametrize(
    ("country", "code", "form", "scales"), FORMS, ids=[f"{h} {f}" for h, _, f, _ in FORMS]
)
@given(value=hundredths, data=st.data())
def test_a_sum_in_the_money_of_the_country(
    country: str, code: str, form: str, scales: dict[str, int], value: Decimal, data: st.DataObject
) -> None:
    scale = data.draw(st.sampled_from(sorted(scales)))
    gap = data.draw(st.sampled_from([" ", "\n", "\u00a0"]))
    written = form.format(f"{value:,f}{gap}{scale}")
    assert money(f"It sets aside {written} in all.", country) == [(value.scaleb(scales[scale]), code)]


@given(below_thousand, below_thousand, st.sampled_from(["", " "]))
def test_won_in_jo_and_eok(jo: int, eok: int, gap: str) -> None:
    expected = [(Decimal(jo).scaleb(12) + Decimal(eok).scaleb(8), "KRW")]
    assert money(f"예산은 {jo}조 {eok:,}억{gap}원이다.", "KR") == expected
    assert money(f"예산은 {eok}억{gap}원이다.", "KR") == [(Decimal(eok).scaleb(8), "KRW")]


@given(st.lists(hundredths, min_size=2, max_size=4), st.sampled_from(sorted(SCALES)))
def test_a_row_with_respectively_keeps_each_size(values: list[Decimal], scale: str) -> None:
    row = [f"USD {value:f} {scale}" for value in values]
    text = f"They get {', '.join(row[:-1])} and {row[-1]}, respectively."
    assert money(text) == [(value.scaleb(SCALES[scale]), "USD") for value in values]


@given(st.integers(1, 98), st.integers(1, 900), st.sampled_from(sorted(SCALES)))
def test_a_row_that_shares_its_head(low: int, width: int, scale: str) -> None:
    high, power = low + width, SCALES[scale]
    expected = [(Decimal(low).scaleb(power), "EUR"), (Decimal(high).scaleb(power), "EUR")]
    assert money(f"They get {low} and {high} {scale} euros, respectively.") == expected
    assert money(f"They get {low} to {high} {scale} euros.") == expected
    assert money(f"They get EUR {low}-{high} {scale}.") == expected


@given(hundredths, hundredths, st.sampled_from(sorted(SCALES)), st.sampled_from(["rose", "fell"]))
def test_from_one_sum_to_another_keeps_both_and_no_sign(
    one: Decimal, other: Decimal, scale: str, verb: str
) -> None:
    power = SCALES[scale]
    expected = [(one.scaleb(power), "USD"), (other.scaleb(power), "USD")]
    assert money(f"It {verb} from USD {one:f} {scale} to USD {other:f} {scale}.") == expected


@given(hundredths, hundredths, st.sampled_from(sorted(SCALES)))
def test_a_fall_by_a_sum_leaves_the_sum_it_falls_to(fall: Decimal, level: Decimal, scale: str) -> None:
    power = SCALES[scale]
    found = money(f"It fell by USD {fall:f} {scale} to USD {level:f} {scale}.")
    assert found == [(-fall.scaleb(power), "USD"), (level.scaleb(power), "USD")]


@given(hundredths, st.sampled_from(["per MWh", "per\nMWh", "/MWh", "per megawatt-hour"]))
def test_a_sum_per_unit_keeps_its_size_and_unit(value: Decimal, per: str) -> None:
    found = find_amounts(document(f"Power sells at USD {value:f} {per} there.".replace(" /", "/")))
    assert [(m.value, m.unit, m.per) for m in found] == [(value, "USD", "MWh")]


@given(hundredths, st.sampled_from(sorted(SCALES)))
def test_an_accounting_negative_is_negative_or_untold(value: Decimal, scale: str) -> None:
    size = value.scaleb(SCALES[scale])
    for written in (f"-${value:f} {scale}", f"−${value:f} {scale}"):
        assert money(f"A result of {written} was booked.") == [(-size, "USD")]
    assert money(f"A result of USD ({value:f}) {scale} was booked.") in ([], [(-size, "USD")])
