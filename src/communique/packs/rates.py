"""What a US dollar was worth in a currency, in the average of a year; a year without a rate has none."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from communique.errors import PackError
from communique.packs.loader import ROOT

FILE = ROOT / "und" / "rates.tsv"


@dataclass(frozen=True, slots=True)
class Rate:
    """The average of a year: units a US dollar, and where it is from."""

    per_dollar: Decimal
    year: int
    source: str


def rate(currency: str, year: int) -> Rate | None:
    """Return the rate of a currency (ISO 4217) in a year, None where none is known."""
    return read_rates(FILE).get((currency, year))


@cache
def read_rates(path: Path) -> dict[tuple[str, int], Rate]:
    """Return the rates of a file by (currency, year); raise PackError naming the line that holds none."""
    found: dict[tuple[str, int], Rate] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            currency, year, told, source = line.split("\t")
            one = Rate(Decimal(told), int(year), source)
        except (ValueError, InvalidOperation) as error:
            raise PackError(f"{path}:{number}: not currency, year, rate and source") from error
        if not one.per_dollar.is_finite() or one.per_dollar <= 0 or (currency, one.year) in found:
            raise PackError(f"{path}:{number}: no rate, or a second one of {currency} in {year}")
        found[currency, one.year] = one
    return found
