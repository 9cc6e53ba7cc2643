"""kb behind the same four methods as its peers; see ``bench.peer_stores``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.indexing.embedder import Embedder
    from kb.knowledge_base import KnowledgeBase

FILES, INDEX = "files", "index"


class Searched:
    """``KnowledgeBase.search``; the whole of ``build`` counts, with figures, words and records."""

    def __init__(self, model: Path) -> None:
        """Take no notice of ``model``: the default one is made of the same weights."""
        self._embedder: Embedder | None = None
        self._base: KnowledgeBase | None = None

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        from kb.config import Config
        from kb.indexing.embedder import load_embedder

        self._embedder = load_embedder(Config.load())
        self._embedder.embed_documents(texts)

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``; each passage is a text file."""
        from kb.knowledge_base import KnowledgeBase

        files = folder / FILES
        files.mkdir()
        for number, text in enumerate(passages):
            (files / f"{number:08d}.txt").write_text(text, encoding="utf-8")
        KnowledgeBase.build([files], folder / INDEX, embedder=self._embedder).close()

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        from kb.knowledge_base import KnowledgeBase

        self._base = KnowledgeBase.open(folder / INDEX)

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        assert self._base is not None
        passages = self._base.search(question)
        return list(dict.fromkeys(number_of(passage.document_name) for passage in passages))


class Asked(Searched):
    """``KnowledgeBase.ask``: the passages that the answer came with."""

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        assert self._base is not None
        passages = self._base.ask(question).passages
        return list(dict.fromkeys(number_of(passage.document_name) for passage in passages))


def number_of(name: str) -> int:
    """The number of the passage that a file was made of."""
    return int(Path(name).stem)
