"""Loads gold entries with the releases they annotate, and says when a value answers gold."""

import json
import os
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from communique.records import Release
from communique.sources import read_input
from communique.text import fold, normal_form

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
OWN = ROOT / "gold"
FRESH = OWN / "fresh"  # annotated since the weights were fitted
SETS = ("motie-2024-04.txt", "us-gov.jsonl", "real.jsonl", "restated.jsonl")
ARCHIVES = ("us-releases.jsonl.gz",)  # shared texts that are annotated in this project


@dataclass(frozen=True)
class Sample:
    """A release and its gold entries as annotation.md describes them; `origin` names the gold file."""

    release: Release
    gold: list[dict[str, Any]]
    origin: str


def _entries(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            entry["anchor"] = normal_form(entry["anchor"])
            found.setdefault(fold(entry["release"]), []).append(entry)
    return found


def _samples(corpus: Path, gold: Path) -> list[Sample]:
    entries = _entries(gold)
    samples = []
    for release in read_input(str(corpus)):
        if not isinstance(release, Release):
            raise release
        if fold(release.title) in entries:
            samples.append(Sample(release, entries[fold(release.title)], gold.name))
    return samples


def load_samples() -> list[Sample]:
    """Return every annotated release: those whose texts are shared, where they are at hand, then our own."""
    pairs = [(SHARED / "corpus" / name, SHARED / "gold" / f"{Path(name).stem}.gold.jsonl") for name in SETS]
    pairs += [(SHARED / "corpus" / name, OWN / f"{name.split('.')[0]}.gold.jsonl") for name in ARCHIVES]
    shared = [s for corpus, gold in pairs if corpus.exists() for s in _samples(corpus, gold)]
    return shared + own_samples()


def own_samples(folder: Path = OWN) -> list[Sample]:
    """Return the annotated releases whose texts are in this project: those taught, or FRESH."""
    golds = sorted(folder.glob("*.gold.jsonl"))
    texts = [(folder / gold.name.replace(".gold.", "."), gold) for gold in golds]
    return [sample for corpus, gold in texts if corpus.exists() for sample in _samples(corpus, gold)]


def same_name(alternatives: str, name: str) -> bool:
    """Tell whether `name` is one of the names "A|B|C": words of the one within those of the other."""
    got = set(fold(name).split())
    for alternative in alternatives.split("|"):
        want = set(fold(alternative).split())
        if want and got and (want <= got or (got <= want and len(got) * 2 >= len(want))):
            return True
    return False


def same_amount(want: str, value: Decimal, unit: str) -> bool:
    """Tell whether an amount answers gold "value unit|unit" or "… || …"."""
    if " || " in want:
        return any(same_amount(part, value, unit) for part in want.split(" || "))
    number, _, units = want.partition(" ")
    try:
        if Decimal(number) != value:
            return False
    except InvalidOperation:
        return False
    if unit == "%":
        return "%" in units.split("|")
    got = fold(unit)
    return any(
        got == fold(u) or (fold(u) and got and (fold(u) in got or got in fold(u))) for u in units.split("|")
    )


def same_days(want: str, first: date, last: date) -> bool:
    """Tell whether the days answer gold "start/end|start/end"."""
    return f"{first}/{last}" in want.split("|")


def same_mechanism(want: str, name: str, ordinal: int | None) -> bool:
    """Tell whether a mechanism answers gold "name|name#ordinal"."""
    names, _, number = want.partition("#")
    return same_name(names, name) and number == str(ordinal or "")
