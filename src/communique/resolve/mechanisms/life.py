"""Whether a series lives: its cadence, its gaps, the next edition, and since when it is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from communique.resolve.mechanisms.editions import Edition

Life = Literal["alive", "due", "dormant"]
_LATE = 1.5  # cadences without an edition after which a series is due
_DORMANT = 3.0  # and after which it is dormant
_LONG = 2.0  # cadences between two editions above which a gap is told
_YEARLY = 365  # days: the cadence where editions tell none


@dataclass(frozen=True, slots=True)
class Gap:
    """No edition was told between two that were held; `skipped` counts the numbers between them."""

    after: date
    before: date
    days: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The median days from one edition to the next, the gaps, when the next is expected, and the state."""

    cadence_days: int | None
    gaps: tuple[Gap, ...]
    next_expected: date | None
    status: Life


def pace_of(editions: Sequence[Edition], last_told: date, today: date) -> Pace:
    """Return the pace of a series as of `today`; one never held counts from the day it was last told."""
    held = sorted((e for e in editions if e.state == "held" and e.start), key=lambda e: e.start or date.min)
    days = [e.start for e in held if e.start]
    steps = [step for one, other in pairwise(held) if (step := _step(one, other))]
    cadence = int(median(steps)) if steps else None
    planned = [e.start for e in editions if e.state == "planned" and e.end and e.end >= today and e.start]
    last = days[-1] if days else None
    expected = last + timedelta(days=cadence) if last and cadence else None
    return Pace(
        cadence_days=cadence,
        gaps=tuple(_gaps(held, cadence)),
        next_expected=min(planned) if planned else expected,
        status=_life(last or last_told, cadence, bool(planned), today),
    )


def _step(one: Edition, other: Edition) -> float:
    """Return the days from one edition to the next: where numbers were skipped, a share of them."""
    days = (other.start - one.start).days if one.start and other.start else 0
    between = other.ordinal - one.ordinal if one.ordinal and other.ordinal else 1
    return days / max(1, between)


def _gaps(held: Sequence[Edition], cadence: int | None) -> list[Gap]:
    found = []
    for one, other in pairwise(held):
        if not (one.start and other.start and cadence):
            continue
        days = (other.start - one.start).days
        skipped = max(0, other.ordinal - one.ordinal - 1) if one.ordinal and other.ordinal else 0
        if skipped or days > _LONG * max(cadence, 1):
            found.append(Gap(one.end or one.start, other.start, days, skipped))
    return found


def _life(last: date, cadence: int | None, planned: bool, today: date) -> Life:
    missed = (today - last).days / (cadence or _YEARLY)
    if planned or missed <= _LATE:
        return "alive"
    return "due" if missed <= _DORMANT else "dormant"
