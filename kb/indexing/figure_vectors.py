"""A vector for each thing that figures are of: their labels, embedded once however often they recur."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.figures.vocabulary.label import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.indexing.embedder import Embedder
    from kb.types import DataPoint

    Floats = NDArray[np.floating]

ROWS, LABELS = "rows.npy", "labels.json"


def labels_of(points: Iterable[DataPoint]) -> list[str]:
    """The distinct labels of ``points`` in order; ranks, which a question finds by their names, have none."""
    return sorted({label_of(point) for point in points if point.kind != "rank"})


def embed(labels: Sequence[str], known: Mapping[str, Floats], embedder: Embedder) -> Floats:
    """16-bit rows of ``labels``, shape (labels, dimension); those in ``known`` are taken from it."""
    missing = [label for label in labels if label not in known]
    made = embedder.embed_documents(missing).astype(np.float16) if missing else ()
    rows = {**known, **dict(zip(missing, made, strict=True))}
    shape = (len(labels), embedder.dimension)
    return np.array([rows[label] for label in labels], np.float16).reshape(shape)


@dataclass(frozen=True)
class FigureVectors:
    """Labels and their vectors."""

    labels: Sequence[str]
    rows: Floats
    """Shape (labels, dimension), of unit length; 16-bit floats on the disk."""

    def write(self, folder: Path) -> None:
        """Save into the new ``folder``."""
        folder.mkdir()
        np.save(folder / ROWS, self.rows)
        (folder / LABELS).write_text(json.dumps(self.labels, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> FigureVectors:
        """Open what ``write`` saved, memory-mapped."""
        labels = json.loads((folder / LABELS).read_text("utf-8"))
        return cls(labels, np.load(folder / ROWS, mmap_mode="r"))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each label."""
        return {label: row for row, label in enumerate(self.labels)}

    def cosines(self, query: Floats) -> Floats:
        """Of ``query`` and each label, less what all labels have in common; shape (labels,)."""
        centre, lengths = self._shared
        return (self.rows.astype(np.float32) @ query - centre @ query) / lengths

    @cached_property
    def _shared(self) -> tuple[Floats, Floats]:
        """The mean of the rows, and how far each is from it."""
        rows = self.rows.astype(np.float32)
        centre = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1], np.float32)
        lengths = np.linalg.norm(rows - centre, axis=1)
        return centre, np.where(lengths > 0, lengths, 1)
