"""The default model's network in numpy: slower than an engine, but there at once.

What an engine takes to load and to compile is longer than one question takes here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from kb.indexing.bundled_layers import Layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kb.indexing.batches import PartedIds
    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.bundled_layers import Layer, Linear, Norm

    Floats = NDArray[np.float32]


class NumpyNetwork:
    """Ids to a vector of unit length, in 32-bit floats. Threads wait for one another.

    Within, a text is an array of shape (hidden, places): with the weights on the left, BLAS takes
    two thirds of the time for the few places of a question.
    """

    backend = "numpy f32"

    def __init__(
        self, file: BundledFile, weights: Floats | None = None, layers: Layers | None = None
    ) -> None:
        """``weights``: see ``Layers.read``; ``layers``: in place of the file's own."""
        from threadpoolctl import ThreadpoolController

        self._file = file
        self._sizes = file.sizes
        self._layers = layers or Layers.read(file, weights)
        self._lock = threading.Lock()
        self._threads = ThreadpoolController()

    def encode(self, texts: Sequence[NDArray[np.int64]]) -> Floats:
        """Vectors of texts given by their ids, shape (len(texts), hidden), rows of unit length."""
        vectors = np.empty((len(texts), self._sizes.hidden), np.float32)
        # The matrices of a question are small: on a busy machine two threads of BLAS wait for each
        # other longer than they compute.
        with self._lock, self._threads.limit(limits=1, user_api="blas"):
            for row, ids in zip(vectors, texts, strict=True):
                row[:] = self._encode(ids)
        return vectors

    def encode_all(
        self, batches: Iterable[tuple[list[int], list[PartedIds]]]
    ) -> Iterator[tuple[list[int], list[Floats]]]:
        """Of each text its vector and those of its parts, (1 + parts, hidden), beside its number."""
        for numbers, texts in batches:
            with self._lock, self._threads.limit(limits=1, user_api="blas"):
                yield numbers, [self._encode_parts(text) for text in texts]

    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """What comes out for the words' ``rows``, (places, hidden), in sums of so much of each place.

        ``shares`` are of shape (sums, places), what comes back of (sums, hidden).
        """
        with self._lock:  # all cores of BLAS: a pair has several times a question's places
            return shares @ self._through_all(rows).T

    def _encode(self, ids: NDArray[np.int64]) -> Floats:
        return _pooled(self._values(ids))

    def _encode_parts(self, text: PartedIds) -> Floats:
        values = self._values(text.ids)
        spans = (values[:, start:end] for start, end in text.parts)
        return np.stack([_pooled(values), *map(_pooled, spans)])

    def _values(self, ids: NDArray[np.int64]) -> Floats:
        """What comes out for each place, shape (hidden, places)."""
        return self._through_all(self._file.word_rows(ids))

    def _through_all(self, rows: Floats) -> Floats:
        placed = rows + self._layers.positions[: len(rows)]
        values = self._norm(np.ascontiguousarray(placed.T), self._layers.embedding_norm)
        for layer in self._layers.layers:
            values = self._through(values, layer)
        return values

    def _through(self, values: Floats, layer: Layer) -> Floats:
        attended = _linear(self._attention(values, layer.query_key_value), layer.attended)
        values = self._norm(attended + values, layer.attention_norm)
        narrowed = _linear(_gelu(_linear(values, layer.widen)), layer.narrow)
        return self._norm(narrowed + values, layer.output_norm)

    def _attention(self, values: Floats, projection: Linear) -> Floats:
        heads = self._sizes.heads
        width = self._sizes.hidden // heads
        queries, keys, contents = _linear(values, projection).reshape(3, heads, width, -1)
        weights = queries.transpose(0, 2, 1) @ keys * np.float32(width**-0.5)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        attended: Floats = contents @ weights.transpose(0, 2, 1)
        return attended.reshape(values.shape)

    def _norm(self, values: Floats, norm: Norm) -> Floats:
        centred: Floats = values - values.mean(axis=0)
        variance = np.einsum("ij,ij->j", centred, centred) / np.float32(len(values))
        centred *= 1 / np.sqrt(variance + np.float32(self._sizes.epsilon))
        centred *= norm.scale[:, None]
        centred += norm.shift[:, None]
        return centred


def _pooled(values: Floats) -> Floats:
    """The mean of the places, of unit length; zeros of none."""
    summed: Floats = values.sum(axis=1)
    return summed / (np.linalg.norm(summed) or np.float32(1))


def _linear(values: Floats, linear: Linear) -> Floats:
    computed: Floats = linear.weight @ values
    computed += linear.bias[:, None]
    if linear.adapter is not None:
        computed += linear.adapter.up @ (linear.adapter.down @ values)
    return computed


def _gelu(values: Floats) -> Floats:
    """``x / 2 * (1 + erf(x / sqrt 2))``, in place of ``values``; wrong by 2e-7 at most."""
    values *= np.float32(0.5)
    error = _error_function(values * np.float32(2**0.5))
    error += 1
    error *= values
    return error


def _error_function(values: Floats) -> Floats:
    """Abramowitz and Stegun 7.1.26; numpy has none, and scipy takes long to import."""
    size = np.abs(values)
    place = 1 / (1 + np.float32(0.3275911) * size)
    sum_: Floats = np.full_like(place, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        sum_ *= place
        sum_ += np.float32(factor)
    sum_ *= place
    size *= -size
    sum_ *= np.exp(size, out=size)
    np.subtract(1, sum_, out=sum_)
    return np.copysign(sum_, values)
