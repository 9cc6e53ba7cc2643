"""The dense index: FAISS inner product over unit rows, so that a score is a cosine.

A row's ordinal is its place in the array it was built from, and the chunk's ordinal in the store.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.errors import IndexMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float32]
    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

FLAT_LIMIT = 50_000
"""Up to this many rows every row is compared, exactly; above it, an inverted file is probed."""
LISTS_PER_ROOT = 4
"""Lists of an inverted file, times the root of the number of rows."""
TRAINED_ON = 40
"""Rows a list that its centres are found from."""
PROBED = 128
"""Lists that a query looks into."""
COMPARED = 2
"""Rows that are compared exactly for each that is fetched."""
TIE_MARGIN = 16
"""Rows fetched beyond ``top_k``, so that equal scores at the cut are seen and ordered."""


_FLAT = struct.Struct("<4siqqqBiQ")
"""How FAISS begins the file of an ``IndexFlatIP``, after which its rows follow: a name, the dimension,
rows, two numbers that mean nothing, whether it is trained, the metric, and how many floats follow."""
_FLAT_NAME = b"IxFI"


def _faiss() -> Any:
    # Its annotations know only the C++ half of the calls; imported late, for it takes 0.1 s.
    import faiss

    return faiss


class _Rows:
    """What is used of a ``faiss.IndexFlatIP``, without the wait for FAISS: rows times a query."""

    def __init__(self, rows: FloatArray) -> None:
        self.rows = rows
        self.ntotal, self.d = rows.shape

    @classmethod
    def read(cls, path: Path) -> _Rows | None:
        """The rows of a saved flat index; None where the file holds another kind."""
        with path.open("rb") as file:
            head = file.read(_FLAT.size)
            if len(head) < _FLAT.size or not head.startswith(_FLAT_NAME):
                return None
            _, dimension, count, _, _, _, _, length = _FLAT.unpack(head)
            if length != count * dimension:
                return None
            return cls(np.fromfile(file, "<f4", length).reshape(count, dimension))

    def search(
        self, queries: FloatArray, count: int, params: BoolArray | None
    ) -> tuple[FloatArray, IntArray]:
        """The ``count`` best rows for the one query, in any order; ``params`` are those allowed."""
        scores = self.rows @ queries[0]
        if params is not None:
            scores[~params] = -np.inf
        best = np.argpartition(-scores, count - 1)[:count]
        return scores[np.newaxis, best], best[np.newaxis]

    def reconstruct_batch(self, ordinals: IntArray) -> FloatArray:
        """The rows of ``ordinals``."""
        return self.rows[ordinals]


class VectorIndex:
    """Unit vectors searched by inner product; higher scores are better."""

    def __init__(self, index: Any) -> None:
        """Take rows or a finished FAISS index; use ``build`` or ``load`` instead."""
        self._index = index

    @classmethod
    def build(cls, vectors: FloatArray, flat_limit: int = FLAT_LIMIT) -> VectorIndex:
        """Index ``vectors``, float32 unit rows of shape (n, dimension); n may be 0.

        Raises:
            ValueError: ``vectors`` is not an array of two dimensions.
        """
        if vectors.ndim != 2:
            raise ValueError(f"vectors must have shape (n, dimension), not {vectors.shape}")
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        return cls(_Rows(rows) if len(rows) <= flat_limit else _inverted_file(rows))

    @classmethod
    def load(cls, path: Path, memory_map: bool = True) -> VectorIndex:
        """Open a saved index. FAISS does not notice damage: check the file's digest first."""
        rows = _Rows.read(path)
        if rows is not None:
            return cls(rows)
        faiss = _faiss()
        flags = faiss.IO_FLAG_MMAP_IFC if memory_map else 0
        return cls(faiss.read_index(str(path), flags))

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        faiss = _faiss()
        index = self._index
        if isinstance(index, _Rows):
            index = faiss.IndexFlatIP(self.dimension)
            index.add(self._index.rows)
        faiss.write_index(index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a row."""
        return int(self._index.d)

    def reconstruct(self, ordinals: Sequence[int]) -> FloatArray:
        """The rows of ``ordinals``, shape (len(ordinals), dimension).

        Raises:
            IndexError: an ordinal is not in the index.
        """
        wanted = np.asarray(ordinals, dtype=np.int64).reshape(-1)
        if len(wanted) == 0:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if wanted.min() < 0 or wanted.max() >= len(self):
            raise IndexError(f"ordinals must lie in 0..{len(self) - 1}")
        return np.asarray(self._index.reconstruct_batch(wanted), dtype=np.float32)

    def search(
        self, queries: FloatArray, top_k: int, allowed: Sequence[int] | None = None
    ) -> tuple[FloatArray, IntArray]:
        """The ``top_k`` rows nearest to each query, best first, equal scores by ordinal.

        Args:
            queries: float32 unit rows, shape (n, dimension).
            top_k: columns of the result.
            allowed: the only ordinals to return; None allows all, an empty list none.

        Returns:
            Scores, float32 (n, top_k), and ordinals, int64 (n, top_k). Where there are fewer
            rows than ``top_k``, the ordinal is -1 and the score minus infinity.

        Raises:
            ValueError: the queries' dimension differs from the index's.
            IndexMismatch: the index is of a kind that is made no more.
        """
        rows = np.ascontiguousarray(queries, dtype=np.float32)
        if rows.ndim != 2 or rows.shape[1] != self.dimension:
            raise ValueError(f"queries must have shape (n, {self.dimension}), not {rows.shape}")
        scores = np.full((len(rows), top_k), -np.inf, dtype=np.float32)
        ordinals = np.full((len(rows), top_k), -1, dtype=np.int64)
        index, parameters, available = self._scope(allowed)
        for position in range(len(rows) if available and top_k > 0 else 0):
            # One at a time: FAISS adds up in another order for large batches.
            best, found = _nearest(index, rows[position], top_k, available, parameters)
            scores[position, : len(best)] = best
            ordinals[position, : len(found)] = found
        return scores, ordinals

    def _scope(self, allowed: Sequence[int] | None) -> tuple[Any, Any, int]:
        """The index to ask, its parameters, and how many rows it may return."""
        mask = None if allowed is None else self._mask(allowed)
        count = len(self) if mask is None else int(mask.sum())
        if isinstance(self._index, _Rows):
            return self._index, mask, count
        faiss = _faiss()
        if not isinstance(self._index, faiss.IndexRefineFlat):
            kind = type(self._index).__name__
            raise IndexMismatch(f"the index has vectors in an {kind}; run `kb build`")
        if mask is None:
            probed = faiss.SearchParametersIVF(nprobe=PROBED)
            refined = faiss.IndexRefineSearchParameters(k_factor=COMPARED, base_index_params=probed)
            return self._index, refined, count
        selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        # Most lists may hold none of the rows that are allowed, so a filter compares all rows.
        rows = faiss.downcast_index(self._index.refine_index)
        return rows, faiss.SearchParameters(sel=selector), count

    def _mask(self, allowed: Sequence[int]) -> BoolArray:
        mask = np.zeros(len(self), dtype=bool)
        chosen = np.asarray(allowed, dtype=np.int64)
        mask[chosen[(chosen >= 0) & (chosen < len(self))]] = True
        return mask


def _inverted_file(rows: FloatArray) -> Any:
    """Rows of a byte a component in lists of neighbours, and beside them the rows as they are."""
    faiss = _faiss()
    count, dimension = rows.shape
    lists = max(1, int(LISTS_PER_ROOT * math.sqrt(count)))
    metric = faiss.METRIC_INNER_PRODUCT
    centres = faiss.IndexFlatIP(dimension)
    probed = faiss.IndexIVFScalarQuantizer(
        centres, dimension, lists, faiss.ScalarQuantizer.QT_8bit, metric
    )
    # Every so many: the first rows are of the first documents alone.
    probed.train(np.ascontiguousarray(rows[:: max(1, count // (TRAINED_ON * lists))]))
    index = faiss.IndexRefineFlat(probed)
    index.add(rows)
    return index


def _nearest(
    index: Any, query: FloatArray, top_k: int, available: int, parameters: Any
) -> tuple[FloatArray, IntArray]:
    """Fetch until the scores at the cut differ, so that the lowest ordinals win a tie."""
    fetched = min(top_k + TIE_MARGIN, available)
    while True:
        scores, ordinals = _ranked(index, query, fetched, parameters)
        cut_is_clear = len(scores) <= top_k or scores[top_k - 1] > scores[-1]
        if fetched == available or cut_is_clear:
            return scores[:top_k], ordinals[:top_k]
        fetched = min(fetched * 4, available)


def _ranked(
    index: Any, query: FloatArray, count: int, parameters: Any
) -> tuple[FloatArray, IntArray]:
    _, found = index.search(query[np.newaxis], count, params=parameters)
    ordinals = found[0][found[0] >= 0].astype(np.int64)
    # FAISS adds up in an order that depends on a row's place; summed again here, row by row,
    # equal rows get equal scores.
    rows = index.reconstruct_batch(ordinals)
    scores = (rows * query).sum(axis=1, dtype=np.float32) if len(ordinals) else np.zeros(0, "f4")
    order = np.lexsort((ordinals, -scores))
    return scores[order].astype(np.float32), ordinals[order]
