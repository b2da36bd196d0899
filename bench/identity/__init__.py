"""`python -m bench.identity`: precision and recall of the comparison of names on hand-made pairs.

pairs.yaml is what the comparison is tuned on; held.yaml is kept apart. Floors: precision .98, recall .90.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from communique.packs import Pack, read_yaml
from communique.resolve.identity.compare import Comparison, compare
from communique.resolve.identity.party import Holding, Party, Sort
from communique.resolve.identity.registry import registry

FOLDER = Path(__file__).parent
PRECISION, RECALL = 0.98, 0.90
_SIDE = re.compile(r"(?P<name>[^\[\]]+?)(?:\s*\[(?P<known>[^\]]*)\])?")
_YEAR = re.compile(r"\d{4}")


class PairsPack(Pack):
    """A file of pairs: "NAME [country; office; year] = NAME", or "≠" where they are two."""

    persons: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, what a person says of it and what the comparison says."""

    words: str
    sort: Sort
    same: bool
    found: Comparison


def judged(name: str) -> Iterator[Judged]:
    """Yield each pair of a file, "pairs" or "held", with its comparison."""
    pairs = read_yaml(FOLDER / f"{name}.yaml", PairsPack)
    sorts: tuple[tuple[Sort, tuple[str, ...]], ...] = (("person", pairs.persons), ("body", pairs.bodies))
    for sort, lines in sorts:
        for line in lines:
            yield Judged(line, sort, " = " in line, compare(*sides(line, sort), registry()))


def sides(line: str, sort: Sort) -> tuple[Party, Party]:
    """Return the two parties of a line."""
    one, two = line.split(" = " if " = " in line else " ≠ ")
    return _party("a", one, sort), _party("b", two, sort)


def _party(key: str, told: str, sort: Sort) -> Party:
    match = _SIDE.fullmatch(told)
    if match is None:
        raise ValueError(f"{told!r} is no side of a pair")
    known = [part.strip() for part in (match["known"] or "").split(";") if part.strip()]
    years = [date(int(part), 6, 30) for part in known if _YEAR.fullmatch(part)]
    country = next((part for part in known if len(part) == 2), None)
    day = years[0] if years else None
    offices = [
        Holding(part, day or date(2024, 1, 1), day or date(2024, 1, 1)) for part in known if len(part) > 4
    ]
    return Party(key, match["name"], sort, country, offices=tuple(offices), first=day, last=day)


def figures(pairs: list[Judged]) -> dict[str, float]:
    """Return pairs, precision and recall of "the same"."""
    right = sum(one.same and one.found.same for one in pairs)
    said, wanted = sum(one.found.same for one in pairs), sum(one.same for one in pairs)
    return {"pairs": len(pairs), "precision": right / said, "recall": right / wanted}


def main() -> int:
    """Print the figures of both files and each mistake on the tuned one; return 1 below a floor."""
    below = False
    for name in ("pairs", "held"):
        pairs = list(judged(name))
        found = figures(pairs)
        below |= found["precision"] < PRECISION or found["recall"] < RECALL
        print(
            f"{name:<6} {found['pairs']:.0f} pairs: "
            f"precision {found['precision']:.3f}, recall {found['recall']:.3f}"
        )
        if name == "pairs":
            for one in pairs:
                if one.same != one.found.same:
                    print(f"  {one.found.score:.2f}  {one.words}  ({one.found.why})")
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
