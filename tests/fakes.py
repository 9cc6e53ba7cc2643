"""Stand-ins with exact results, for tests that need no model."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from kb.config import DEFAULT_EMBEDDER
from kb.text import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


class FakeEmbedder:
    """A bag of the text's tokens, each hashed to one component; the same on every machine.

    Texts with the same tokens have cosine 1, texts with none in common have 0 unless two tokens
    share a component. A text without tokens is the first unit vector.
    """

    name = "fake"
    backend = "hashes"

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        vectors = self._embed(texts)
        if progress:
            progress(len(texts))
        return vectors

    def component(self, token: str) -> int:
        digest = hashlib.sha256(token.encode("utf-8", "replace")).digest()
        return int.from_bytes(digest[:8], "big") % self.dimension

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for token in tokens(text):
                row[self.component(token)] += 1
            if not row.any():
                row[0] = 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class PartsEmbedder(FakeEmbedder):
    """Gives each part the vector of its own text, and notes what it embeds."""

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(dimension)
        self.embedded = 0
        """Texts whose parts were asked for."""
        self.documents: list[str] = []
        """Texts embedded whole."""

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        self.documents += texts
        return super().embed_documents(texts, progress)

    def embed_parts(
        self,
        texts: Sequence[tuple[str, Sequence[tuple[int, int]]]],
        progress: Callable[[int], None] | None = None,
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        self.embedded += len(texts)
        parts = [self._embed([text[a:b] for a, b in wanted]) for text, wanted in texts]
        return self._embed([text for text, _ in texts]), parts


class QuickEmbedder(FakeEmbedder):
    """Makes an index that a server with the default model opens, where what is found is no matter."""

    name = DEFAULT_EMBEDDER
