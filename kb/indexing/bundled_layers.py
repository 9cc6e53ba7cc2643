"""The default model's layers as arrays, read from the 4-bit file for whoever computes with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile, Packed

    Floats = NDArray[np.float32]


class Adapter(NamedTuple):
    """A low-rank change of a weight, ``up @ down``, that is computed beside it."""

    down: Floats
    """Shape (rank, inputs)."""
    up: Floats
    """Shape (outputs, rank)."""


@dataclass(frozen=True)
class Linear:
    """``x @ weight.T + bias``; the outputs of several tensors one above the other."""

    file: BundledFile
    names: tuple[str, ...]
    expanded: Floats | None = None
    """The weight's values in a row, where they are at hand already."""
    adapter: Adapter | None = None

    @cached_property
    def bias(self) -> Floats:
        """Shape (outputs,)."""
        return np.concatenate([self.file.array(f"{name}.b") for name in self.names])

    @cached_property
    def weight(self) -> Floats:
        """Shape (outputs, inputs)."""
        if self.expanded is not None:
            return self.expanded.reshape(len(self.bias), -1)
        weights = [self.file.array(f"{name}.w") for name in self.names]
        return np.concatenate(weights).reshape(len(self.bias), -1)

    @cached_property
    def packed(self) -> Packed:
        """The weight as it stands in the file, a sixth of the size."""
        return self.file.packed([f"{name}.w" for name in self.names], len(self.bias))


class Norm(NamedTuple):
    """Layer normalisation: scale and shift."""

    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the encoder."""

    query_key_value: Linear
    """The three one above the other: three times hidden outputs."""
    attended: Linear
    attention_norm: Norm
    widen: Linear
    narrow: Linear
    output_norm: Norm


@dataclass(frozen=True, slots=True)
class Layers:
    """All that comes after the table of words."""

    positions: Floats
    """Added to the word in each place, the type of a lone text included: (positions, hidden)."""
    embedding_norm: Norm
    layers: tuple[Layer, ...]

    def weights(self) -> Floats:
        """The large weights of all layers, shape (layers, values of a layer)."""
        return np.stack([_joined(layer) for layer in self.layers])

    def first(self) -> Layers:
        """The first layer alone."""
        return replace(self, layers=self.layers[:1])

    @classmethod
    def read(cls, file: BundledFile, weights: Floats | None = None) -> Layers:
        """Read the layers; the large weights when they are first asked for.

        Expanded, they are 21 million values, 85 MB and a tenth of a second. ``weights`` are
        those that ``weights()`` gave.

        Raises:
            ModelUnavailable: a tensor is missing.
        """
        width = file.sizes.hidden
        kind = file.array("emb.type", width)[0]
        return cls(
            file.array("emb.pos", width) + kind,
            _norm(file, "emb.ln"),
            tuple(
                _layer(file, f"l{number}", None if weights is None else weights[number])
                for number in range(file.sizes.layers)
            ),
        )


def _layer(file: BundledFile, name: str, weights: Floats | None) -> Layer:
    names = (
        (f"{name}.q", f"{name}.k", f"{name}.v"),
        (f"{name}.ao",),
        (f"{name}.fi",),
        (f"{name}.fo",),
    )
    if weights is None:
        linears = [Linear(file, each) for each in names]
    else:
        counts = [sum(file.tensors[f"{one}.w"].count for one in each) for each in names]
        parts = np.split(weights, np.cumsum(counts)[:-1])
        linears = [Linear(file, each, part) for each, part in zip(names, parts, strict=True)]
    query_key_value, attended, widen, narrow = linears
    return Layer(
        query_key_value,
        attended,
        _norm(file, f"{name}.aln"),
        widen,
        narrow,
        _norm(file, f"{name}.oln"),
    )


def _joined(layer: Layer) -> Floats:
    linears = (layer.query_key_value, layer.attended, layer.widen, layer.narrow)
    return np.concatenate([linear.weight.reshape(-1) for linear in linears])


def _norm(file: BundledFile, name: str) -> Norm:
    return Norm(file.array(f"{name}.w"), file.array(f"{name}.b"))
