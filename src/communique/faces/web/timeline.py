"""A timeline as shapes to draw: a lane for each series, a dot for each meeting, gaps left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from communique.query import Edition, Listed, Mechanism, Relation

_LEFT, _WIDTH, _LANE, _TOP = 6, 900, 46, 26  # units of the drawing
_MOST_LANES = 8
_YEARS_LABELLED = 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A meeting: a circle, or a bar as wide as the days it may have been on; `label` is its ordinal."""

    x: float
    width: float  # 0 for a circle
    label: str
    state: str
    entry: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A series with its dots, and the stretches of time over which it was told without a gap."""

    name: str
    id: str | None
    y: float
    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over a common axis; `ticks` are the years with their places."""

    width: int
    height: float
    today: float
    ticks: tuple[tuple[float, int], ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + 10 + share * (_WIDTH - 2 * (_LEFT + 10)), 1)


def timeline(told: Relation) -> Timeline | None:
    """Return the timeline of a relation, None where no meeting has a day."""
    series = [one for one in told.series if any(e.start for e in one.editions)][:_MOST_LANES]
    days = [e.start for one in series for e in one.editions if e.start]
    days += [one.entry.when.first for one in told.alone if one.entry.when]
    if not days:
        return None
    first, last = min(days), max(*days, told.today)
    scale = _Scale(date(first.year, 1, 1), date(last.year, 12, 31))
    lanes = [_lane(one, scale, _TOP + (at + 0.6) * _LANE) for at, one in enumerate(series)]
    if told.alone:
        lanes.append(_others(told.alone, told.today, scale, _TOP + (len(series) + 0.6) * _LANE))
    years = range(first.year, last.year + 1, max(1, (last.year - first.year) // _YEARS_LABELLED))
    return Timeline(
        _WIDTH,
        _TOP + len(lanes) * _LANE + 10,
        scale.at(told.today),
        tuple((scale.at(date(year, 1, 1)), year) for year in years),
        tuple(lanes),
    )


def _lane(one: Mechanism, scale: _Scale, y: float) -> Lane:
    dots = _placed(one.editions, scale)
    gaps = {scale.at(gap.before) for gap in one.gaps}
    return Lane(one.name, one.id, y, tuple(dots), tuple(_unbroken(dots, gaps)))


def _placed(editions: Sequence[Edition], scale: _Scale) -> list[Dot]:
    """Return the dots of editions; a missing one stands evenly between those told before and after it."""
    dots: list[Dot] = []
    known = [at for at, one in enumerate(editions) if one.start]
    for at, one in enumerate(editions):
        label = str(one.ordinal) if one.ordinal else ""
        if one.start and one.end:
            dots.append(_dot(one.start, one.end, label, one.state, _entry_of(one), scale))
            continue
        before = max((k for k in known if k < at), default=None)
        after = min((k for k in known if k > at), default=None)
        if before is None or after is None:
            continue  # no place on the axis can be told; the table has it
        low, high = editions[before].start, editions[after].start
        assert low and high
        x = scale.at(low) + (scale.at(high) - scale.at(low)) * (at - before) / (after - before)
        dots.append(Dot(round(x, 1), 0, label, one.state, _entry_of(one), f"no. {label}: {one.state}"))
    return dots


def _entry_of(one: Edition) -> str | None:
    return one.tellings[0].entry.id if one.tellings else None


def _dot(first: date, last: date, label: str, state: str, entry: str | None, scale: _Scale) -> Dot:
    width = scale.at(last) - scale.at(first)
    days = str(first) if first == last else f"{first} to {last}"
    return Dot(scale.at(first), width if width > 4 else 0, label, state, entry, f"{days}: {state}")


def _unbroken(dots: Sequence[Dot], gaps: set[float]) -> list[tuple[float, float]]:
    """Return the lines between neighbours that are both told of, with no gap between them."""
    return [(a.x, b.x) for a, b in pairwise(dots) if "missing" not in (a.state, b.state) and b.x not in gaps]


def _others(alone: Sequence[Listed], today: date, scale: _Scale, y: float) -> Lane:
    dots = []
    for one in alone:
        when = one.entry.when
        if when:
            state = "held" if when.first <= today else "planned"
            dots.append(_dot(when.first, when.last, "", state, one.entry.id, scale))
    return Lane("Other meetings", None, y, tuple(dots), ())
