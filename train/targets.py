"""Turns gold into what the network is to learn: allowed tags, attributes and slot values."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.entries.candidates import SLOTS, Candidate, Offer
from communique.entries.encode import Chunk, encode
from communique.entries.heads import VALUES
from communique.mentions import find_mentions
from communique.records import Mention, Span
from communique.records.kinds import KINDS
from communique.text import read_document
from train.gold import Sample, same_amount, same_days, same_mechanism, same_name

TAGS = 1 + 2 * len(KINDS)  # outside, then begin and inside of each kind


@dataclass(frozen=True)
class Target:
    """One gold entry within a chunk. `wanted`: per candidate 1 right, 0 wrong, -1 not counted."""

    pieces: tuple[int, int]
    trigger: Span
    kinds: list[int]
    values: list[int]
    wanted: NDArray[np.int64]
    required: dict[str, bool]  # slot -> gold asks for it
    facts: dict[tuple[str, str], frozenset[int]]  # (slot, key) -> the gold facts it answers
    optional: bool


@dataclass(frozen=True)
class Lesson:
    """A chunk with everything the loss needs."""

    chunk: Chunk
    offer: Offer
    rows: NDArray[np.int64]  # candidates whose mention lies in the chunk
    spans: NDArray[np.int64]  # their pieces, half-open
    allowed: NDArray[np.bool_]  # (pieces, TAGS)
    targets: list[Target]


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


def _wanted(gold: dict[str, Any], offer: Offer) -> NDArray[np.int64]:
    wanted = np.zeros(len(offer.candidates), np.int64)
    for row, candidate in enumerate(offer.candidates):
        if any(answers(s, v, candidate) for s, v in gold.get("tolerated", []) if v):
            wanted[row] = -1
        if any(answers(s, v, candidate) for s, v in gold_facts(gold)):
            wanted[row] = 1
    return wanted


def _facts(gold: dict[str, Any], offer: Offer) -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], frozenset[int]] = {}
    for candidate in offer.candidates:
        label = (candidate.slot, candidate.key)
        if label not in found:
            found[label] = frozenset(
                i for i, (slot, value) in enumerate(gold_facts(gold)) if answers(slot, value, candidate)
            )
    return found


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


def _targets(sample: Sample, chunk: Chunk, offer: Offer) -> list[Target]:
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
        found.append(
            Target(
                pieces=pieces,
                trigger=Span(at, at + len(gold["anchor"])),
                kinds=kinds,
                values=values,
                wanted=_wanted(gold, offer),
                required={slot: any(f == slot for f, _ in gold_facts(gold)) for slot in SLOTS},
                facts=_facts(gold, offer),
                optional=bool(gold.get("optional")),
            )
        )
    return found


def lessons(sample: Sample, mentions: list[Mention] | None = None) -> list[Lesson]:
    """Return the lessons of one annotated release, a chunk each."""
    document = read_document(sample.release)
    mentions = find_mentions(document) if mentions is None else mentions
    offer = Offer(document, mentions)
    found = []
    for chunk in encode(document, mentions):
        spans = [chunk.pieces(c.mention.start, c.mention.end) for c in offer.candidates]
        rows = [row for row, span in enumerate(spans) if span]
        targets = _targets(sample, chunk, offer)
        found.append(
            Lesson(
                chunk,
                offer,
                np.array(rows, np.int64),
                np.array([spans[row] for row in rows], np.int64).reshape(-1, 2),
                _allowed(chunk, targets),
                targets,
            )
        )
    return found
