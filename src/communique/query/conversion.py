"""An amount of money in US dollars, by the average of the year of its release: dated, marked, no guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from communique.packs.rates import rate
from communique.records import AmountSlot
from communique.records.contract import Json, plain

DOLLAR = "USD"
_DIGITS = Context(prec=3, rounding=ROUND_HALF_EVEN)  # more would say more than an average knows


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency, in three digits; `rate` is units of the first for one of the other.

    `period` is the year whose average the rate is. The bound is that of the amount.
    """

    amount: Decimal
    currency: str
    rate: Decimal
    period: str
    source: str


def converted(one: AmountSlot, published: date) -> Converted | None:
    """Return an amount in US dollars; None for what is no money, is in dollars, or has no rate that year."""
    found = rate(one.unit, published.year)
    if found is None:
        return None
    dollars = _DIGITS.divide(one.value, found.per_dollar)
    return Converted(dollars, DOLLAR, found.per_dollar, str(found.year), found.source)


def converted_rows(amounts: Sequence[AmountSlot], published: date) -> list[Json]:
    """Return for each amount what its JSON has besides: `converted`, where it can be."""
    found = [converted(one, published) for one in amounts]
    return [{"converted": _row(one)} if one else {} for one in found]


def _row(one: Converted) -> Json:
    return {
        "amount": plain(one.amount),
        "currency": one.currency,
        "rate": plain(one.rate),
        "period": one.period,
        "source": one.source,
    }
