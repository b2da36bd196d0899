"""Writes a fitted network as the package ships it: an ONNX graph in eight bits, heads, limits."""

import json
import tempfile
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from communique.entries.encode import FLAGS
from communique.entries.limits import Limits
from train.network import Network
from train.torch_encoder import heads_of


class _Graph(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, flags: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.network.encode(ids, flags)
        return hidden, self.network.tags(hidden)


def write_graph(network: Network, path: Path) -> None:
    """Write the encoder and tagger as ONNX, weights in eight bits, inputs `ids` and `flags`."""
    example = (torch.ones(1, 32, dtype=torch.long), torch.zeros(1, 32, len(FLAGS)))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _Graph(network).eval(),
            example,
            str(full),
            input_names=["ids", "flags"],
            output_names=["hidden", "tags"],
            dynamic_axes={"ids": {1: "pieces"}, "flags": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits of range: no machine's eight-bit products then overflow, so all agree.
        quantize_dynamic(
            str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def write(network: Network, limits: Limits, name: str, folder: Path) -> None:
    """Write graph, heads and limits into a weights folder."""
    write_graph(network, folder / "encoder.onnx")
    heads = heads_of(network)
    np.savez(
        folder / "heads.npz", **{f.name: getattr(heads, f.name).astype(np.float16) for f in fields(heads)}
    )
    text = json.dumps({"name": name, **asdict(limits)}, indent=1)
    (folder / "limits.json").write_text(text + "\n", encoding="utf-8")
