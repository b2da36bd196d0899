"""Finds the limits of decision on held-out readings, and how far a score can be believed."""

import itertools
from dataclasses import replace

import numpy as np
from bench.score import Tally, score

from communique.entries.candidates import SLOTS
from communique.entries.limits import Limits
from communique.records.kinds import KINDS
from train.reliability import judged
from train.validate import Held

PRECISION = 0.85  # of entries: what is wrong in a ledger costs more than what is missing
LACK = 2.0
TRIGGER_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8)
FILL_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7)
BINS = 8


def worth(held: list[Held], limits: Limits) -> float:
    """Return fact F1 over held-out releases under the limits, less what entry precision lacks."""
    total = Tally()
    for one in held:
        total.add(score(one.sample, one.reading(limits)))
    return total.figures("fact")[2] - LACK * max(0.0, PRECISION - total.figures("entry")[0])


def _with_fill(limits: Limits, slot: str, value: float) -> Limits:
    return replace(limits, fill={**limits.fill, slot: value})


def _with_kind(limits: Limits, kind: str, value: float) -> Limits:
    return replace(limits, trigger_of={**limits.trigger_of, kind: value})


def tune(held: list[Held]) -> Limits:
    """Return the limits of the greatest worth, one coordinate after the other."""
    limits = Limits(fill=dict.fromkeys(SLOTS, 0.5))
    limits, best = _better(
        held, limits, worth(held, limits), [replace(limits, trigger=t) for t in TRIGGER_STEPS]
    )
    for slot in SLOTS:
        limits, best = _better(held, limits, best, [_with_fill(limits, slot, v) for v in FILL_STEPS])
    for kind in KINDS:
        limits, best = _better(held, limits, best, [_with_kind(limits, kind, v) for v in TRIGGER_STEPS])
    return limits


def _better(held: list[Held], limits: Limits, best: float, options: list[Limits]) -> tuple[Limits, float]:
    for option in options:
        value = worth(held, option)
        if value > best + 1e-4:
            limits, best = option, value
    return limits, best


def calibrate(held: list[Held], limits: Limits) -> list[list[float]]:
    """Return [score, share right] points, rising in both, from the entries of held-out releases."""
    scored = sorted(judged(held, replace(limits, calibration=[])))
    points: list[list[float]] = []
    for part in np.array_split(np.arange(len(scored)), BINS):
        rows = [scored[int(i)] for i in part]
        share = sum(ok for _, ok in rows) / len(rows)
        points.append([round(sum(s for s, _ in rows) / len(rows), 4), round(share, 4)])
    for before, after in itertools.pairwise(points):
        after[1] = max(after[1], before[1])
    return points
