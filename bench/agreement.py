"""`python -m bench.agreement`: how far two annotators, working apart, agree on a tenth of the gold."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from train.gold import OWN, Sample, load_samples

from bench.figures import table
from bench.score import Tally, score
from communique.entries.evidence import clause
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    MechanismSlot,
    Reading,
    Span,
    WhenSlot,
    WhereSlot,
)
from communique.records.kinds import ATTRIBUTES
from communique.text import fold, normal_form, read_document

SECOND = OWN / "second" / "second.gold.jsonl"


def _first(value: str) -> str:
    """Return the first of the values that an annotator lets stand."""
    return value.split(" || ")[0].split("|")[0]


def _when(value: str | None) -> WhenSlot | None:
    if not value:
        return None
    first, last = (date.fromisoformat(day) for day in _first(value).split("/"))
    return WhenSlot(first, last, "=", f"{first}/{last}", "", 0, 0)


def _amount(value: str) -> AmountSlot:
    number, _, unit = value.split(" || ")[0].partition(" ")
    return AmountSlot(Decimal(number), _first(unit), "=", 0, 0)


def _mechanism(value: str | None) -> MechanismSlot | None:
    names, _, ordinal = (value or "").partition("#")
    return MechanismSlot(_first(names), int(ordinal) if ordinal else None, 0, 0) if names else None


def _attribute(kind: str, value: str) -> str | None:
    return next((v for v in value.split("|") if v in ATTRIBUTES[kind][1]), None)  # type: ignore[index]  # a kind


def as_entry(gold: dict[str, Any], sample: Sample) -> Entry:
    """Return an annotator's entry, of each slot the first value allowed, as the reader would state it."""
    text, anchor = sample.release.text, normal_form(gold["anchor"])
    at, kind = text.find(anchor), _first(gold["kind"])
    return Entry(
        id=f"{gold['release']}:{at}",
        kind=kind,  # type: ignore[arg-type]  # gold names the kinds
        evidence=(clause(read_document(sample.release), Span(at, at + len(anchor)), []),),
        summary=anchor,
        rule="a second annotator",
        confidence=1.0,
        actors=tuple(ActorSlot("party", _first(a), "unnamed", 0, 0) for a in gold.get("actors", [])),
        when=_when(gold.get("when")),
        where=WhereSlot(_first(gold["where"]), None, 0, 0) if gold.get("where") else None,
        amounts=tuple(_amount(a) for a in gold.get("amounts", [])),
        mechanism=_mechanism(gold.get("mechanism")),
        topics=(),
        attribute=_attribute(kind, gold.get("attribute") or ""),
    )


def second_readings(samples: list[Sample]) -> list[tuple[Sample, Reading]]:
    """Return the samples that were annotated twice, each with what the second annotator found."""
    golds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in SECOND.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        golds[fold(gold["release"])].append(gold)
    twice = [sample for sample in samples if fold(sample.release.title) in golds]
    return [
        (s, Reading(s.release, tuple(as_entry(g, s) for g in golds[fold(s.release.title)]), (), ()))
        for s in twice
    ]


def main() -> None:
    """Print the agreement: the first annotator's entries as gold, the second's as a reading."""
    total, readings = Tally(), second_readings(load_samples())
    for sample, reading in readings:
        total.add(score(sample, reading))
    print(f"{len(readings)} releases annotated twice\n{table(total)}")


if __name__ == "__main__":
    main()
