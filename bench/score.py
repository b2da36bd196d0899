"""Scores readings against gold by the definitions of the yardstick: entries, facts and slots."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from train.gold import Sample, same_amount, same_days, same_mechanism, same_name

from communique.records import Entry, Reading

Fact = tuple[str, Any]
IMPOSSIBLE = -1e6


@dataclass
class Tally:
    """Counts of right, spurious and missed things under a name each."""

    right: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        self.right.update(other.right)
        self.spurious.update(other.spurious)
        self.missed.update(other.missed)

    def figures(self, name: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of one name, 0 where nothing was there."""
        tp, fp, fn = self.right[name], self.spurious[name], self.missed[name]
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def gold_facts(gold: dict[str, Any]) -> list[Fact]:
    """Return every fact a gold entry asks for, its kind first."""
    facts: list[Fact] = [("kind", gold["kind"])]
    facts += [("actor", a) for a in gold.get("actors", [])]
    facts += [(s, gold[s]) for s in ("when", "where", "mechanism", "attribute") if gold.get(s)]
    return facts + [("amount", a) for a in gold.get("amounts", [])]


def entry_facts(entry: Entry) -> list[Fact]:
    """Return every fact an entry states."""
    facts: list[Fact] = [("kind", entry.kind)]
    facts += [("actor", a.name) for a in entry.actors]
    if entry.when:
        facts.append(("when", (entry.when.first, entry.when.last)))
    if entry.where:
        facts.append(("where", entry.where.name))
    if entry.mechanism:
        facts.append(("mechanism", (entry.mechanism.name, entry.mechanism.ordinal)))
    if entry.attribute:
        facts.append(("attribute", entry.attribute))
    return facts + [("amount", (a.value, a.unit)) for a in entry.amounts]


def same_fact(want: Fact, got: Fact) -> bool:
    """Tell whether a stated fact answers a wanted one."""
    slot, wanted = want
    if slot != got[0]:
        return False
    stated = got[1]
    match slot:
        case "actor" | "where":
            return same_name(wanted, stated)
        case "when":
            return same_days(wanted, *stated)
        case "amount":
            value: tuple[Decimal, str] = stated
            return same_amount(wanted, *value)
        case "mechanism":
            return same_mechanism(wanted, *stated)
        case _:
            return stated in wanted.split("|")


def agree(gold: dict[str, Any], entry: Entry) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Return the facts that agree, those missed and those spurious (tolerated ones left out)."""
    left = entry_facts(entry)
    hit, missed = [], []
    for want in gold_facts(gold):
        got = next((fact for fact in left if same_fact(want, fact)), None)
        if got is None:
            missed.append(want)
        else:
            left.remove(got)
            hit.append(want)
    tolerated = [(slot, value) for slot, value in gold.get("tolerated", [])]
    return hit, missed, [f for f in left if not any(same_fact(t, f) for t in tolerated)]


def _may_answer(gold: dict[str, Any], entry: Entry, text: str) -> bool:
    at = text.find(gold["anchor"])
    end = at + len(gold["anchor"])
    return entry.kind in gold["kind"].split("|") and any(s.start < end and at < s.end for s in entry.evidence)


def pairs(golds: list[dict[str, Any]], reading: Reading) -> list[tuple[int, int]]:
    """Return the one-to-one pairing of gold and entries under which most facts agree."""
    text, entries = reading.release.text, reading.entries
    if not golds or not entries:
        return []
    table = np.full((len(golds), len(entries)), IMPOSSIBLE)
    for i, gold in enumerate(golds):
        for j, entry in enumerate(entries):
            if _may_answer(gold, entry, text):
                table[i, j] = len(agree(gold, entry)[0]) + 0.01 * (not gold.get("optional"))
    rows, columns = linear_sum_assignment(-table)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if table[i, j] > IMPOSSIBLE]


def _count_pair(tally: Tally, gold: dict[str, Any], entry: Entry) -> None:
    hit, missed, extra = agree(gold, entry)
    tally.right.update(["entry", f"kind:{entry.kind}"])
    for counter, facts in ((tally.right, hit), (tally.missed, missed), (tally.spurious, extra)):
        counter["fact"] += len(facts)
        counter.update(slot for slot, _ in facts)


def score(sample: Sample, reading: Reading) -> Tally:
    """Return the tally of one release."""
    tally = Tally()
    found = pairs(sample.gold, reading)
    for i, j in found:
        if not sample.gold[i].get("optional"):
            _count_pair(tally, sample.gold[i], reading.entries[j])
    answered, used = {i for i, _ in found}, {j for _, j in found}
    for i, gold in enumerate(sample.gold):
        if i not in answered and not gold.get("optional"):
            tally.missed.update(["entry", f"kind:{gold['kind'].split('|')[0]}"])
            tally.missed["fact"] += len(gold_facts(gold))
    for j, entry in enumerate(reading.entries):
        if j not in used:
            tally.spurious.update(["entry", f"kind:{entry.kind}"])
            tally.spurious["fact"] += len(entry_facts(entry))
    return tally


def score_all(read: Iterable[tuple[Sample, Reading]]) -> dict[str, Tally]:
    """Return a tally a publisher, and under "all" their sum."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sample, reading in read:
        tally = score(sample, reading)
        tallies[sample.release.publisher].add(tally)
        tallies["all"].add(tally)
    return dict(tallies)
