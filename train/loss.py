"""What the network is punished for: wrong tags, attributes and links, each weighed as the score does."""

import random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from communique.entries.candidates import SINGLE, SLOTS
from communique.entries.heads import VALUES
from communique.records.kinds import KINDS
from train.network import Network, pooled
from train.targets import Lesson, Links, Target

NEVER = -1e9  # the score of what does not count
MISSED = 1.5  # weight of the pieces of an anchor
ALTERNATIVE = 0.25  # weight of saying a second accepted name of one and the same party


def tag_loss(logits: Tensor, lesson: Lesson) -> Tensor:
    """Return the summed loss over the pieces the chunk owns: any allowed tag is right."""
    scores = functional.log_softmax(logits.float(), -1)
    allowed = torch.from_numpy(lesson.allowed)
    weights = torch.where(allowed[:, 0], 1.0, MISSED)
    return -(_mass(scores, allowed) * weights)[torch.from_numpy(lesson.chunk.owned)].sum()


def _jitter(pieces: tuple[int, int], dice: random.Random) -> tuple[int, int]:
    """Return part of a trigger: what is found in reading is seldom the annotator's whole span."""
    first, last = pieces
    if dice.random() < 0.5 or last - first < 2:
        return pieces
    start = dice.randrange(first, last)
    return start, dice.randrange(start + 1, last + 1)


def _kinds(targets: list[Target], dice: random.Random) -> list[int]:
    return [dice.choice(t.kinds) for t in targets]


def _mass(scores: Tensor, chosen: Tensor) -> Tensor:
    """Return the log-sum-exp over the chosen columns of each row."""
    return torch.logsumexp(scores.masked_fill(~chosen, NEVER), -1)


def _attribute_loss(logits: Tensor, kinds: list[int], targets: list[Target]) -> Tensor:
    legal = torch.tensor([[name == KINDS[kind] for name, _ in VALUES] for kind in kinds])
    right = torch.tensor([[i in t.values for i in range(len(VALUES))] for t in targets]) & legal
    asked = right.any(-1)
    return (_mass(logits, legal) - _mass(logits, right))[asked].sum()


def _single_loss(scores: Tensor, none: Tensor, wanted: Tensor, required: Tensor) -> Tensor:
    """Return the loss of one slot that takes one value or none; rows are targets, columns values."""
    empty = ~(required & (wanted == 1).any(-1))
    counted = torch.cat([torch.ones(len(none), 1, dtype=torch.bool), wanted >= 0], 1)
    right = torch.cat([empty[:, None], wanted == 1], 1)
    joined = torch.cat([none[:, None], scores], 1)
    return (_mass(joined, counted) - _mass(joined, right)).sum()


def _strongest(scores: Tensor, facts: NDArray[np.int64]) -> Tensor:
    """Return, of the values of a target that answer the same gold facts, the one with the highest score."""
    best = np.zeros(facts.shape, bool)
    for row, (told, answered) in enumerate(zip(scores.detach().numpy(), facts, strict=True)):
        for fact in set(answered[answered > 0].tolist()):
            columns = np.flatnonzero(answered == fact)
            best[row, columns[np.argmax(told[columns])]] = True
    return torch.from_numpy(best)


def _many_loss(scores: Tensor, wanted: Tensor, facts: NDArray[np.int64]) -> Tensor:
    """Binary loss a value. Of values that answer the same gold fact the strongest is the right one."""
    best = _strongest(scores, facts)
    against, right = functional.softplus(scores), functional.softplus(-scores)
    other = ALTERNATIVE * against * ((wanted == 1) & ~best)
    return (against * (wanted == 0) + right * ((wanted == 1) & best) + other).sum()


def _link_loss(logits: Tensor, none: Tensor, links: Links) -> Tensor:
    """Return the loss of all slots; logits is (targets, candidates), none (targets, SLOTS)."""
    padded = torch.cat([logits, torch.full((len(logits), 1), NEVER)], 1)
    scores = torch.logsumexp(padded[:, torch.from_numpy(links.tellings)], -1)
    wanted, required = torch.from_numpy(links.wanted), torch.from_numpy(links.required)
    total = torch.zeros(())
    for index, slot in enumerate(SLOTS):
        columns = np.flatnonzero(links.value_slots == index)
        some, right = scores[:, columns], wanted[:, columns]
        if slot in SINGLE:
            total = total + _single_loss(some, none[:, index], right, required[:, index])
        else:
            total = total + _many_loss(some, right, links.facts[:, columns])
    return total


def entry_loss(
    network: Network, hidden: Tensor, lesson: Lesson, dice: random.Random
) -> tuple[Tensor, Tensor]:
    """Return the summed attribute and link losses of the chunk's gold entries."""
    targets, links = lesson.targets, lesson.links
    if not targets:
        return torch.zeros(()), torch.zeros(())
    kinds = _kinds(targets, dice)
    triggers = pooled(hidden, [_jitter(t.pieces, dice) for t in targets])
    own = network.own(triggers, functional.one_hot(torch.tensor(kinds), len(KINDS)).float())
    attribute = _attribute_loss(network.attributes(own), kinds, targets)
    if not len(links.slots):
        return attribute, torch.zeros(())
    mentions = pooled(hidden, [(int(s), int(e)) for s, e in links.spans])
    features, slots = torch.from_numpy(links.features), torch.from_numpy(links.slots)
    logits = network.links(own, mentions, features, slots)
    return attribute, _link_loss(logits, network.none(own), links)
