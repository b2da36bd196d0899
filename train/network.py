"""The network as torch trains it: MiniLM with flags added, a tagger, and the heads of the reader."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from communique.entries.candidates import DYNAMIC, SLOTS, STATIC
from communique.entries.decode import TAGS
from communique.entries.encode import FLAGS
from communique.entries.heads import VALUES
from communique.records.kinds import KINDS

WIDTH = 384
FEATURES = len(STATIC) + len(DYNAMIC)


class Network(nn.Module):
    """Encoder and heads; the heads mirror communique.entries.heads to the letter."""

    def __init__(self, layers: int = 6, hidden: int = 192, key: int = 64, middle: int = 64) -> None:
        """Build it untrained; `start_from` loads the pretrained encoder."""
        super().__init__()
        config = BertConfig(
            hidden_size=WIDTH,
            num_hidden_layers=layers,
            num_attention_heads=12,
            intermediate_size=4 * WIDTH,
            hidden_dropout_prob=0.0,  # dropout is slow on a processor: see `blank` and `thin`
            attention_probs_dropout_prob=0.0,
            attn_implementation="sdpa",
        )
        self.encoder = BertModel(config, add_pooling_layer=False)
        own = WIDTH + len(KINDS)
        self.flags = nn.Linear(len(FLAGS), WIDTH, bias=False)
        nn.init.zeros_(self.flags.weight)
        self.tags = nn.Linear(WIDTH, TAGS)
        self.attribute_in, self.attribute_out = nn.Linear(own, 128), nn.Linear(128, len(VALUES))
        self.trigger_in = nn.Linear(own, hidden)
        self.mention_in = nn.Linear(WIDTH, hidden, bias=False)
        self.feature_in = nn.Linear(FEATURES, hidden, bias=False)
        self.trigger_key, self.mention_key = (
            nn.Linear(own, key, bias=False),
            nn.Linear(WIDTH, key, bias=False),
        )
        self.pair_mid, self.pair_out = nn.Linear(hidden + key, middle), nn.Linear(middle, len(SLOTS))
        self.rival_in = nn.Linear(2 * middle + 1, middle)
        self.rival_out = nn.Linear(middle, len(SLOTS))
        nn.init.zeros_(self.rival_out.weight)
        nn.init.zeros_(self.rival_out.bias)
        self.none = nn.Linear(own, len(SLOTS))

    def start_from(self, state: dict[str, Tensor]) -> None:
        """Load pretrained encoder weights; keys that the smaller encoder lacks are left out."""
        known = set(self.encoder.state_dict())
        self.encoder.load_state_dict({k: v for k, v in state.items() if k in known}, strict=False)

    def encode(self, ids: Tensor, flags: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return (batch, pieces, WIDTH) for (batch, pieces) ids and (batch, pieces, FLAGS) flags."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.flags(flags)
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden

    def own(self, trigger: Tensor, kind: Tensor) -> Tensor:
        """Return trigger vectors with their kind appended."""
        return torch.cat([trigger, kind], -1)

    def attributes(self, own: Tensor) -> Tensor:
        """Return (triggers, VALUES) logits."""
        logits: Tensor = self.attribute_out(torch.relu(self.attribute_in(own)))
        return logits

    def links(self, own: Tensor, mentions: Tensor, features: Tensor, slots: Tensor) -> Tensor:
        """Return (triggers, candidates) logits; features is (triggers, candidates, FEATURES)."""
        hidden = self.trigger_in(own)[:, None] + self.mention_in(mentions)[None] + self.feature_in(features)
        product = self.trigger_key(own)[:, None] * self.mention_key(mentions)[None]
        middle = torch.relu(self.pair_mid(torch.cat([torch.relu(hidden), product], -1)))
        chosen = slots[None, :, None].expand(len(own), -1, 1)
        alone: Tensor = self.pair_out(middle).gather(2, chosen)[..., 0]
        seen = torch.cat([middle, self._rivals(torch.sigmoid(alone), middle, slots)], -1)
        swayed: Tensor = self.rival_out(torch.relu(self.rival_in(seen))).gather(2, chosen)[..., 0]
        return alone + swayed

    def _rivals(self, taken: Tensor, middle: Tensor, slots: Tensor) -> Tensor:
        """Return (triggers, candidates, middle + 1): the others of each one's slot, as far as taken."""
        same = (slots[:, None] == slots[None]).float().fill_diagonal_(0)
        many = (taken @ same)[..., None]
        mean = torch.einsum("tc,dc,tcm->tdm", taken, same, middle) / (1 + many)
        return torch.cat([mean, torch.log1p(many)], -1)


def pooled(hidden: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """Return the mean vector of each half-open span of pieces: (spans, WIDTH)."""
    sums = torch.cat([torch.zeros(1, hidden.shape[1]), hidden.float().cumsum(0)])
    first = torch.tensor([s for s, _ in spans])
    last = torch.tensor([e for _, e in spans])
    return (sums[last] - sums[first]) / (last - first)[:, None]
