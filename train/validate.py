"""Leave-publishers-out: fits networks without some publishers, and keeps what each says of them."""

import hashlib
import json
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from communique.entries.encode import Chunk, encode
from communique.entries.heads import Heads
from communique.entries.limits import Limits
from communique.entries.read import read
from communique.mentions import find_mentions
from communique.records import Document, Mention, Reading
from communique.text import read_document
from train.fit import Plan, fit
from train.folds import assign, publisher
from train.gold import ROOT, Sample
from train.targets import lessons
from train.torch_encoder import TorchEncoder

FOLDS = 4
READ = ("src/communique", "train")  # whatever stands here may change what a fit gives


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


@dataclass(frozen=True)
class Job:
    """One fit: what it is taught, and what it is to read afterwards."""

    name: str
    taught: list[Sample]
    held: list[Sample]
    seed: int


@dataclass
class Fitted:
    """What a job gave: the weights and the held-out releases as they read them."""

    key: str
    weights: dict[str, Tensor]
    held: list[Held]


class _Recorder(TorchEncoder):
    def record(self, sample: Sample) -> Held:
        document = read_document(sample.release)
        mentions = find_mentions(document)
        outputs = {chunk.ids.tobytes(): self.run(chunk) for chunk in encode(document, mentions)}
        return Held(sample, document, mentions, Replay(self.heads, outputs, self.limits))


def jobs(samples: Sequence[Sample], aside: frozenset[str]) -> list[Job]:
    """Return the fits of a training run: on everything, and one a fold without it and without the set aside.

    The network of the first fold reads the set aside too.
    """
    kept = [s for s in samples if publisher(s) in aside]
    rest = [s for s in samples if publisher(s) not in aside]
    placed = assign(rest, FOLDS)
    folds = []
    for fold in range(FOLDS):
        taught = [s for s in rest if placed[publisher(s)] != fold]
        held = [s for s in rest if placed[publisher(s)] == fold]
        folds.append(Job(f"fold-{fold}", taught, held + (kept if fold == 0 else []), seed=1 + fold))
    return [Job("all", list(samples), [], 0), *folds]


def _key(job: Job, plan: Plan) -> str:
    """Return a key that changes with anything that a fit depends on."""
    said = hashlib.sha256(json.dumps(asdict(plan)).encode())
    for sample in (*job.taught, None, *job.held):
        said.update(repr((sample.release.text, sample.gold) if sample else None).encode())
    for folder in READ:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                said.update(path.read_bytes())
    return said.hexdigest()


def _stored(path: Path, key: str) -> Fitted | None:
    if not path.exists():
        return None
    fitted: Fitted = pickle.loads(path.read_bytes())
    return fitted if fitted.key == key else None


def _run(job: Job, plan: Plan, folder: Path) -> Path:
    """Do one fit, or find it done; return where it is kept."""
    path, key = folder / f"{job.name}.pickle", _key(job, plan)
    if _stored(path, key):
        print(f"{job.name}: done before", flush=True)
        return path
    torch.set_num_threads(1)
    network = fit(
        [lesson for sample in job.taught for lesson in lessons(sample)],
        replace(plan, seed=plan.seed + job.seed),
        lambda line: print(f"{job.name}: {line}", flush=True),
    )
    recorder = _Recorder(network, Limits())
    fitted = Fitted(key, network.state_dict(), [recorder.record(sample) for sample in job.held])
    path.write_bytes(pickle.dumps(fitted))
    return path


def run(todo: Sequence[Job], plan: Plan, folder: Path) -> dict[str, Fitted]:
    """Return what each job gave, by name; two run at a time, and what was done before is not done again."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        paths = pool.map(partial(_run, plan=plan, folder=folder), todo)
        return {job.name: pickle.loads(path.read_bytes()) for job, path in zip(todo, paths, strict=True)}
