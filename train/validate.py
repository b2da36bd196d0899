"""Leave-publishers-out: fits one network a fold and keeps what it says of the publishers it never saw."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from communique.entries.encode import Chunk, encode
from communique.entries.heads import Heads
from communique.entries.limits import Limits
from communique.entries.read import read
from communique.mentions import find_mentions
from communique.records import Document, Mention, Reading
from communique.text import read_document
from train.fit import Plan, fit
from train.folds import assign, publisher
from train.gold import Sample
from train.targets import lessons
from train.torch_encoder import TorchEncoder

FOLDS = 4


@dataclass
class Replay:
    """The outputs of a network on one release, kept so that limits can be tried without running it again."""

    heads: Heads
    outputs: dict[bytes, tuple[NDArray[np.float32], NDArray[np.float32]]]
    limits: Limits
    name: str = "reader"

    def run(self, chunk: Chunk) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return what the network said of this chunk."""
        return self.outputs[chunk.ids.tobytes()]


@dataclass
class Held:
    """A held-out release with its mentions and the replay of the network that never saw its publisher."""

    sample: Sample
    document: Document
    mentions: list[Mention]
    replay: Replay

    def reading(self, limits: Limits) -> Reading:
        """Return the reading of the release under the given limits."""
        return read(self.document, self.mentions, replace(self.replay, limits=limits))


class _Recorder(TorchEncoder):
    def record(self, document: Document, mentions: list[Mention]) -> Replay:
        outputs = {chunk.ids.tobytes(): self.run(chunk) for chunk in encode(document, mentions)}
        return Replay(self.heads, outputs, self.limits)


def _fold(fold: int, samples: list[Sample], plan: Plan, folder: Path) -> Path:
    torch.set_num_threads(1)
    placed = assign(samples, FOLDS)
    taught = [s for s in samples if placed[publisher(s)] != fold]
    network = fit(
        [lesson for s in taught for lesson in lessons(s)],
        replace(plan, seed=plan.seed + fold),
        lambda line: print(f"fold {fold}: {line}", flush=True),
    )
    recorder = _Recorder(network, Limits())
    held = []
    for sample in samples:
        if placed[publisher(sample)] == fold:
            document = read_document(sample.release)
            mentions = find_mentions(document)
            held.append(Held(sample, document, mentions, recorder.record(document, mentions)))
    path = folder / f"fold-{fold}.pickle"
    path.write_bytes(pickle.dumps(held))
    return path


def hold_out(samples: list[Sample], plan: Plan, folder: Path, only: list[int] | None = None) -> list[Held]:
    """Return every sample as read by a network fitted without its publisher; two folds run at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    folds = only if only is not None else list(range(FOLDS))
    work = partial(_fold, samples=samples, plan=plan, folder=folder)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        paths = list(pool.map(work, folds))
    return [held for path in paths for held in pickle.loads(path.read_bytes())]
