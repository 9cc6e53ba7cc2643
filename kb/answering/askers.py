"""One asker for each choice of documents, and the choice that a question itself makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.answering.asker import Asker

if TYPE_CHECKING:
    from kb.answering.generator import Generator
    from kb.answering.reranker import Reranker
    from kb.answering.retriever import Retriever
    from kb.figures.vocabulary import Vocabulary
    from kb.indexing.store import Store
    from kb.types import Answer

REMEMBERED = 16
"""Choices of documents whose figures are kept in memory."""


class Askers:
    """Answers from all documents of one generation, or from some."""

    def __init__(
        self,
        store: Store,
        retriever: Retriever,
        vocabulary: Vocabulary,
        reranker: Reranker | None = None,
        generator: Generator | None = None,
    ) -> None:
        """Take finished parts, as ``Asker`` does."""

        def make(documents: tuple[str, ...] | None) -> Asker:
            return Asker(store, retriever, vocabulary, reranker, generator, documents)

        self._made = lru_cache(REMEMBERED)(make)

    def of(self, documents: Sequence[str] | None = None) -> Asker:
        """The asker of the documents with these ids; None for all."""
        return self._made(None if documents is None else tuple(documents))

    def ask(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        stage: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer from the documents with these ids, or from all; see ``Asker.ask``."""
        return self.of(documents).ask(question, stage)
