"""Prepared documents to a generation; only what changed is embedded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import IndexUnusable, ModelUnavailable
from kb.indexing.disk import writing
from kb.indexing.duplicates import Duplicate, find_duplicates
from kb.indexing.embedder import PartsEmbedder
from kb.indexing.figure_vectors import FigureVectors, embed, labels_of
from kb.indexing.freshness import check_chunking
from kb.indexing.generation import (
    FIGURES,
    LEXICAL,
    SENTENCES,
    STORE,
    VECTORS,
    open_generation,
    write_generation,
)
from kb.indexing.lexical import LexicalIndex
from kb.indexing.manifest import Contents
from kb.indexing.sentence_vectors import SentenceVectors, spans
from kb.indexing.store import Store
from kb.indexing.vectors import VectorIndex
from kb.types import Chunk, DataPoint, Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.config import Config
    from kb.indexing.embedder import Embedder

Prepared = tuple[Document, list[Chunk], list[DataPoint]]
Row = tuple["NDArray[np.float32]", "NDArray[np.floating] | None"]
"""A chunk's vector, and those of its sentences where the embedder tells them apart."""
Progress = Callable[[str, int, int], None]
"""Told the stage (``embedding``, ``writing``), how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    generation: str
    documents: int
    chunks: int
    embedded: int
    """Chunks that went through the model."""
    reused: int
    """Chunks whose vector came from the live generation or from another chunk of the same text."""
    data_points: int
    """Figures, those that a duplicate repeats left out."""
    duplicates: tuple[Duplicate, ...] = ()
    """Documents that repeat or restate another one, which alone is searched and counted."""
    warnings: tuple[str, ...] = ()
    """What of the files read could not be read, such as pages that are only images."""


def build(
    index_folder: Path,
    documents: Sequence[Prepared],
    embedder: Embedder,
    config: Config,
    progress: Progress | None = None,
) -> BuildResult:
    """Write ``documents`` as the new live generation of ``index_folder``.

    They are put in order of name, then id; of two with the same id the first stays. Vectors are
    taken from the live generation where the same embedder made them. No documents make an index
    that finds nothing.

    Raises:
        IndexBusy: another process is writing the index.
        ModelUnavailable: the embedder returns vectors of another shape than it says.
    """
    ordered = _ordered(documents)
    duplicates = {
        one.document_id: one for one in find_duplicates((d, points) for d, _, points in ordered)
    }
    chunks = [chunk for _, own, _ in ordered for chunk in own]
    labels = labels_of(point for _, _, points in ordered for point in points)
    with writing(index_folder):
        known = _known(index_folder, {chunk.id for chunk in chunks}, embedder, config)
        rows, embedded, backends = _rows(known, chunks, embedder, progress)
        vectors = np.zeros((len(chunks), embedder.dimension), dtype=np.float32)
        for place, (vector, _) in enumerate(rows):
            vectors[place] = vector

        def fill(folder: Path) -> Contents:
            VectorIndex.build(vectors).save(folder / VECTORS)
            parts = [own for _, own in rows if own is not None]
            if len(parts) == len(rows):
                SentenceVectors.write(folder / SENTENCES, chunks, parts)
                figures = FigureVectors(labels, embed(labels, known.labels, embedder))
                figures.write(folder / FIGURES)
            LexicalIndex.build(folder / LEXICAL, (chunk.embedded_text for chunk in chunks))
            counts = _write_store(folder / STORE, ordered, duplicates, progress)
            return Contents(
                embedder=embedder.name,
                backends=backends,
                dimension=embedder.dimension,
                document_prompt=config.document_prompt,
                chunk_size=config.chunk_size,
                chunk_overlap=config.chunk_overlap,
                counts=counts,
            )

        name = write_generation(index_folder, fill, config.keep_generations)
    return BuildResult(
        generation=name,
        documents=len(ordered),
        chunks=len(chunks),
        embedded=embedded,
        reused=len(chunks) - embedded,
        data_points=sum(
            document.id not in duplicates or not duplicates[document.id].holds(one.start, one.end)
            for document, _, points in ordered
            for one in points
        ),
        duplicates=tuple(duplicates.values()),
    )


def update(
    index_folder: Path,
    added: Sequence[Prepared],
    removed: Collection[str],
    embedder: Embedder,
    config: Config,
    progress: Progress | None = None,
) -> BuildResult:
    """Build from the live generation, without the ids in ``removed`` and with ``added``.

    An added document takes the place of one with its name or its id. Reading and building are one
    step: no other writer comes between.

    Raises:
        IndexMissing, IndexDamaged, IndexMismatch: there is no live generation to start from, or
            it was cut to another size than ``config`` says.
        IndexBusy: another process is writing the index.
    """
    names = {document.name for document, _, _ in added}
    ids = {document.id for document, _, _ in added}.union(removed)
    with writing(index_folder):
        with open_generation(index_folder, embedder.name) as live:
            check_chunking(live.manifest.contents, config, index_folder)
            kept = [
                prepared
                for prepared in stored(live.store)
                if prepared[0].id not in ids and prepared[0].name not in names
            ]
        return build(index_folder, [*kept, *added], embedder, config, progress)


def stored(store: Store) -> list[Prepared]:
    """Every document of ``store`` with its chunks and data points, ready to be built again."""
    return [stored_one(store, identity) for identity in store.names()]


def stored_one(store: Store, document_id: str) -> Prepared:
    """One document of ``store`` with its chunks and data points, ready to be built again."""
    document = store.document(document_id)
    own = [document_id]
    return document, store.chunks(store.ordinals(own)), store.data_points(own)


def _ordered(documents: Sequence[Prepared]) -> list[Prepared]:
    first: dict[str, Prepared] = {}
    for prepared in sorted(documents, key=lambda one: (one[0].name, one[0].id)):
        first.setdefault(prepared[0].id, prepared)
    return list(first.values())


def _write_store(
    path: Path,
    documents: list[Prepared],
    duplicates: dict[str, Duplicate],
    progress: Progress | None,
) -> dict[str, int]:
    store = Store.create(path)
    for done, (document, chunks, points) in enumerate(documents, start=1):
        duplicate = duplicates.get(document.id)
        original = duplicate.original_id if duplicate else ""
        repeats = duplicate.holds if duplicate else None
        store.write(replace(document, original=original), chunks, points, repeats)
        if progress:
            progress("writing", done, len(documents))
    counts = store.counts()
    store.finish()
    return counts


@dataclass(frozen=True, slots=True)
class _Known:
    """Vectors that the live generation holds."""

    rows: dict[str, Row] = field(default_factory=dict)
    """By the chunk's id."""
    labels: dict[str, NDArray[np.floating]] = field(default_factory=dict)
    """Of figures, by label."""
    backends: frozenset[str] = frozenset()


def _rows(
    live: _Known, chunks: list[Chunk], embedder: Embedder, progress: Progress | None
) -> tuple[list[Row], int, list[str]]:
    """A row for each chunk, how many chunks were embedded, and by what all."""
    wanted = {chunk.id: chunk for chunk in chunks}
    known, backends = dict(live.rows), set(live.backends)
    missing = [chunk for identity, chunk in wanted.items() if identity not in known]
    if missing:
        report = (lambda done: progress("embedding", done, len(missing))) if progress else None
        parts: Sequence[NDArray[np.float32] | None] = []
        if isinstance(embedder, PartsEmbedder):
            texts = [(chunk.embedded_text, spans(chunk)) for chunk in missing]
            rows, parts = embedder.embed_parts(texts, report)
        else:
            rows = embedder.embed_documents([chunk.embedded_text for chunk in missing], report)
        if rows.shape != (len(missing), embedder.dimension):
            raise ModelUnavailable(
                f"{embedder.name} returned vectors of shape {rows.shape}, not "
                f"{(len(missing), embedder.dimension)}; set KB_EMBEDDER to another model"
            )
        for chunk, row, own in zip(missing, rows, parts or [None] * len(rows), strict=True):
            known[chunk.id] = (row, own)
        backends.add(embedder.backend)
    return [known[chunk.id] for chunk in chunks], len(missing), sorted(backends)


def _known(
    index_folder: Path, wanted: Collection[str], embedder: Embedder, config: Config
) -> _Known:
    """What the live generation holds of the chunks ``wanted``; nothing where it cannot be used."""
    try:
        live = open_generation(index_folder, embedder.name, any_tokeniser=True)
    except IndexUnusable:
        # A build is what mends a damaged or outdated index.
        return _Known()
    with live:
        sentences = live.sentences
        made_alike = (
            live.manifest.contents.document_prompt == config.document_prompt
            and live.manifest.contents.dimension == embedder.dimension
            and (sentences is not None or not isinstance(embedder, PartsEmbedder))
        )
        if not made_alike:
            return _Known()
        ordinals = {
            identity: ordinal
            for ordinal, identity in enumerate(live.store.all_chunk_ids())
            if identity in wanted
        }
        rows = live.vectors.reconstruct(list(ordinals.values()))
        figures = live.figures
        return _Known(
            {
                identity: (row, sentences.of(ordinal) if sentences else None)
                for (identity, ordinal), row in zip(ordinals.items(), rows, strict=True)
            },
            dict(zip(figures.labels, figures.rows, strict=True)) if figures else {},
            frozenset(live.manifest.contents.backends if ordinals else ()),
        )
