"""``KnowledgeBase``: composes the parts and does nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from kb import figures, indexing
from kb.answering.asker import Asker
from kb.answering.askers import Askers, optional_parts
from kb.answering.retrieval.matches import matches
from kb.answering.retrieval.retriever import Retriever
from kb.config import Config
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.indexing.catalogue import Entry, Filters, select
from kb.indexing.embedder import Embedder, load_embedder
from kb.indexing.generation import Generation, open_generation
from kb.indexing.overrides import Edits, Overrides
from kb.indexing.pointer import Pointer
from kb.types import Answer, DataPoint, Document, Exhibit, Finding, Language, Passage

if TYPE_CHECKING:
    from kb.figures.lookup.vintages import Comparison
    from kb.indexing.builder import BuildResult, Prepared
    from kb.indexing.preparing import Failure
    from kb.indexing.syncing import Changes

    Progress = Callable[[str, int, int], None]


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
        folder = Path(index_folder)
        batch = indexing.prepare(paths, settings, Overrides.read(folder), progress)
        if not batch.prepared:
            raise batch.failures[0].error
        model = embedder or load_embedder(settings)
        result = indexing.build(folder, batch.prepared, model, settings, progress)
        generation = open_generation(folder, model.name)
        return cls(generation, model, settings, folder, batch.failures, batch.told(result))

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
        folder = Path(index_folder)
        # A model may take seconds to load, or a download; an index that is not there, none.
        Pointer.read(folder)
        model = embedder or load_embedder(settings)
        return cls(open_generation(folder, model.name), model, settings, folder)

    @staticmethod
    def live_generation(index_folder: str | Path = "index") -> str:
        """Name and digest of the live generation: cheap to compare for who keeps an index open.

        Raises what ``open`` raises.
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
        overrides = Overrides.read(self.index_folder)
        batch = indexing.prepare(paths, self.config, overrides, progress)
        self.failures = batch.failures
        if not batch.prepared:
            raise batch.failures[0].error
        self._adopt(batch.told(self._updated(batch.prepared, (), progress)))

    def remove(self, document: str, progress: Progress | None = None) -> None:
        """Remove the document with this id or name.

        Raises:
            QueryError: there is none.
            IndexMismatch: the index was cut to another size than the settings say.
        """
        chosen = select(self.entries(), {"documents": [document]}) or []
        self._adopt(self._updated((), chosen, progress))

    def sync(
        self, paths: str | Path | Sequence[str | Path], progress: Progress | None = None
    ) -> Changes:
        """Make the index hold what the folders hold, as ``build`` would; read only what changed.

        A file that fails is in ``failures`` and keeps what the index held of it; a document that
        no file stands for any more is removed.

        Raises:
            CorpusError: a path does not exist, or there is nothing to read.
        """
        given = [paths] if isinstance(paths, str | Path) else paths
        done = indexing.sync(self.index_folder, given, self.embedder, self.config, progress)
        self.failures = done.failures
        self._adopt(done.result)
        return done.changes

    def edit(
        self, document: str, progress: Progress | None = None, **changes: Unpack[Edits]
    ) -> None:
        """Say for good what the document with this id or name is; None leaves a thing as it is.

        Kept in ``metadata.json`` in the index folder, by the document's name.

        Raises:
            QueryError: there is no such document, or ``date`` is none (2023, 2023-11, 2023-11-05).
        """
        folder, model = self.index_folder, self.embedder
        self._adopt(indexing.edit(folder, document, changes, model, self.config, progress))

    def _updated(
        self, added: Sequence[Prepared], removed: Sequence[str], progress: Progress | None
    ) -> BuildResult:
        folder, model = self.index_folder, self.embedder
        return indexing.update(folder, added, removed, model, self.config, progress)

    def _adopt(self, result: BuildResult) -> None:
        """Go on with the generation that is live now."""
        self.result = result
        old = self._generation
        self._generation = open_generation(self.index_folder, self.embedder.name)
        old.close()
        for name in ("_retriever", "_askers"):
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
        return Retriever.of(self._generation, self.embedder, self.vocabulary, self.config)

    @cached_property
    def _askers(self) -> Askers:
        return Askers(
            self._generation.store,
            self._retriever,
            self.vocabulary,
            *optional_parts(self.config, self.embedder),
        )

    def warm_up(self) -> None:
        """Load what only some questions need, so that none waits for it."""
        self._askers.warm_up()

    def _asker(self, filters: Filters) -> Asker:
        return self._askers.of(select(self.entries(), filters))

    def entries(self) -> list[Entry]:
        """What each document is, without its text, by name."""
        return self._generation.store.entries()

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
        section: str | None = None,
        pages: tuple[int, int] | None = None,
        **where: Unpack[Filters],
    ) -> list[Passage]:
        """Passages for ``query``, best first; ``where``: see ``Filters``, as in what follows.

        Raises:
            QueryError: what a filter names is not in the index.
        """
        return self._retriever.search(query, top_k, select(self.entries(), where), section, pages)

    def matches(self, query: str, text: str) -> list[tuple[int, int]]:
        """Spans of ``text`` that say what ``query`` says, synonyms included, in order."""
        return matches(query, text, self.vocabulary)

    def look_up(self, question: str, top_k: int = 10, **where: Unpack[Filters]) -> list[DataPoint]:
        """Data points that ``question`` asks for, best first; empty rather than wrong."""
        return [match.point for match in self._asker(where).look_up(question, top_k)]

    def ask(
        self,
        question: str,
        stage: Callable[[str], None] | None = None,
        before: str = "",
        **where: Unpack[Filters],
    ) -> Answer:
        """Answer ``question`` with citations, or say what the documents do not tell.

        ``stage`` is told what begins: ``searching``, ``composing``, ``verifying``, ``rewording``.
        ``before``, the question before it, in full, names what ``question`` leaves out.
        """
        return self._askers.ask(question, select(self.entries(), where), stage, before)

    def counts(self) -> dict[str, int]:
        """How many ``documents``, ``chunks``, ``data_points`` and ``exhibits`` there are."""
        return self._generation.store.counts()

    def data_points(self, **where: Unpack[Filters]) -> list[DataPoint]:
        """All figures, by document and place; what a copy repeats is left out."""
        return self._generation.store.data_points(select(self.entries(), where))

    def exhibits(self, **where: Unpack[Filters]) -> list[tuple[str, Exhibit]]:
        """All numbered charts and tables, each with its document's id."""
        return self._generation.store.exhibits(select(self.entries(), where))

    def exhibit_points(self, document_id: str, exhibit: Exhibit) -> list[DataPoint]:
        """The figures of the text near ``exhibit`` that speak of what it shows."""
        points = self.data_points(documents=[document_id])
        return figures.exhibit_points(exhibit, self.document(document_id), points, self.vocabulary)

    def compare(
        self, metric: str | None, period: str | None = None, **where: Unpack[Filters]
    ) -> list[Comparison]:
        """``metric``, or every one, as each of at least two editions or reports gives it."""
        return self._asker(where).records.compare(metric, period or "")

    def audit(self, language: Language = "zh", **where: Unpack[Filters]) -> list[Finding]:
        """The checks of the documents' own arithmetic, disagreements first."""
        return self._asker(where).findings(language)

    def sql(
        self, text: str, max_rows: int = 1000, max_seconds: float = 2.0
    ) -> tuple[list[str], list[tuple[Any, ...]], bool]:
        """Columns and rows of one SELECT over the views, and whether ``max_rows`` cut some off."""
        return self._generation.store.query(text, max_rows, max_seconds)
