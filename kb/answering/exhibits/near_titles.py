"""The chart or table whose title is nearest in meaning to a question, where words do not tell which one is meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kb.answering.retrieval.retriever import Retriever

LEAST, AHEAD = 0.012, 0.006
"""How much nearer than all titles at the mean one has to be that shares no word, and by how much than the next."""
REMEMBERED = 8
"""How many lists of titles are kept as vectors."""


class NearTitles:
    """Compares titles by the vectors of the model that embeds the chunks."""

    def __init__(self, retriever: Retriever) -> None:
        """Take what embeds questions."""
        self._retriever = retriever
        self._vectors = lru_cache(REMEMBERED)(self._embedded)

    def nearest(self, text: str, titles: Sequence[str], least: float = LEAST) -> int | None:
        """Which of ``titles`` is nearest to ``text``; None where no one clearly is."""
        if len(titles) < 2:
            return None
        vectors = self._vectors(tuple(titles))
        cosines = (vectors - vectors.mean(0)) @ self._retriever.vector(text)[0]
        best, *others = np.argsort(-cosines, kind="stable").tolist()
        ahead = cosines[best] - cosines[others[0]]
        return best if cosines[best] >= least and ahead >= AHEAD else None

    def _embedded(self, titles: tuple[str, ...]) -> NDArray[np.float32]:
        return self._retriever.embedder.embed_documents(list(titles))
