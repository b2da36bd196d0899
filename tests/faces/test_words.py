"""Amounts and days as a person writes them."""

from decimal import Decimal

import pytest

from communique.faces.words import days, money, short

YEAR = ("2024-01-01", "2024-12-31")
DAY = ("2024-06-30", "2024-06-30")


@pytest.mark.parametrize(
    ("ends", "bound", "told"),
    [
        (DAY, "=", "2024-06-30"),
        (DAY, "by", "by 2024-06-30"),
        (DAY, "since", "since 2024-06-30"),
        (YEAR, "=", "2024-01-01 to 2024-12-31"),
        (YEAR, "by", "by 2024-12-31"),
        (YEAR, "since", "since 2024-01-01"),
        (YEAR, "about", "about 2024-01-01 to 2024-12-31"),
    ],
)
def test_days(ends: tuple[str, str], bound: str, told: str) -> None:
    assert days(*ends, bound) == told


@pytest.mark.parametrize(
    ("value", "unit", "bound", "told"),
    [
        ("1.5E+6", "USD", "=", "USD 1.5 million"),
        ("4100000000", "KRW", ">", "more than KRW 4.1 billion"),
        ("12", "%", "~", "about 12 %"),
        ("1240.50", "firm", "=", "1,240.5 firm"),
        ("0", "%", "=", "0 %"),
        ("-2.50", "%", "=", "-2.5 %"),
    ],
)
def test_money(value: str, unit: str, bound: str, told: str) -> None:
    assert money(Decimal(value), unit, bound) == told


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Commitment (agreed): Ardia: open a smelter", "Ardia: open a smelter"),
        ("Agreement (in force): the pact", "the pact"),
        ("Meeting: Ana met Ole", "Ana met Ole"),
        ("Meetings: three were held", "Meetings: three were held"),
        ("word " * 40, "word " * 20 + "word…"),
    ],
)
def test_a_summary_is_told_without_its_label_and_cut_at_a_word(summary: str, told: str) -> None:
    assert short(summary) == told
