"""An embedder made of the default model's tokenizer and a network that computes with its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from kb.config import DEFAULT_EMBEDDER
from kb.indexing.batches import batches
from kb.indexing.bundled_contents import DOCUMENT_PROMPT, QUERY_PROMPT
from kb.indexing.bundled_model import DIMENSION
from kb.indexing.cleaning import clean, clean_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kb.indexing.batches import PartedIds
    from kb.indexing.bundled_tokens import PartedText

    Ids = NDArray[np.int64]
    Vectors = NDArray[np.float32]

FEW = 4
"""Up to so many questions at once are embedded one by one: their vectors then do not depend on
which others stand beside them."""


class Tokenizer(Protocol):
    """Texts to ids; for any number of threads at once."""

    def encode(self, texts: Sequence[str]) -> list[Ids]:
        """The ids of each text."""

    def encode_parts(self, texts: Sequence[PartedText]) -> list[PartedIds]:
        """The ids of each text, and where its parts stand among them."""


class Network(Protocol):
    """Ids to vectors; for any number of threads at once."""

    @property
    def backend(self) -> str:
        """Engine and precision."""

    def encode(self, texts: Sequence[Ids]) -> Vectors:
        """Vectors of texts given by their ids, rows of unit length."""

    def encode_all(
        self, batches: Iterable[tuple[list[int], list[PartedIds]]]
    ) -> Iterator[tuple[list[int], list[Vectors]]]:
        """Of each text its vector and those of its parts, (1 + parts, hidden), beside its number."""


class NetworkEmbedder:
    """The default model with one way to compute it.

    Args:
        tokenizer: gives the ids.
        network: computes with them.
        query_prompt: put before questions; None takes the model's own.
        document_prompt: put before chunks; None takes the model's own.
    """

    name = DEFAULT_EMBEDDER
    dimension = DIMENSION

    def __init__(
        self,
        tokenizer: Tokenizer,
        network: Network,
        query_prompt: str | None = None,
        document_prompt: str | None = None,
    ) -> None:
        self.query_prompt = QUERY_PROMPT if query_prompt is None else query_prompt
        self.document_prompt = DOCUMENT_PROMPT if document_prompt is None else document_prompt
        self._tokenizer = tokenizer
        self._network = network

    @property
    def backend(self) -> str:
        """Engine and precision."""
        return self._network.backend

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder``; only the first 2,000 characters of each text count."""
        prompted = [self.query_prompt + clean_query(text) for text in texts]
        if len(prompted) > FEW:
            return self._embed([(text, ()) for text in prompted], None)[0]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for row, ids in zip(vectors, self._tokenizer.encode(prompted), strict=True):
            row[:] = self._network.encode([ids])[0]
        return vectors

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """See ``Embedder``; what is beyond 512 tokens does not count."""
        return self.embed_parts([(text, ()) for text in texts], progress)[0]

    def embed_parts(
        self, texts: Sequence[PartedText], progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """See ``PartsEmbedder``; a part beyond 512 tokens has a vector of zeros."""
        prompt = self.document_prompt
        prompted = []
        for text, parts in texts:
            # Cleaning takes NUL out, which moves what stands behind it.
            moved = [[len(prompt) + at - text.count("\0", 0, at) for at in part] for part in parts]
            prompted.append((prompt + clean(text), [(start, end) for start, end in moved]))
        return self._embed(prompted, progress)

    def _embed(
        self, prompted: Sequence[PartedText], progress: Callable[[int], None] | None
    ) -> tuple[Vectors, list[Vectors]]:
        vectors = np.empty((len(prompted), self.dimension), np.float32)
        parts: list[Vectors] = [vectors[:0]] * len(prompted)
        done = 0
        encoded = batches(prompted, self._tokenizer.encode_parts)
        for numbers, texts in self._network.encode_all(encoded):
            for number, rows in zip(numbers, texts, strict=True):
                vectors[number] = rows[0]
                parts[number] = rows[1:]
            done += len(numbers)
            if progress:
                progress(done)
        return vectors, parts
