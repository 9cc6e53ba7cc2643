"""Text to vectors of unit length: any sentence-transformers model, or the default one.

``load_embedder`` chooses by ``Config.embedder``. The default model needs no torch: see
``DefaultEmbedder``.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np

from kb.config import DEFAULT_EMBEDDER
from kb.indexing.bundled_embedders import BundledParts
from kb.indexing.bundled_model import bundled_path, ensure_model
from kb.indexing.cleaning import clean, clean_query
from kb.indexing.default_embedder import DefaultEmbedder
from kb.indexing.embedder_name import embedder_name
from kb.indexing.sentence_model import load_sentence_model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from kb.config import Config
    from kb.indexing.bundled_tokens import PartedText
    from kb.indexing.pair_reader import PairReader


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """Stands in the index's manifest."""

    @property
    def dimension(self) -> int:
        """Components of a vector."""

    @property
    def backend(self) -> str:
        """Engine and precision that embed documents; told in the manifest, never compared."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions: (n, dimension), rows of unit length, in the order given."""

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of chunks: (n, dimension), rows of unit length, in the order given.

        ``progress`` is called with the texts done so far.
        """


@runtime_checkable
class PartsEmbedder(Embedder, Protocol):
    """An embedder that gives the parts of a text their own vectors in the same pass.

    A part's vector is the mean of its tokens' outputs, which know the whole text ("late chunking":
    Günther et al., arXiv 2409.04701, 2024).
    """

    def embed_parts(
        self, texts: Sequence[PartedText], progress: Callable[[int], None] | None = None
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """What ``embed_documents`` returns, and for each text an array (parts, dimension).

        The list is empty where no parts can be told apart.
        """


class SentenceModel(Protocol):
    """The part of ``SentenceTransformer`` that is used."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """The model's own prompts by name."""

    def encode(self, sentences: list[str], **options: Any) -> Any:
        """Vectors of the sentences."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model.

    Args:
        model: the loaded model.
        name: how it is called in the manifest.
        query_prompt: put before questions; None takes the model's own ``query`` prompt.
        document_prompt: put before chunks; None takes its ``document`` or ``passage`` prompt.
        batch_size: texts embedded at once.
    """

    backend = "sentence-transformers"

    def __init__(
        self,
        model: SentenceModel,
        name: str,
        query_prompt: str | None = None,
        document_prompt: str | None = None,
        batch_size: int = 16,
    ) -> None:
        self.name = name
        self.query_prompt = _own_prompt(model, "query") if query_prompt is None else query_prompt
        self.document_prompt = (
            _own_prompt(model, "document", "passage", "corpus")
            if document_prompt is None
            else document_prompt
        )
        self._model = model
        self._batch_size = batch_size
        # The tokenizer's padding is set on each call: two threads at once end in an error.
        self._lock = threading.Lock()

    @classmethod
    def load(cls, model: str, config: Config, name: str = "") -> SentenceTransformerEmbedder:
        """Load ``model``, a folder or a hub name; see ``load_sentence_model`` for errors."""
        return cls(
            load_sentence_model(model),
            name or model,
            config.query_prompt,
            config.document_prompt,
            config.batch_size,
        )

    @cached_property
    def dimension(self) -> int:
        """Components of a vector, as the model returns them."""
        return int(self._encode(["a"], "").shape[1])

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder``; only the first 2,000 characters of each text count."""
        return self._embed([clean_query(text) for text in texts], self.query_prompt)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """See ``Embedder``; what is beyond the model's longest input does not count."""
        return self._embed([clean(text) for text in texts], self.document_prompt, progress)

    def _embed(
        self, texts: list[str], prompt: str, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        # Like lengths together, so that little is padded; bytes follow tokens in any script.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i].encode()))
        for start in range(0, len(order), self._batch_size):
            batch = order[start : start + self._batch_size]
            vectors[batch] = self._encode([texts[i] for i in batch], prompt)
            if progress:
                progress(start + len(batch))
        return vectors

    def _encode(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        with self._lock:
            encoded = self._model.encode(
                texts,
                prompt=prompt,
                batch_size=self._batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(encoded, np.float32)


def _own_prompt(model: SentenceModel, *names: str) -> str:
    return next((model.prompts[name] for name in names if model.prompts.get(name)), "")


def load_embedder(config: Config, progress: Callable[[int, int], None] | None = None) -> Embedder:
    """The embedder that the settings name.

    Args:
        config: ``embedder``, the prompts, ``batch_size`` and ``cache_folder`` count.
        progress: called with bytes done and in all while the default model is made, which is
            when documents are first embedded; never called once it is there.

    Raises:
        ModelUnavailable: the model is neither here nor to be had; the message says what to do.
    """
    if config.embedder != DEFAULT_EMBEDDER:
        return SentenceTransformerEmbedder.load(config.embedder, config, embedder_name(config))
    bundled = BundledParts(bundled_path(), config)

    def load_expanded() -> Embedder:
        folder = ensure_model(config.cache_folder, progress)
        return SentenceTransformerEmbedder.load(str(folder), config, DEFAULT_EMBEDDER)

    return DefaultEmbedder(
        bundled.first, bundled.questions, bundled.documents, load_expanded, embedder_name(config)
    )


def load_reader(config: Config, embedder: Embedder) -> PairReader | None:
    """What reads a question and a sentence together: the default model, where it embeds; else none.

    Nothing is loaded before the first question.
    """
    if not isinstance(embedder, DefaultEmbedder):
        return None
    return BundledParts(bundled_path(), config).reader()
