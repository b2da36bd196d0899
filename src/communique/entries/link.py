"""Decides which candidates fill the slots of a trigger, from the scores of the heads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.entries.candidates import SINGLE, SLOTS, Candidate, Offer, Slot
from communique.entries.decode import DIGITS, Trigger, pooled
from communique.entries.encode import Chunk
from communique.entries.heads import Heads, Projected
from communique.entries.network import Encoder
from communique.records.kinds import KINDS

FILL = 0.5  # the score from which a slot is filled, where the limits name no other


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate that fills a slot, with its score in 0..1."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A trigger with its attribute and the links of its slots."""

    trigger: Trigger
    attribute: str | None
    attribute_score: float
    links: tuple[Link, ...]

    def of(self, slot: Slot) -> list[Link]:
        """Return the links of one slot in text order."""
        return [link for link in self.links if link.candidate.slot == slot]


@dataclass(frozen=True, slots=True)
class _Scene:
    """The candidates of a chunk with their vectors."""

    offer: Offer
    rows: NDArray[np.int64]
    projected: Projected

    @classmethod
    def of(cls, chunk: Chunk, offer: Offer, hidden: NDArray[np.float32], heads: Heads) -> "_Scene":
        spans = [chunk.pieces(c.mention.start, c.mention.end) for c in offer.candidates]
        kept = [(row, span) for row, span in enumerate(spans) if span]
        vectors = (
            pooled(hidden, [span for _, span in kept]) if kept else np.zeros((0, hidden.shape[1]), np.float32)
        )
        return cls(offer, np.array([row for row, _ in kept], np.int64), heads.project(vectors))


def _grouped(scene: _Scene, logits: NDArray[np.float32], slot: Slot) -> dict[str, tuple[float, Candidate]]:
    """Return key -> (pooled logit, best telling) of one slot: tellings of a value speak together."""
    members: dict[str, list[int]] = defaultdict(list)
    for column, row in enumerate(scene.rows):
        candidate = scene.offer.candidates[row]
        if candidate.slot == slot:
            members[candidate.key].append(column)
    grouped = {}
    for key, columns in members.items():
        scores = np.round(logits[columns].astype(np.float64), DIGITS)
        best = columns[int(np.argmax(scores))]
        grouped[key] = (float(np.logaddexp.reduce(scores)), scene.offer.candidates[scene.rows[best]])
    return grouped


def _fill(grouped: dict[str, tuple[float, Candidate]], slot: Slot, none: float, limit: float) -> list[Link]:
    if slot in SINGLE:
        total = np.logaddexp.reduce([none, *(score for score, _ in grouped.values())])
        scored = [Link(c, float(np.round(np.exp(score - total), DIGITS))) for score, c in grouped.values()]
        best = max(scored, key=lambda link: (link.score, -link.candidate.mention.start), default=None)
        return [best] if best and best.score >= limit else []
    scored = [Link(c, float(np.round(1 / (1 + np.exp(-score)), DIGITS))) for score, c in grouped.values()]
    return [link for link in scored if link.score >= limit]


def _finding(
    trigger: Trigger, others: Sequence[Trigger], scene: _Scene, own: NDArray[np.float32], network: Encoder
) -> Finding:
    kind = KINDS.index(trigger.kind)
    scores = network.heads.attributes(own, kind)
    attribute = max(scores, key=lambda value: round(scores[value], DIGITS), default=None)
    features = scene.offer.features(trigger.span, [t.span for t in others])[scene.rows]
    logits = network.heads.links(own, kind, scene.projected, features, scene.offer.slots[scene.rows])
    none = network.heads.empty(own, kind)
    links: list[Link] = []
    for index, slot in enumerate(SLOTS):
        limit = network.limits.fill.get(slot, FILL)
        links += _fill(_grouped(scene, logits, slot), slot, round(float(none[index]), DIGITS), limit)
    links.sort(
        key=lambda link: (link.candidate.mention.start, link.candidate.mention.end, link.candidate.key)
    )
    return Finding(trigger, attribute, scores[attribute] if attribute else 1.0, tuple(links))


def link(
    chunk: Chunk, offer: Offer, triggers: Sequence[Trigger], hidden: NDArray[np.float32], network: Encoder
) -> list[Finding]:
    """Return one finding a trigger, its slots filled from the candidates of the chunk."""
    if not triggers:
        return []
    scene = _Scene.of(chunk, offer, hidden, network.heads)
    vectors = pooled(hidden, [t.pieces for t in triggers])
    return [_finding(t, triggers, scene, own, network) for t, own in zip(triggers, vectors, strict=True)]
