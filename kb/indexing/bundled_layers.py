"""The default model's layers as arrays, read from the 4-bit file for whoever computes with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile, Packed

    Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """``x @ weight.T + bias``; the outputs of several tensors one above the other."""

    file: BundledFile
    names: tuple[str, ...]

    @cached_property
    def bias(self) -> Floats:
        """Shape (outputs,)."""
        return np.concatenate([self.file.array(f"{name}.b") for name in self.names])

    @cached_property
    def weight(self) -> Floats:
        """Shape (outputs, inputs)."""
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

    @classmethod
    def read(cls, file: BundledFile) -> Layers:
        """Read the layers; the large weights when they are first asked for.

        Expanded, they are 21 million values, 85 MB and a tenth of a second.

        Raises:
            ModelUnavailable: a tensor is missing.
        """
        width = file.sizes.hidden
        kind = file.array("emb.type", width)[0]
        return cls(
            file.array("emb.pos", width) + kind,
            _norm(file, "emb.ln"),
            tuple(_layer(file, f"l{number}") for number in range(file.sizes.layers)),
        )


def _layer(file: BundledFile, name: str) -> Layer:
    return Layer(
        Linear(file, (f"{name}.q", f"{name}.k", f"{name}.v")),
        Linear(file, (f"{name}.ao",)),
        _norm(file, f"{name}.aln"),
        Linear(file, (f"{name}.fi",)),
        Linear(file, (f"{name}.fo",)),
        _norm(file, f"{name}.oln"),
    )


def _norm(file: BundledFile, name: str) -> Norm:
    return Norm(file.array(f"{name}.w"), file.array(f"{name}.b"))
