"""Vectors of the sentences of every chunk, pooled from the pass that embedded the chunk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.text import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.types import Chunk

    Floats = NDArray[np.floating]

ROWS, PLACES, CENTRE = "rows.npy", "places.npy", "centre.npy"
DIGITS = 4
"""Decimals of a cosine that 16-bit rows bear out."""


def spans(chunk: Chunk) -> list[tuple[int, int]]:
    """The sentences of ``chunk``, as offsets in its ``embedded_text``."""
    before = len(chunk.embedded_text) - len(chunk.quote)
    return [(before + start, before + end) for start, end in sentence_spans(chunk.quote)]


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """Sentences by chunk and place."""

    rows: Floats
    """Shape (sentences, dimension), of unit length or zero; 16-bit floats on the disk."""
    places: NDArray[np.int64]
    """Ordinal of the chunk and offset in the document, shape (sentences, 2), ordinals ascending."""
    centre: Floats
    """The mean of the rows: what all sentences have in common tells none from another."""

    @classmethod
    def write(cls, folder: Path, chunks: Sequence[Chunk], rows: Sequence[Floats]) -> None:
        """Save into the new ``folder`` the rows of each chunk's ``spans``, by ordinal."""
        folder.mkdir()
        places = [
            (ordinal, chunk.start + start)
            for ordinal, chunk in enumerate(chunks)
            for start, _ in sentence_spans(chunk.quote)
        ]
        stacked = np.concatenate(rows) if rows else np.zeros((0, 0), np.float32)
        centre = stacked.mean(axis=0) if len(stacked) else np.zeros(stacked.shape[1])
        np.save(folder / ROWS, stacked.astype(np.float16))
        np.save(folder / PLACES, np.array(places, np.int64).reshape(-1, 2))
        np.save(folder / CENTRE, centre.astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> SentenceVectors:
        """Open what ``write`` saved, memory-mapped."""
        rows, places = (np.load(folder / name, mmap_mode="r") for name in (ROWS, PLACES))
        return cls(rows, places, np.load(folder / CENTRE))

    def of(self, ordinal: int) -> Floats:
        """The rows of one chunk, in the order of its ``spans``."""
        return self.rows[self._of(ordinal)]

    def topic(self, query: Floats) -> float:
        """The mean cosine of ``query`` and all sentences: is it about what the index is about?"""
        return round(float(self.centre @ query), DIGITS) if len(self.rows) else 0.0

    def nearness(self, ordinals: Sequence[int], query: Floats) -> dict[int, float]:
        """The cosine of ``query`` and each sentence of these chunks, less what all have in common.

        By the sentence's offset in the document.
        """
        found: dict[int, float] = {}
        for ordinal in ordinals if len(self.rows) else ():
            own = self._of(ordinal)
            rows = self.rows[own].astype(np.float32) - self.centre
            lengths = np.linalg.norm(rows, axis=1)
            cosines = rows @ query / np.where(lengths > 0, lengths, 1)
            for start, cosine in zip(self.places[own, 1], cosines, strict=True):
                found[int(start)] = round(float(cosine), DIGITS)
        return found

    def _of(self, ordinal: int) -> slice:
        first, after = np.searchsorted(self.places[:, 0], (ordinal, ordinal + 1))
        return slice(int(first), int(after))
