"""The libraries that kb is set against, each used as its own documentation shows, with one model.

Every class adds passages, is saved to a folder, is loaded from there in another process, and finds
the passages of a question. Nothing is imported before a class is made, so that one library's time
and memory hold nothing of another's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

QUERY, PASSAGE = "query: ", "passage: "
"""The prompts that the model was trained with."""
FOUND = 10
BATCH = 32


class Store(Protocol):
    """What the benchmark asks of a library."""

    def warm(self, texts: Sequence[str]) -> None:
        """Load whatever embedding passages needs."""

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """Embed and index the passages, and save them to ``folder``."""

    def load(self, folder: Path) -> None:
        """Open what another process saved."""

    def search(self, question: str) -> list[int]:
        """Numbers of the ten best passages, best first; from several threads."""


class Sentences:
    """sentence-transformers, as LangChain, LlamaIndex and Chroma use it."""

    def __init__(self, model: Path) -> None:
        package = import_module("sentence_transformers")
        self._model = package.SentenceTransformer(str(model), device="cpu")
        # Its tokenizer fails where two threads pad at once.
        self._lock = threading.Lock()

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Their vectors."""
        return self._encode(texts, PASSAGE)

    def question(self, text: str) -> list[float]:
        """Its vector."""
        return self._encode([text], QUERY)[0]

    def _encode(self, texts: Sequence[str], prompt: str) -> list[list[float]]:
        with self._lock:
            rows = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        vectors: list[list[float]] = rows.tolist()
        return vectors


class LangChain:
    """langchain-core's own store; the FAISS of langchain-community is no faster at this size."""

    def __init__(self, model: Path) -> None:
        self._sentences = sentences = Sentences(model)
        core = import_module("langchain_core.embeddings")
        self._stores = import_module("langchain_core.vectorstores")

        class Embedding(core.Embeddings):  # type: ignore[name-defined,misc]
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return sentences.passages(texts)

            def embed_query(self, text: str) -> list[float]:
                return sentences.question(text)

        self._embedding = Embedding()
        self._store = self._stores.InMemoryVectorStore(self._embedding)

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        self._sentences.passages(texts)

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``."""
        self._store.add_texts(list(passages), ids=[str(n) for n in range(len(passages))])
        self._store.dump(str(folder / "store.json"))

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        kind = self._stores.InMemoryVectorStore
        self._store = kind.load(str(folder / "store.json"), self._embedding)

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        return [int(found.id) for found in self._store.similarity_search(question, k=FOUND)]


class LlamaIndex:
    """Its vector store index over nodes."""

    def __init__(self, model: Path) -> None:
        self._sentences = sentences = Sentences(model)
        core = import_module("llama_index.core.base.embeddings.base")
        self._index = import_module("llama_index.core")
        self._nodes = import_module("llama_index.core.schema")

        class Embedding(core.BaseEmbedding):  # type: ignore[name-defined,misc]
            def _get_query_embedding(self, query: str) -> list[float]:
                return sentences.question(query)

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return sentences.question(query)

            def _get_text_embedding(self, text: str) -> list[float]:
                return sentences.passages([text])[0]

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                return sentences.passages(texts)

        self._embedding = Embedding(embed_batch_size=BATCH)
        self._retriever: Any = None

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        self._sentences.passages(texts)

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``."""
        nodes = [self._nodes.TextNode(text=text, id_=str(n)) for n, text in enumerate(passages)]
        index = self._index.VectorStoreIndex(nodes, embed_model=self._embedding)
        index.storage_context.persist(str(folder))

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        context = self._index.StorageContext.from_defaults(persist_dir=str(folder))
        index = self._index.load_index_from_storage(context, embed_model=self._embedding)
        self._retriever = index.as_retriever(similarity_top_k=FOUND)

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        # It fails on an empty question, which CMRC2018 trial has one of.
        found = self._retriever.retrieve(question or " ")
        return [int(one.node.node_id) for one in found]


class Haystack:
    """Its store in memory, with its embedders for sentence-transformers."""

    def __init__(self, model: Path) -> None:
        self._sentences = Sentences(model)
        memory = import_module("haystack.document_stores.in_memory")
        self._kind = memory.InMemoryDocumentStore
        self._document = import_module("haystack").Document
        self._store = self._kind(embedding_similarity_function="cosine")

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        self._sentences.passages(texts)

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``."""
        rows = self._sentences.passages(passages)
        self._store.write_documents(
            [
                self._document(id=str(n), content=text, embedding=row)
                for n, (text, row) in enumerate(zip(passages, rows, strict=True))
            ]
        )
        self._store.save_to_disk(str(folder / "store.json"))

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        self._store = self._kind.load_from_disk(str(folder / "store.json"))

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        vector = self._sentences.question(question)
        return [int(found.id) for found in self._store.embedding_retrieval(vector, top_k=FOUND)]


class Txtai:
    """Its embeddings database, which loads the model by itself; ``hybrid`` adds its BM25."""

    def __init__(self, model: Path, hybrid: bool = False) -> None:
        self._lock = threading.Lock()
        settings = {
            "path": str(model),
            "instructions": {"query": QUERY, "data": PASSAGE},
            "gpu": False,
            "hybrid": hybrid,
        }
        self._embeddings = import_module("txtai").Embeddings(settings)

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        self._embeddings.batchtransform(list(texts), category="data")

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``."""
        self._embeddings.index(enumerate(passages))
        self._embeddings.save(str(folder / "txtai"))

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        self._embeddings.load(str(folder / "txtai"))

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        with self._lock:
            return [int(number) for number, _ in self._embeddings.search(question, FOUND)]


class Chroma:
    """A collection in a folder."""

    def __init__(self, model: Path) -> None:
        self._sentences = Sentences(model)
        self._chroma = import_module("chromadb")
        self._collection: Any = None

    def warm(self, texts: Sequence[str]) -> None:
        """See ``Store``."""
        self._sentences.passages(texts)

    def add(self, passages: Sequence[str], folder: Path) -> None:
        """See ``Store``."""
        self.load(folder)
        self._collection.add(
            ids=[str(number) for number in range(len(passages))],
            documents=list(passages),
            embeddings=self._sentences.passages(passages),
        )

    def load(self, folder: Path) -> None:
        """See ``Store``."""
        client = self._chroma.PersistentClient(str(folder))
        self._collection = client.get_or_create_collection("bench", embedding_function=None)

    def search(self, question: str) -> list[int]:
        """See ``Store``."""
        vector = self._sentences.question(question)
        found = self._collection.query(query_embeddings=[vector], n_results=FOUND)
        return [int(identifier) for identifier in found["ids"][0]]


PEERS: dict[str, Callable[[Path], Store]] = {
    "LangChain": LangChain,
    "LlamaIndex": LlamaIndex,
    "Haystack": Haystack,
    "txtai": Txtai,
    "txtai hybrid": lambda model: Txtai(model, hybrid=True),
    "Chroma": Chroma,
}
