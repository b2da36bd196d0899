"""An amount in dollars: by the year of its release, marked, never of another magnitude, never in a total."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.amount import find_amounts
from communique.packs.rates import FILE, read_rates
from communique.query import Book, Filters, converted, list_entries, open_book, totals
from communique.query.contract import entry_row
from communique.records import AmountSlot, Reading
from communique.text import read_document
from tests.made import make_entry, make_release, span
from tests.query.test_lives import written

RATES = sorted(read_rates(FILE))
values = st.decimals(allow_nan=False, allow_infinity=False)


def slot(value: Decimal | str, unit: str) -> AmountSlot:
    return AmountSlot(Decimal(value), unit, "=", 0, 1)


@given(values, st.sampled_from(RATES))
def test_what_comes_back_by_the_rate_differs_by_half_a_digit_of_three(
    value: Decimal, key: tuple[str, int]
) -> None:
    found = converted(slot(value, key[0]), date(key[1], 6, 1))
    assert found is not None
    assert found.rate == read_rates(FILE)[key].per_dollar
    assert abs(found.amount * found.rate - value) <= abs(value) * Decimal("0.005")
    assert (found.currency, found.period) == ("USD", str(key[1]))


@given(st.integers(1, 999), st.integers(-3, 15), st.sampled_from(RATES))
def test_ten_times_as_much_is_ten_times_as_much(digits: int, power: int, key: tuple[str, int]) -> None:
    day = date(key[1], 6, 1)
    one, ten = (converted(slot(Decimal(digits).scaleb(power + more), key[0]), day) for more in (0, 1))
    assert one is not None
    assert ten is not None
    assert ten.amount == one.amount * 10


@pytest.mark.parametrize(
    ("value", "unit", "year", "dollars"),
    [
        ("5E+12", "KRW", 2023, "3830000000"),
        ("1000000000", "SAR", 2023, "267000000"),
        ("1000000", "JPY", 2023, "7110"),
        ("5000000", "USD", 2023, None),
        ("5000000", "KRW", 1990, None),
        ("5000000", "KPW", 2023, None),
        ("12", "%", 2023, None),
        ("170", "firm", 2023, None),
        ("5000000", "?", 2023, None),  # a dollar of whom nobody can tell
    ],
)
def test_only_money_with_a_rate_of_that_year(value: str, unit: str, year: int, dollars: str | None) -> None:
    found = converted(slot(value, unit), date(year, 6, 1))
    assert (found and f"{found.amount:f}") == dollars


@pytest.mark.parametrize(("country", "unit", "dollars"), [("CA", "CAD", "3.70E+6"), ("US", "USD", None)])
def test_a_bare_dollar_is_the_publishers_own(country: str, unit: str, dollars: str | None) -> None:
    release = make_release(
        body="The ministry pledged $5 million.", country=country, published=date(2023, 5, 1)
    )
    (amount,) = find_amounts(read_document(release))
    assert amount.unit == unit
    found = converted(slot(amount.value, amount.unit), release.published)
    assert (found and str(found.amount)) == dollars


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A pledge in won."""
    release = make_release(body="Ardia pledged KRW 4.1 billion.")
    amount = AmountSlot(Decimal("4.1E+9"), "KRW", "=", *span(release, "KRW 4.1 billion"))
    pledge = make_entry(
        release, "commitment", "pledged KRW 4.1 billion", attribute="agreed", amounts=(amount,)
    )
    return open_book(written(tmp_path / "won.db", Reading(release, (pledge,), ())))


def test_the_words_used_stay_and_no_total_mixes_them(book: Book) -> None:
    (one,) = list_entries(book, "commitment")
    (amount,) = entry_row(one)["amounts"]
    assert (amount["value"], amount["unit"]) == ("4100000000", "KRW")
    assert amount["converted"] == {
        "amount": "3010000",
        "currency": "USD",
        "rate": "1363.53",
        "period": "2024",
        "source": "mean of the ECB's daily euro reference rates",
    }
    assert [(one.unit, one.value) for one in totals(book, None, Filters()).sums] == [
        ("KRW", Decimal("4.1E+9"))
    ]
