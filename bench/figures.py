"""Precision, recall and F1 of tallies, as numbers for a file and as a table for a person."""

from typing import Any

from bench.score import Tally

NAMES = (
    "entry",
    "fact",
    "when",
    "amount",
    "actor",
    "where",
    "mechanism",
    "attribute",
    "kind:meeting",
    "kind:commitment",
    "kind:agreement",
    "kind:figure",
    "kind:measure",
    "kind:milestone",
)


def figures_of(tallies: dict[str, Tally]) -> dict[str, Any]:
    """Return {"all": {name: [precision, recall, f1]}, "publishers": {publisher: [entry F1, fact F1]}}."""
    whole = tallies["all"]
    return {
        "all": {name: [round(x, 4) for x in whole.figures(name)] for name in NAMES},
        "publishers": {
            name: [round(tally.figures("entry")[2], 3), round(tally.figures("fact")[2], 3)]
            for name, tally in sorted(tallies.items())
            if name != "all"
        },
    }


def table(tally: Tally) -> str:
    """Return the figures of one tally, a line a name."""
    lines = [f"{'':<16} {'precision':>9} {'recall':>7} {'F1':>7}"]
    for name in NAMES:
        p, r, f = tally.figures(name)
        lines.append(f"{name:<16} {p:>9.3f} {r:>7.3f} {f:>7.3f}")
    return "\n".join(lines)
