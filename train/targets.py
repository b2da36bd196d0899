"""Turns gold into what the network is to learn: allowed tags, attributes and slot values."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.entries.candidates import SLOTS, Candidate, Offer
from communique.entries.decode import TAGS
from communique.entries.encode import Chunk, encode
from communique.entries.heads import VALUES
from communique.mentions import find_mentions
from communique.records import Mention, Span
from communique.records.kinds import KINDS
from communique.text import read_document
from train.gold import Sample, same_amount, same_days, same_mechanism, same_name


@dataclass(frozen=True)
class Target:
    """One gold entry within a chunk; its anchor is the trigger to be found."""

    pieces: tuple[int, int]
    anchor: Span
    kinds: list[int]
    values: list[int]
    optional: bool
    gold: dict[str, Any]


@dataclass(frozen=True)
class Links:
    """What fills the slots of a chunk's targets. A value is all candidates of one slot and key.

    `features` is (targets, candidates, FEATURES); `tellings` (values, most tellings of one): candidates,
    padded with their number. By target and value, `wanted` is 1 right, 0 wrong, -1 not counted, and `facts`
    the set of gold facts that the value answers, as bits. `required`: by target and slot, gold asks for it.
    """

    slots: NDArray[np.int64]  # of the candidates
    spans: NDArray[np.int64]  # their pieces in the chunk, half-open
    features: NDArray[np.float32]
    tellings: NDArray[np.int64]
    value_slots: NDArray[np.int64]
    wanted: NDArray[np.int64]
    facts: NDArray[np.int64]
    required: NDArray[np.bool_]


@dataclass(frozen=True)
class Lesson:
    """A chunk with everything the loss needs."""

    chunk: Chunk
    allowed: NDArray[np.bool_]  # (pieces, TAGS)
    targets: list[Target]
    links: Links


def answers(fact: str, value: str, candidate: Candidate) -> bool:
    """Tell whether a candidate answers one gold fact of its slot."""
    mention: Any = candidate.mention
    if fact != candidate.slot:
        return False
    match fact:
        case "actor" | "where":
            return same_name(value, candidate.name)
        case "when":
            return same_days(value, mention.first, mention.last)
        case "amount":
            return same_amount(value, mention.value, mention.unit)
        case _:
            return same_mechanism(value, candidate.name, mention.ordinal)


def gold_facts(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the (slot, value) pairs a gold entry asks for, kind and attribute left out."""
    facts = [("actor", a) for a in gold.get("actors", [])]
    facts += [(slot, gold[slot]) for slot in ("when", "where", "mechanism") if gold.get(slot)]
    return facts + [("amount", a) for a in gold.get("amounts", [])]


def _values(candidates: list[Candidate]) -> dict[tuple[str, str], list[int]]:
    """Return (slot, key) -> rows of the candidates that tell this value."""
    found: dict[tuple[str, str], list[int]] = {}
    for row, candidate in enumerate(candidates):
        found.setdefault((candidate.slot, candidate.key), []).append(row)
    return found


def _wanted(gold: dict[str, Any], candidates: list[Candidate]) -> list[int]:
    def count(candidate: Candidate) -> int:
        if any(answers(s, v, candidate) for s, v in gold_facts(gold)):
            return 1
        return -any(answers(s, v, candidate) for s, v in gold.get("tolerated", []) if v)

    return [count(candidate) for candidate in candidates]


def _facts(gold: dict[str, Any], candidates: list[Candidate]) -> list[int]:
    """Return for each candidate the bits of the gold facts that it answers."""
    facts = list(enumerate(gold_facts(gold)))
    return [sum(1 << i for i, (slot, value) in facts if answers(slot, value, c)) for c in candidates]


def _links(chunk: Chunk, offer: Offer, targets: list[Target]) -> Links:
    spans = [chunk.pieces(c.mention.start, c.mention.end) for c in offer.candidates]
    rows = [row for row, span in enumerate(spans) if span]
    inside = [offer.candidates[row] for row in rows]
    values = _values(inside)
    tellings = np.full((len(values), max(map(len, values.values()), default=0)), len(rows), np.int64)
    for row, told in zip(tellings, values.values(), strict=True):
        row[: len(told)] = told
    first = [inside[told[0]] for told in values.values()]
    golds, anchors = [t.gold for t in targets], [t.anchor for t in targets]
    shape = (len(targets), len(values))
    return Links(
        offer.slots[rows],
        np.array([spans[row] for row in rows], np.int64).reshape(-1, 2),
        np.array([offer.features(a, anchors)[rows] for a in anchors], np.float32),
        tellings,
        np.array([SLOTS.index(slot) for slot, _ in values], np.int64),
        np.array([_wanted(g, first) for g in golds], np.int64).reshape(shape),
        np.array([_facts(g, first) for g in golds], np.int64).reshape(shape),
        np.array([[any(f == s for f, _ in gold_facts(g)) for s in SLOTS] for g in golds], bool),
    )


def _allowed(chunk: Chunk, targets: list[Target]) -> NDArray[np.bool_]:
    allowed = np.zeros((len(chunk.ids), TAGS), bool)
    allowed[:, 0] = True
    for target in sorted(targets, key=lambda t: not t.optional):
        first, last = target.pieces
        allowed[first:last] = False
        for kind in target.kinds:
            allowed[first, 1 + 2 * kind] = True
            allowed[first + 1 : last, 2 + 2 * kind] = True
        if target.optional:
            allowed[first:last, 0] = True
    return allowed


def _targets(sample: Sample, chunk: Chunk) -> list[Target]:
    found = []
    text = sample.release.text
    for gold in sample.gold:
        at = text.find(gold["anchor"])
        pieces = chunk.pieces(at, at + len(gold["anchor"])) if at >= 0 else None
        if not pieces or not chunk.owned[pieces[0]]:
            continue
        kinds = [KINDS.index(k) for k in gold["kind"].split("|")]
        allowed = (gold.get("attribute") or "").split("|")
        values = [i for i, (k, v) in enumerate(VALUES) if KINDS.index(k) in kinds and v in allowed]
        anchor = Span(at, at + len(gold["anchor"]))
        found.append(Target(pieces, anchor, kinds, values, bool(gold.get("optional")), gold))
    return found


def lessons(sample: Sample, mentions: list[Mention] | None = None) -> list[Lesson]:
    """Return the lessons of one annotated release, a chunk each."""
    document = read_document(sample.release)
    mentions = find_mentions(document) if mentions is None else mentions
    offer = Offer(document, mentions)
    found = []
    for chunk in encode(document, mentions):
        targets = _targets(sample, chunk)
        found.append(Lesson(chunk, _allowed(chunk, targets), targets, _links(chunk, offer, targets)))
    return found
