"""The small heads over the encoder: which attribute, and which candidate fills which slot."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.records.kinds import ATTRIBUTES, KINDS

Array = NDArray[np.float32]

# Every (kind, attribute value) pair, in the order of the attribute head's outputs.
VALUES = tuple((kind, value) for kind in KINDS for value in ATTRIBUTES[kind][1])


@dataclass(frozen=True, slots=True)
class Projected:
    """The vectors of a chunk's candidates, brought once into the spaces of the link head."""

    hidden: Array
    keys: Array


@dataclass(frozen=True, slots=True)
class Heads:
    """Trained matrices; names say from what to what. All act on row vectors."""

    attribute_in: Array
    attribute_bias: Array
    attribute_out: Array
    attribute_out_bias: Array
    trigger_in: Array
    mention_in: Array
    feature_in: Array
    pair_bias: Array
    trigger_key: Array
    mention_key: Array
    pair_mid: Array
    pair_mid_bias: Array
    pair_out: Array
    pair_out_bias: Array
    rival_in: Array
    rival_bias: Array
    rival_out: Array
    rival_out_bias: Array
    none_in: Array
    none_bias: Array

    @classmethod
    def load(cls, path: Path) -> "Heads":
        """Read the matrices that training wrote as .npz."""
        with np.load(path) as stored:
            return cls(**{field.name: stored[field.name].astype(np.float32) for field in fields(cls)})

    def attributes(self, trigger: Array, kind: int) -> dict[str, float]:
        """Return the probability of each attribute value of the kind; empty for a meeting."""
        rows = [i for i, (name, _) in enumerate(VALUES) if name == KINDS[kind]]
        if not rows:
            return {}
        hidden = np.maximum(
            np.concatenate([trigger, _one_hot(kind)]) @ self.attribute_in + self.attribute_bias, 0
        )
        scores = (hidden @ self.attribute_out + self.attribute_out_bias)[rows]
        weights = np.exp(scores - scores.max())
        return {VALUES[row][1]: float(w) for row, w in zip(rows, weights / weights.sum(), strict=True)}

    def project(self, mentions: Array) -> Projected:
        """Return what `links` needs of (candidates, width) vectors."""
        return Projected(mentions @ self.mention_in, mentions @ self.mention_key)

    def links(
        self, trigger: Array, kind: int, mentions: Projected, features: Array, slots: NDArray[np.int64]
    ) -> Array:
        """Return one logit a candidate: that it fills its slot for this trigger."""
        if not len(slots):
            return np.zeros(0, np.float32)
        own = np.concatenate([trigger, _one_hot(kind)])
        hidden = own @ self.trigger_in + mentions.hidden + features @ self.feature_in + self.pair_bias
        product = (own @ self.trigger_key) * mentions.keys
        joined = np.concatenate([np.maximum(hidden, 0), product], 1)
        middle = np.maximum(joined @ self.pair_mid + self.pair_mid_bias, 0)
        rows = np.arange(len(slots))
        alone: Array = (middle @ self.pair_out + self.pair_out_bias)[rows, slots]
        taken = (1 / (1 + np.exp(-alone))).astype(np.float32)
        seen = np.concatenate([middle, _rivals(taken, middle, slots)], 1)
        swayed = np.maximum(seen @ self.rival_in + self.rival_bias, 0) @ self.rival_out + self.rival_out_bias
        result: Array = alone + swayed[rows, slots]
        return result

    def empty(self, trigger: Array, kind: int) -> Array:
        """Return one logit a slot: that it stays empty."""
        result: Array = np.concatenate([trigger, _one_hot(kind)]) @ self.none_in + self.none_bias
        return result


def _rivals(taken: Array, middle: Array, slots: NDArray[np.int64]) -> Array:
    """Return (candidates, width + 1): the mean of the others of each one's slot, as far as taken."""
    weighed = taken[:, None] * middle
    sums = np.zeros((slots.max() + 1, middle.shape[1]), np.float32)
    counts = np.zeros(slots.max() + 1, np.float32)
    np.add.at(sums, slots, weighed)
    np.add.at(counts, slots, taken)
    many = (counts[slots] - taken)[:, None]
    result: Array = np.concatenate([(sums[slots] - weighed) / (1 + many), np.log1p(many)], 1)
    return result


def _one_hot(kind: int) -> Array:
    mark = np.zeros(len(KINDS), np.float32)
    mark[kind] = 1
    return mark
