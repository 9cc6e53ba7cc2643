"""``KnowledgeBase``: composes the parts and does nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.answering.asker import Asker
from kb.answering.generator import load_generator
from kb.answering.matches import matches
from kb.answering.reranker import load_reranker
from kb.answering.retriever import Retriever
from kb.config import Config
from kb.errors import CorpusError, DocumentError, QueryError
from kb.figures import extract
from kb.figures.tables import exhibit_points
from kb.figures.vocabulary import Vocabulary
from kb.indexing.builder import BuildResult, build, update
from kb.indexing.chunker import split
from kb.indexing.embedder import Embedder, load_embedder
from kb.indexing.generation import Generation, Pointer, open_generation
from kb.readers import find_files, read
from kb.types import Answer, Chunk, DataPoint, Document, Exhibit, Finding, Language, Passage

if TYPE_CHECKING:
    Progress = Callable[[str, int, int], None]
    Prepared = tuple[Document, list[Chunk], list[DataPoint]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read; the rest of its batch went on."""

    name: str
    error: DocumentError


class KnowledgeBase:
    """A knowledge base over one index folder, as its live generation stood when it was opened."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        config: Config,
        index_folder: Path,
        failures: tuple[Failure, ...] = (),
        result: BuildResult | None = None,
    ) -> None:
        """Take finished parts; ``build`` and ``open`` make them."""
        self.embedder = embedder
        self.config = config
        self.index_folder = index_folder
        self.failures = failures
        """Files of the last ``build``, ``add`` or ``update`` that could not be read."""
        self.result = result
        """What the last ``build``, ``add``, ``update`` or ``remove`` did."""
        self._generation = generation

    @classmethod
    def build(
        cls,
        paths: Sequence[str | Path],
        index_folder: str | Path = "index",
        config: Config | None = None,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
    ) -> KnowledgeBase:
        """Index ``paths`` (files and folders) anew and open the result.

        Vectors of unchanged chunks are taken from the live generation, which answers until the
        new one is whole.

        Raises:
            CorpusError: nothing could be read; single files that fail are in ``failures``.
            ModelUnavailable: the embedder cannot be had.
            IndexBusy: another process is writing the index.
        """
        settings = config or Config.load()
        prepared, failures = _prepare(paths, settings, progress)
        if not prepared:
            raise failures[0].error if failures else CorpusError("there is nothing to read")
        model = embedder or load_embedder(settings)
        result = build(Path(index_folder), prepared, model, settings, progress)
        return cls._opened(Path(index_folder), settings, model, failures, result)

    @classmethod
    def open(
        cls,
        index_folder: str | Path = "index",
        config: Config | None = None,
        embedder: Embedder | None = None,
    ) -> KnowledgeBase:
        """Open the live generation of ``index_folder``.

        Raises:
            IndexMissing, IndexDamaged, IndexMismatch: the message says what mends it.
        """
        settings = config or Config.load()
        # A model may take seconds to load, or a download; an index that is not there, none.
        Pointer.read(Path(index_folder))
        model = embedder or load_embedder(settings)
        return cls._opened(Path(index_folder), settings, model)

    @classmethod
    def _opened(
        cls,
        index_folder: Path,
        config: Config,
        embedder: Embedder,
        failures: tuple[Failure, ...] = (),
        result: BuildResult | None = None,
    ) -> KnowledgeBase:
        generation = open_generation(index_folder, embedder.name)
        return cls(generation, embedder, config, index_folder, failures, result)

    @staticmethod
    def live_generation(index_folder: str | Path = "index") -> str:
        """Name and digest of the live generation: cheap to compare for who keeps an index open.

        Raises:
            IndexMissing, IndexDamaged: the message says what mends it.
        """
        pointer = Pointer.read(Path(index_folder))
        return f"{pointer.name} {pointer.digest}"

    def close(self) -> None:
        """Let go of the generation, so that it can be removed once it is not the live one."""
        self._generation.close()

    def add(self, paths: Sequence[str | Path], progress: Progress | None = None) -> None:
        """Read ``paths`` into the index. A document of the same name or content is replaced.

        Raises:
            CorpusError: nothing could be read.
            IndexMismatch: the index was cut to another size than the settings say.
        """
        prepared, self.failures = _prepare(paths, self.config, progress)
        if not prepared:
            raise self.failures[0].error
        self._update(prepared, [], progress)

    def remove(self, document: str, progress: Progress | None = None) -> None:
        """Remove the document with this id or name.

        Raises:
            QueryError: there is none.
            IndexMismatch: the index was cut to another size than the settings say.
        """
        names = self._generation.store.names()
        ids = [i for i, name in names.items() if document in (i, name)]
        if not ids:
            raise QueryError(f"no document {document!r} in the index; `kb list` shows them")
        self._update([], ids, progress)

    def _update(self, added: list[Prepared], removed: list[str], progress: Progress | None) -> None:
        self.result = update(
            self.index_folder, added, removed, self.embedder, self.config, progress
        )
        old = self._generation
        self._generation = open_generation(self.index_folder, self.embedder.name)
        old.close()
        for name in ("_retriever", "_asker"):
            self.__dict__.pop(name, None)

    @property
    def generation(self) -> str:
        """The name of the open generation."""
        return self._generation.name

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The general vocabulary with the user's own on top."""
        return Vocabulary.load(self.config.vocabulary)

    @cached_property
    def _retriever(self) -> Retriever:
        parts = self._generation
        return Retriever(
            parts.store, parts.vectors, parts.lexical, self.embedder, self.vocabulary, self.config
        )

    @cached_property
    def _asker(self) -> Asker:
        return Asker(
            self._generation.store,
            self._retriever,
            self.vocabulary,
            load_reranker(self.config),
            load_generator(self.config),
        )

    def documents(self) -> list[Document]:
        """All documents, by name."""
        return self._generation.store.documents()

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            QueryError: there is none with that id.
        """
        return self._generation.store.document(document_id)

    def search(
        self,
        query: str,
        top_k: int | None = None,
        documents: Sequence[str] | None = None,
        section: str | None = None,
    ) -> list[Passage]:
        """Passages for ``query``, best first; see ``Retriever.search`` for the filters."""
        return self._retriever.search(query, top_k, documents, section)

    def matches(self, query: str, text: str) -> list[tuple[int, int]]:
        """Spans of ``text`` that say what ``query`` says, synonyms included, in order."""
        return matches(query, text, self.vocabulary)

    def look_up(self, question: str, top_k: int = 10) -> list[DataPoint]:
        """Data points that ``question`` asks for, best first; empty rather than wrong."""
        return [match.point for match in self._asker.look_up(question, top_k)]

    def ask(self, question: str, stage: Callable[[str], None] | None = None) -> Answer:
        """Answer ``question`` with citations, or say what the documents do not tell.

        ``stage`` is told what begins: ``searching``, ``composing``, ``verifying``, ``rewording``.
        """
        return self._asker.ask(question, stage)

    def counts(self) -> dict[str, int]:
        """How many ``documents``, ``chunks``, ``data_points`` and ``exhibits`` there are."""
        return self._generation.store.counts()

    def data_points(self) -> list[DataPoint]:
        """All figures, by document and place."""
        return self._generation.store.data_points()

    def exhibits(self) -> list[tuple[str, Exhibit]]:
        """All numbered charts and tables, each with its document's id."""
        return self._generation.store.exhibits()

    def exhibit_points(self, document_id: str, exhibit: Exhibit) -> list[DataPoint]:
        """The figures of the text near ``exhibit`` that speak of what it shows."""
        return exhibit_points(exhibit, self.document(document_id), self.data_points())

    def audit(self, language: Language = "zh") -> list[Finding]:
        """The checks of the documents' own arithmetic, disagreements first."""
        return self._asker.findings(language)

    def sql(
        self, text: str, max_rows: int = 1000, max_seconds: float = 2.0
    ) -> tuple[list[str], list[tuple[Any, ...]], bool]:
        """Answer one SELECT over the views ``data_points``, ``exhibits`` and ``cells``.

        Returns column names, rows, and whether ``max_rows`` cut some off.
        """
        return self._generation.store.query(text, max_rows, max_seconds)


def _prepare(
    paths: Sequence[str | Path], config: Config, progress: Progress | None
) -> tuple[list[Prepared], tuple[Failure, ...]]:
    """Read, cut and extract every file; a file that fails is named and left out."""
    files = find_files([Path(path) for path in paths])
    prepared: dict[str, Prepared] = {}
    failures = []
    for done, (path, name) in enumerate(files, start=1):
        try:
            document = read(path, name=name, config=config)
        except DocumentError as error:
            failures.append(Failure(name, error))
        else:
            # The same bytes under two names are one document.
            if document.id not in prepared:
                prepared[document.id] = (document, split(document, config), extract(document))
        if progress:
            progress("reading", done, len(files))
    return list(prepared.values()), tuple(failures)
