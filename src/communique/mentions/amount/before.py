"""Reads the currency and the minus sign before a number."""

import re

from communique.mentions.amount.currencies import IN_DOUBT, Currencies, Currency
from communique.mentions.amount.reading import Reading

_TOKEN = re.compile(r"([^\s\d,;:()\[\]\"'~<>=+≈≥≤±/*_-]{1,10}|S/\.?)(\)?)( {0,2}\n?)$")
_NAME = re.compile(r"(?<![\w-])([A-Z][a-z]+(?: [A-Z][a-z]+)?)\)? {0,2}\n?$")
_QUALIFIER = re.compile(r"(?<![\w.])([A-Z]{2,3}|U\.S\.) ?$")
_WINDOW = 28


def read_before(soft: str, reading: Reading, currencies: Currencies) -> None:
    """Fill in the currency that stands before the number, as sign, code or name."""
    number = reading.numeral.start
    if soft[number - 1 : number] == "-" and (number < 2 or soft[number - 2] in " (\n"):
        reading.negative = True
        reading.start = number - 1
    first = max(0, number - _WINDOW)
    window = soft[first : reading.start]
    match = _TOKEN.search(window)
    if not match or not _read_sign(window, first, match, reading, currencies):
        _read_name(window, first, reading, currencies)
    if reading.money and soft[reading.start - 1 : reading.start] == "-":
        _read_minus_before_sign(soft, reading)


def _read_sign(
    window: str, first: int, match: re.Match[str], reading: Reading, currencies: Currencies
) -> bool:
    raw, closing, gap = match.groups()
    skipped, currency = _sign(raw, currencies)
    if currency is None or (closing and window[match.start(1) - 1 : match.start(1)] != "("):
        return False
    needs_size = currency.wordy or (len(raw) == 1 and raw.isalpha() and bool(gap))
    if needs_size and not reading.is_large:
        return False
    start = match.start(1) + skipped
    if raw[skipped:] == "$" and (qualifier := _QUALIFIER.search(window[:start])):
        named = _qualified(qualifier.group(1), currencies)
        if named:
            currency, start = named, qualifier.start(1)
    reading.take(currency)
    reading.start, reading.sign = first + start, raw[skipped:]
    return True


def _sign(raw: str, currencies: Currencies) -> tuple[int, Currency | None]:
    """Return how many characters of `raw` are no sign, and the currency of the rest."""
    if raw in currencies.signs:
        return 0, currencies.signs[raw]
    last = raw[-1]
    if last.isalpha() or last not in currencies.signs:
        return 0, None
    if raw[:-1].islower() or raw[-2] in ".!?%*":  # a missing space: "of$5"
        return len(raw) - 1, currencies.signs[last]
    return 0, Currency(IN_DOUBT)  # some other country's: "XY$"


def _qualified(qualifier: str, currencies: Currencies) -> Currency | None:
    """Return the currency of "US $5", "CAD $5"."""
    if len(qualifier) == 3 and qualifier in currencies.signs:
        return currencies.signs[qualifier]
    return currencies.signs.get(f"{qualifier}$")


def _read_name(window: str, first: int, reading: Reading, currencies: Currencies) -> None:
    """Read a currency's name before the number ("Euro 13 million", "Rupees 500 crore")."""
    match = _NAME.search(window)
    if not match or not reading.is_large:
        return
    words = tuple(match.group(1).lower().split())
    currency = currencies.names.get(words) or currencies.names.get(words[-1:])
    if currency and not (currency.wordy and currency.code == IN_DOUBT):
        reading.take(currency)
        reading.start = first + match.start(1)


def _read_minus_before_sign(soft: str, reading: Reading) -> None:
    """Read "-$5 million" as negative."""
    if reading.start < 2 or soft[reading.start - 2] in " (\n":
        reading.negative = True
        reading.start -= 1
