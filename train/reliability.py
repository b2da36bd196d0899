"""How far the confidence of an entry can be believed: what it says beside the share that proved right."""

import itertools

from bench.score import pairs

from communique.entries.limits import Limits
from train.validate import Held

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def judged(held: list[Held], limits: Limits) -> list[tuple[float, bool]]:
    """Return the confidence of every entry of held-out releases, and whether gold has it."""
    found: list[tuple[float, bool]] = []
    for one in held:
        reading = one.reading(limits)
        right = {j for _, j in pairs(one.sample.gold, reading)}
        found += [(entry.confidence, j in right) for j, entry in enumerate(reading.entries)]
    return found


def reliability(held: list[Held], limits: Limits) -> list[list[float]]:
    """Print and return a row a bin: lower edge, entries, mean confidence, share right."""
    rows = []
    told = judged(held, limits)
    print(f"\n{'confidence':<14}{'entries':>8}{'said':>8}{'right':>8}")
    for low, high in itertools.pairwise(EDGES):
        inside = [(c, ok) for c, ok in told if low <= c < high]
        if not inside:
            continue
        said, right = (sum(x[i] for x in inside) / len(inside) for i in (0, 1))
        print(f"{low:.2f} – {min(high, 1):.2f}{len(inside):>11}{said:>8.2f}{right:>8.2f}")
        rows.append([low, len(inside), round(said, 3), round(right, 3)])
    return rows
