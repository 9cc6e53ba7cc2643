"""The default model with low-rank changes and a head, in torch, where it is trained."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from kb.indexing.bundled_contents import QUERY_PROMPT
from kb.indexing.pair_reader import laid_out

RANK, UNITS = 16, 128
PLACES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}
"""Names in the file that kb reads, and in the model."""
_SINGLE = ("segments", "hidden.weight", "hidden.bias", "output.weight", "output.bias")
"""Names of what there is one of."""
Row = tuple[list[int], list[int]]
"""Ids and segments of a pair."""


class LowRank(nn.Module):
    """A linear layer that stays, and a change of it that is trained."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """``values`` through both."""
        lowered = functional.linear(values, self.down.to(values.dtype))
        return self.base(values) + functional.linear(lowered, self.up.to(values.dtype))


class Reader(nn.Module):
    """Pairs to log odds."""

    def __init__(self, folder: Path, dtype: torch.dtype) -> None:
        """``folder`` is the default model's, as ``ensure_model`` makes it; ``dtype``: of its own weights."""
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # With plain attention a step takes less time on two cores.
        self.model = AutoModel.from_pretrained(
            folder,
            attn_implementation="eager",
            dtype=dtype,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.model.requires_grad_(False)
        for layer in self.model.encoder.layer:
            for place in PLACES.values():
                parent, _, name = place.rpartition(".")
                holder = layer.get_submodule(parent)
                setattr(holder, name, LowRank(getattr(holder, name)))
        width = self.model.config.hidden_size
        self.segments = nn.Parameter(torch.zeros(3, width))
        self.head = nn.Sequential(nn.Linear(2 * width, UNITS), nn.Tanh(), nn.Linear(UNITS, 1))

    def row(self, question: str, sentence: str, around: str) -> Row:
        """The ids of a pair, and which of its three parts each is of."""
        asked = self._ids(QUERY_PROMPT + question)
        return laid_out(asked, self._ids(sentence), self._ids(around), 0, 2)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def forward(self, rows: list[Row]) -> torch.Tensor:
        """Log odds, shape (len(rows),)."""
        longest = -(-max(len(ids) for ids, _ in rows) // 8) * 8
        ids = torch.ones(len(rows), longest, dtype=torch.long)
        mask, parts = torch.zeros_like(ids), torch.zeros_like(ids)
        for at, (own, segments) in enumerate(rows):
            ids[at, : len(own)] = torch.tensor(own)
            parts[at, : len(own)] = torch.tensor(segments)
            mask[at, : len(own)] = 1
        words = self.model.embeddings.word_embeddings(ids)
        placed = words + self.segments.to(words.dtype)[parts]
        values = self.model(inputs_embeds=placed, attention_mask=mask).last_hidden_state.float()
        told = ((parts == 1) * mask).unsqueeze(-1)
        mean = (values * told).sum(1) / told.sum(1).clamp(min=1)
        logits: torch.Tensor = self.head(torch.cat([values[:, 0], mean], -1)).squeeze(-1)
        return logits

    def save(self, path: Path) -> None:
        """Write what was trained as kb reads it, 16-bit."""
        arrays = {
            name: np.stack([p.detach().numpy() for p in each]) for name, each in self._named()
        }
        arrays |= {name: array[0] for name, array in arrays.items() if name in _SINGLE}
        np.savez_compressed(path, **{k: v.astype(np.float16) for k, v in arrays.items()})

    @torch.no_grad()
    def load(self, path: Path) -> None:
        """Go on from what ``save`` wrote."""
        with np.load(path) as file:
            for name, each in self._named():
                values = file[name].astype(np.float32)
                for parameter, value in zip(
                    each, values[None] if name in _SINGLE else values, strict=True
                ):
                    parameter.copy_(torch.from_numpy(value))

    def _named(self) -> Iterator[tuple[str, list[nn.Parameter]]]:
        """What is trained, by the names in the file: of a matrix one for each layer."""
        for name, place in PLACES.items():
            for part in ("down", "up"):
                layers = self.model.encoder.layer
                yield f"{name}.{part}", [getattr(one.get_submodule(place), part) for one in layers]
        hidden, output = self.head[0], self.head[2]
        single = (self.segments, hidden.weight, hidden.bias, output.weight, output.bias)
        yield from ((name, [parameter]) for name, parameter in zip(_SINGLE, single, strict=True))
