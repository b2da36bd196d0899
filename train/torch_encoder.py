"""A torch network behind the interface that the reader knows, to score it before it is exported."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from communique.entries.encode import Chunk
from communique.entries.heads import Heads
from communique.entries.limits import Limits
from train.network import Network


def _array(value: Tensor) -> NDArray[np.float32]:
    return value.detach().float().numpy().astype(np.float32)


def heads_of(network: Network) -> Heads:
    """Return the heads of a network as the matrices that ship."""

    def weight(name: str) -> NDArray[np.float32]:
        return _array(network.get_parameter(f"{name}.weight").T)

    def bias(name: str) -> NDArray[np.float32]:
        return _array(network.get_parameter(f"{name}.bias"))

    return Heads(
        attribute_in=weight("attribute_in"),
        attribute_bias=bias("attribute_in"),
        attribute_out=weight("attribute_out"),
        attribute_out_bias=bias("attribute_out"),
        trigger_in=weight("trigger_in"),
        mention_in=weight("mention_in"),
        feature_in=weight("feature_in"),
        pair_bias=bias("trigger_in"),
        trigger_key=weight("trigger_key"),
        mention_key=weight("mention_key"),
        pair_mid=weight("pair_mid"),
        pair_mid_bias=bias("pair_mid"),
        pair_out=weight("pair_out"),
        pair_out_bias=bias("pair_out"),
        rival_in=weight("rival_in"),
        rival_bias=bias("rival_in"),
        rival_out=weight("rival_out"),
        rival_out_bias=bias("rival_out"),
        none_in=weight("none"),
        none_bias=bias("none"),
    )


class TorchEncoder:
    """Runs a fitted network chunk by chunk in full precision."""

    name = "reader"

    def __init__(self, network: Network, limits: Limits) -> None:
        """Take a fitted network and the limits to decide by."""
        self._network, self.limits, self.heads = network, limits, heads_of(network)

    @torch.no_grad()
    def run(self, chunk: Chunk) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return (pieces, width) vectors and (pieces, tags) logits."""
        hidden = self._network.encode(torch.from_numpy(chunk.ids)[None], torch.from_numpy(chunk.flags)[None])
        return _array(hidden[0]), _array(self._network.tags(hidden)[0])
