"""What makes the default model read: small matrices beside its own, and a head that tells a verdict.

The embedding model compares texts that it has seen apart. Fine-tuned on pairs, it reads question and
sentence together and says whether the one answers the other. Only low-rank changes of its weights
were trained (LoRA: Hu et al., arXiv 2106.09685, 2021); they are in ``reader.npz``, made by ``training/``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kb.indexing.bundled_layers import Adapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kb.indexing.bundled_layers import Layer, Layers, Linear

    Floats = NDArray[np.float32]
    Arrays = Mapping[str, Floats]

_FILE = Path(__file__).with_name("reader.npz")
_HEAD = ("hidden.weight", "hidden.bias", "output.weight", "output.bias")
_BESIDE = (".down", ".up")


@dataclass(frozen=True, slots=True)
class Head:
    """A hidden layer and the verdict, over the first place and the mean of the sentence's."""

    hidden: Floats
    """Shape (units, 2 times the model's width)."""
    hidden_bias: Floats
    verdict: Floats
    """Shape (1, units)."""
    verdict_bias: Floats

    def logit(self, first: Floats, sentence: Floats) -> float:
        """Log odds that the sentence answers."""
        units = np.tanh(self.hidden @ np.concatenate([first, sentence]) + self.hidden_bias)
        return float((self.verdict @ units + self.verdict_bias)[0])


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """What is trained beside the layers."""

    segments: Floats
    """Added to the words of the question, of the sentence, and of what stands around it: (3, width)."""
    head: Head

    @classmethod
    @cache
    def load(cls) -> ReaderWeights:
        """Read them from the file that comes with kb."""
        with np.load(_FILE) as file:
            return cls(_array(file, "segments"), Head(*(_array(file, name) for name in _HEAD)))


def adapted(layers: Layers) -> Layers:
    """``layers`` with the trained matrices beside their own, which are read from the file that comes with kb."""
    with np.load(_FILE) as file:
        trained = {name: _array(file, name) for name in file.files if name.endswith(_BESIDE)}
    changed = tuple(_adapted(trained, layer, n) for n, layer in enumerate(layers.layers))
    return replace(layers, layers=changed)


def _adapted(trained: Arrays, layer: Layer, number: int) -> Layer:
    def beside(linear: Linear, *names: str) -> Linear:
        downs = [trained[f"{name}.down"][number] for name in names]
        ups = [trained[f"{name}.up"][number] for name in names]
        return replace(linear, adapter=Adapter(np.concatenate(downs), _diagonal(ups)))

    return replace(
        layer,
        query_key_value=beside(layer.query_key_value, "query", "key", "value"),
        attended=beside(layer.attended, "attended"),
        widen=beside(layer.widen, "widen"),
        narrow=beside(layer.narrow, "narrow"),
    )


def _array(file: Arrays, name: str) -> Floats:
    return file[name].astype(np.float32)


def _diagonal(blocks: list[Floats]) -> Floats:
    """The matrices along the diagonal of one that is zero elsewhere."""
    rows, columns = (sum(block.shape[axis] for block in blocks) for axis in (0, 1))
    joined = np.zeros((rows, columns), np.float32)
    row = column = 0
    for block in blocks:
        joined[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return joined
