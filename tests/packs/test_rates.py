"""The rates are what their sources say: made again from the ECB's table, and beside figures of others."""

from decimal import Decimal
from pathlib import Path

import pytest

from bench import rates as made
from communique.errors import PackError
from communique.packs.rates import FILE, rate, read_rates

# annual averages of noon buying rates, Federal Reserve G.5A of February 2024; of those with * dollars a unit
FEDERAL_RESERVE = {
    "BRL": "4.9946",
    "CAD": "1.3494",
    "CNY": "7.0809",
    "DKK": "6.8900",
    "HKD": "7.8292",
    "INR": "82.5708",
    "JPY": "140.5001",
    "KRW": "1306.7637",
    "MXN": "17.7334",
    "MYR": "4.5577",
    "NOK": "10.5659",
    "SEK": "10.6089",
    "SGD": "1.3428",
    "THB": "34.7841",
    "ZAR": "18.4535",
    "AUD": str(1 / Decimal("0.6644")),
    "EUR": str(1 / Decimal("1.0817")),
    "GBP": str(1 / Decimal("1.2440")),
    "NZD": str(1 / Decimal("0.6143")),
}


def test_the_file_is_what_its_maker_writes() -> None:
    assert FILE.read_text(encoding="utf-8") == made.written(made.lines())


@pytest.mark.parametrize("currency", FEDERAL_RESERVE)
def test_a_rate_is_within_half_a_percent_of_what_another_bank_published(currency: str) -> None:
    found = rate(currency, 2023)
    assert found is not None
    assert abs(found.per_dollar / Decimal(FEDERAL_RESERVE[currency]) - 1) < Decimal("0.005")


def test_what_is_not_known_has_no_rate() -> None:
    assert rate("KRW", 1950) is None
    assert rate("KRW", 2100) is None
    assert rate("RUB", 2022) is None  # the ECB ceased in March: no year is told by two months
    assert rate("USD", 2023) is None
    assert rate("?", 2023) is None


@pytest.mark.parametrize(
    "line",
    [
        "KRW\t2023\t1300",
        "KRW\t2023\tmany\tx",
        "KRW\t2023\t0\tx",
        "KRW\t2023\tNaN\tx",
        "A\t1\t2\tx\nA\t1\t3\tx",
    ],
)
def test_a_line_that_holds_no_rate_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "rates.tsv").write_text(f"# rates\n{line}\n")
    with pytest.raises(PackError, match=r"rates\.tsv:[23]: no"):
        read_rates(tmp_path / "rates.tsv")
