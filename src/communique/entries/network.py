"""Runs the trained network: one chunk in, vectors and tag scores out."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from communique.entries.encode import Chunk
from communique.entries.heads import Heads
from communique.entries.limits import Limits
from communique.errors import WeightsError

Array = NDArray[np.float32]
WEIGHTS = Path(str(resources.files("communique.entries"))) / "weights"


class Encoder(Protocol):
    """What reading needs of a network."""

    heads: Heads
    limits: Limits
    name: str

    def run(self, chunk: Chunk) -> tuple[Array, Array]:
        """Return (pieces, width) vectors and (pieces, tags) logits."""


class OnnxEncoder:
    """The network as shipped: an ONNX graph on one thread, chunk by chunk, so that batches cannot matter."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the graph, heads and limits of a weights folder; raise WeightsError where one is not there."""
        for name in ("encoder.onnx", "heads.npz", "limits.json"):
            if not (folder / name).is_file():
                raise WeightsError(
                    f"{folder / name}: not there; install communique again, or run `make train`"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.heads = Heads.load(folder / "heads.npz")
        settings = json.loads((folder / "limits.json").read_text(encoding="utf-8"))
        self.name = settings.pop("name")
        self.limits = Limits(**settings)

    def run(self, chunk: Chunk) -> tuple[Array, Array]:
        """Return (pieces, width) vectors and (pieces, tags) logits."""
        hidden, tags = self._session.run(None, {"ids": chunk.ids[None], "flags": chunk.flags[None]})
        return hidden[0], tags[0]


@cache
def shipped() -> OnnxEncoder:
    """Return the encoder that ships with the package, loaded once a process."""
    return OnnxEncoder()
