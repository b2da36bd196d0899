"""Charts as shapes to draw: bars of sums by year, squares of meetings by month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from communique.faces.words import count, money
from communique.query import MonthMet, Pledged

Label = tuple[float, float, str]  # x, y, words

_TOP, _HIGH, _BAR, _GAP = 18.0, 120.0, 72.0, 16.0  # units of the drawing
_LEFT, _SQUARE = 64.0, 15.0
_MONTHS = 36
_PAIRS = 10
_PARTS = 6  # countries with a pattern of their own; the rest are drawn as one


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar or a square: where, of which rank, and what it says."""

    x: float
    y: float
    width: float
    height: float
    rank: int
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes with labels; `names` are what each rank stands for."""

    width: float
    height: float
    parts: tuple[Part, ...]
    labels: tuple[Label, ...]
    names: tuple[str, ...] = ()


def bars(cells: Sequence[Pledged]) -> Drawing:
    """Return a bar for each year, as high as its sum, cut by country; the countries that gave most first."""
    ranked = _ranked(cells)
    years = range(min(one.year for one in cells), max(one.year for one in cells) + 1)
    most = max(sum(one.value for one in cells if one.year == year) for year in years) or Decimal(1)
    parts: list[Part] = []
    labels: list[Label] = []
    for at, year in enumerate(years):
        x, low = at * (_BAR + _GAP), _TOP + _HIGH
        labels.append((x + _BAR / 2, low + 15, str(year)))
        for one in sorted((c for c in cells if c.year == year), key=lambda c: ranked.index(c.country)):
            height = float(one.value / most) * _HIGH
            low -= height
            says = f"{named(one.country)} {year}: {money(one.value, one.unit)}"
            rank = min(ranked.index(one.country), _PARTS)
            parts.append(Part(x, round(low, 2), _BAR, round(height, 2), rank, says))
        total = sum((one.value for one in cells if one.year == year), Decimal(0))
        labels.append((x + _BAR / 2, round(low - 4, 2), money(total, "").strip() if total else ""))
    names = [named(name) for name in ranked[:_PARTS]] + (["others"] if len(ranked) > _PARTS else [])
    return Drawing(len(years) * (_BAR + _GAP), _TOP + _HIGH + 22, tuple(parts), tuple(labels), tuple(names))


def _ranked(cells: Sequence[Pledged]) -> list[str]:
    given: dict[str, Decimal] = defaultdict(Decimal)
    for one in cells:
        given[one.country] += one.value
    return sorted(given, key=lambda name: (-given[name], name))


def named(country: str) -> str:
    """Return the countries of a sum, or that none is told."""
    return country or "no country told"


def squares(cells: Sequence[MonthMet]) -> Drawing:
    """Return a row for each pair, a square for each month they met in, the darker the more often."""
    pairs = list(dict.fromkeys(one.pair for one in cells))[:_PAIRS]
    last = max(one.month for one in cells)
    months = [_month(last, back) for back in range(_MONTHS - 1, -1, -1)]
    parts = [
        Part(
            _LEFT + months.index(one.month) * _SQUARE,
            _TOP + pairs.index(one.pair) * _SQUARE,
            _SQUARE - 2,
            _SQUARE - 2,
            min(one.meetings, 4),
            f"{one.pair[0]} and {one.pair[1]}, {one.month}: {count(one.meetings, 'meeting', 'meetings')}",
        )
        for one in cells
        if one.pair in pairs and one.month in months
    ]
    rows = [(0.0, _TOP + at * _SQUARE + 10.0, " – ".join(pair)) for at, pair in enumerate(pairs)]
    years = [(_LEFT + at * _SQUARE, 10.0, m[:4]) for at, m in enumerate(months) if m.endswith("-01")]
    height = _TOP + len(pairs) * _SQUARE + 4
    return Drawing(_LEFT + _MONTHS * _SQUARE, height, tuple(parts), (*rows, *years))


def _month(last: str, back: int) -> str:
    """Return the month so many months before another."""
    number = int(last[:4]) * 12 + int(last[5:]) - 1 - back
    return f"{number // 12:04}-{number % 12 + 1:02}"
