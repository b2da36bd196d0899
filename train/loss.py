"""What the network is punished for: wrong tags, attributes and links, each weighed as the score does."""

import random
from collections import defaultdict

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from communique.entries.candidates import SINGLE, SLOTS
from communique.entries.heads import VALUES
from communique.records.kinds import KINDS
from train.network import Network, pooled
from train.targets import Lesson, Target

ALTERNATIVE = 0.25  # weight of saying a second accepted name of one and the same party


def tag_loss(logits: Tensor, lesson: Lesson) -> Tensor:
    """Return the summed loss over the pieces the chunk owns: any allowed tag is right."""
    scores = functional.log_softmax(logits.float(), -1)
    allowed = torch.from_numpy(lesson.allowed)
    right = torch.logsumexp(scores.masked_fill(~allowed, -1e9), -1)
    weights = torch.where(allowed[:, 0], 1.0, 1.5)
    return -(right * weights)[torch.from_numpy(lesson.chunk.owned)].sum()


def _jitter(pieces: tuple[int, int], dice: random.Random) -> tuple[int, int]:
    """Return part of a trigger: what is found in reading is seldom the annotator's whole span."""
    first, last = pieces
    if dice.random() < 0.5 or last - first < 2:
        return pieces
    start = dice.randrange(first, last)
    return start, dice.randrange(start + 1, last + 1)


def _kinds(targets: list[Target], dice: random.Random) -> list[int]:
    return [dice.choice(t.kinds) for t in targets]


def _attribute_loss(logits: Tensor, kinds: list[int], targets: list[Target]) -> Tensor:
    total = torch.zeros(())
    for row, (kind, target) in enumerate(zip(kinds, targets, strict=True)):
        legal = [i for i, (name, _) in enumerate(VALUES) if name == KINDS[kind]]
        right = [i for i in legal if i in target.values]
        if right:
            total = total + torch.logsumexp(logits[row, legal], 0) - torch.logsumexp(logits[row, right], 0)
    return total


def _groups(lesson: Lesson, slot: str, target: Target) -> dict[str, tuple[list[int], int]]:
    """Return key -> (columns, wanted) for the candidates of one slot in the chunk."""
    columns: dict[str, list[int]] = defaultdict(list)
    wanted: dict[str, int] = {}
    for column, row in enumerate(lesson.rows):
        candidate = lesson.offer.candidates[row]
        if candidate.slot == slot:
            columns[candidate.key].append(column)
            wanted[candidate.key] = int(target.wanted[row])
    return {key: (columns[key], wanted[key]) for key in columns}


def _single_loss(
    logits: Tensor, none: Tensor, groups: dict[str, tuple[list[int], int]], required: bool
) -> Tensor:
    scores, right = [none], [not required or not any(w == 1 for _, w in groups.values())]
    for columns, wanted in groups.values():
        if wanted >= 0:
            scores.append(torch.logsumexp(logits[columns], 0))
            right.append(wanted == 1)
    stacked = torch.stack(scores)
    return torch.logsumexp(stacked, 0) - torch.logsumexp(stacked[torch.tensor(right)], 0)


def _many_loss(
    logits: Tensor, groups: dict[str, tuple[list[int], int]], facts: dict[str, frozenset[int]]
) -> Tensor:
    """Binary loss a value. Of values that answer the same gold fact the strongest is the right one."""
    total = torch.zeros(())
    scores = {key: torch.logsumexp(logits[columns], 0) for key, (columns, _) in groups.items()}
    best: dict[frozenset[int], str] = {}
    for key in facts:
        if facts[key] not in best or scores[key] > scores[best[facts[key]]]:
            best[facts[key]] = key
    for key, (_, wanted) in groups.items():
        if wanted == 0:
            total = total + functional.softplus(scores[key])
        elif wanted == 1 and best.get(facts[key]) == key:
            total = total + functional.softplus(-scores[key])
        elif wanted == 1:
            total = total + ALTERNATIVE * functional.softplus(scores[key])
    return total


def _link_loss(logits: Tensor, none: Tensor, lesson: Lesson, target: Target) -> Tensor:
    total = torch.zeros(())
    for index, slot in enumerate(SLOTS):
        groups = _groups(lesson, slot, target)
        if slot in SINGLE:
            total = total + _single_loss(logits, none[index], groups, target.required[slot])
        else:
            facts = {k: target.facts.get((slot, k), frozenset()) for k, (_, w) in groups.items() if w == 1}
            total = total + _many_loss(logits, groups, facts)
    return total


def entry_loss(
    network: Network, hidden: Tensor, lesson: Lesson, dice: random.Random
) -> tuple[Tensor, Tensor]:
    """Return the summed attribute and link losses of the chunk's gold entries."""
    targets = lesson.targets
    if not targets:
        return torch.zeros(()), torch.zeros(())
    kinds = _kinds(targets, dice)
    triggers = pooled(hidden, [_jitter(t.pieces, dice) for t in targets])
    own = network.own(triggers, functional.one_hot(torch.tensor(kinds), len(KINDS)).float())
    attribute = _attribute_loss(network.attributes(own), kinds, targets)
    if not len(lesson.rows):
        return attribute, torch.zeros(())
    others = [t.trigger for t in targets]
    features = np.stack([lesson.offer.features(t.trigger, others)[lesson.rows] for t in targets])
    slots = torch.from_numpy(lesson.offer.slots[lesson.rows])
    mentions = pooled(hidden, [(int(s), int(e)) for s, e in lesson.spans])
    logits, none = network.links(own, mentions, torch.from_numpy(features), slots), network.none(own)
    link = sum((_link_loss(logits[i], none[i], lesson, t) for i, t in enumerate(targets)), torch.zeros(()))
    return attribute, link
