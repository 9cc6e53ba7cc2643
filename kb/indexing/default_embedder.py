"""The default model: the first question by what is there at once, the rest by what is fastest."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kb.config import DEFAULT_EMBEDDER
from kb.errors import ModelUnavailable
from kb.indexing.bundled_model import DIMENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kb.indexing.bundled_tokens import PartedText
    from kb.indexing.embedder import Embedder

    Load = Callable[[], Embedder]
    Vectors = NDArray[np.float32]


class DefaultEmbedder:
    """Chooses among embedders whose vectors agree, and loads each when it is first needed.

    A process that asks one question is done before an engine is loaded, so the engine is loaded
    for the second. An engine that cannot be had is done without.

    Args:
        load_first: embeds the first question, and all where there is no engine.
        load_questions: embeds further questions; small in memory.
        load_documents: embeds documents; the fastest for many texts.
        load_expanded: embeds documents where ``load_documents`` finds its engine unavailable.
        name: stands in the index's manifest.
    """

    dimension = DIMENSION

    def __init__(
        self,
        load_first: Load,
        load_questions: Load,
        load_documents: Load,
        load_expanded: Load,
        name: str = DEFAULT_EMBEDDER,
    ) -> None:
        self.name = name
        self._load_first = load_first
        self._load_questions = load_questions
        self._load_documents = load_documents
        self._load_expanded = load_expanded
        self._first: Embedder | None = None
        self._questions: Embedder | None = None
        self._documents: Embedder | None = None
        self._lock = threading.Lock()

    @property
    def backend(self) -> str:
        """What embeds documents, once some were embedded."""
        return self._documents.backend if self._documents else ""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder``; only the first 2,000 characters of each text count.

        Raises:
            ModelUnavailable: the model's file is not installed or damaged.
        """
        with self._lock:
            embedder = self._for_questions(len(texts))
        return embedder.embed_queries(texts)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """See ``Embedder``; what is beyond 512 tokens does not count.

        Raises:
            ModelUnavailable: the model cannot be made or loaded.
        """
        return self._for_documents().embed_documents(texts, progress)

    def embed_parts(
        self, texts: Sequence[PartedText], progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """See ``PartsEmbedder``; without an engine, no parts are told apart.

        Raises:
            ModelUnavailable: the model cannot be made or loaded.
        """
        embedder = self._for_documents()
        # A model of torch's has no such method.
        if hasattr(embedder, "embed_parts"):
            parted: tuple[Vectors, list[Vectors]] = embedder.embed_parts(texts, progress)
            return parted
        return embedder.embed_documents([text for text, _ in texts], progress), []

    def _for_documents(self) -> Embedder:
        with self._lock:
            if self._documents is None:
                self._documents = _first_available(self._load_documents, self._load_expanded)
        return self._documents

    def _for_questions(self, count: int) -> Embedder:
        if self._questions is not None:
            return self._questions
        if self._first is None and count <= 1:
            self._first = self._load_first()
            return self._first
        self._questions = _first_available(self._load_questions, self._load_first)
        self._first = None  # 100 MB that nobody needs any more
        return self._questions


def _first_available(load: Load, load_otherwise: Load) -> Embedder:
    try:
        return load()
    except ModelUnavailable:
        return load_otherwise()
