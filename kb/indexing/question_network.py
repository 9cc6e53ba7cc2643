"""A question that is alone gets more than one core; those that come together, a core each."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kb.indexing.batches import PartedIds
    from kb.indexing.network_embedder import Network

    Floats = NDArray[np.float32]


class QuestionNetwork:
    """Two networks that compute the same; several threads may use it at once.

    Args:
        alone: computes while nothing else is computed here.
        load_beside: gives the network for what comes meanwhile, when there first is such.
    """

    def __init__(self, alone: Network, load_beside: Callable[[], Network]) -> None:
        self.backend = alone.backend
        self._alone = alone
        self._load_beside = load_beside
        self._loaded: Network | None = None
        self._working = threading.Lock()
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[NDArray[np.int64]]) -> Floats:
        """Vectors of texts given by their ids, rows of unit length."""
        if not self._working.acquire(blocking=False):
            return self._beside().encode(texts)
        try:
            return self._alone.encode(texts)
        finally:
            self._working.release()

    def encode_all(
        self, batches: Iterable[tuple[list[int], list[PartedIds]]]
    ) -> Iterator[tuple[list[int], list[Floats]]]:
        """See ``Network``; many at once keep each core at work."""
        return self._beside().encode_all(batches)

    def _beside(self) -> Network:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load_beside()
        return self._loaded
