"""Questions to passages: dense and lexical search, scaled, fused, neighbours merged.

Fusing min-max-scaled scores is the convex combination of Bruch, Gai and Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval" (ACM TOIS 2023); it beat reciprocal-rank fusion here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.answering.retrieval.evidence import UNKNOWN, Nearness
from kb.config import Config
from kb.errors import QueryError
from kb.regex import regex
from kb.text import fold, language
from kb.types import Chunk, Document, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.embedder import Embedder
    from kb.indexing.figure_vectors import FigureVectors
    from kb.indexing.generation import Generation
    from kb.indexing.lexical import LexicalIndex
    from kb.indexing.sentence_vectors import SentenceVectors
    from kb.indexing.store import Store
    from kb.indexing.vectors import VectorIndex

ENGLISH = 1 / 3
"""So much of the lexical index's weight goes to the dense one where a question is in English: no
bigrams stand beside its words. At a weight of 0.6 instead of 0.4 the passage with the evidence
stood first for 72% of English questions instead of 64%."""
REMEMBERED = 4_096
"""How many queries' embeddings are kept: 6 MB. The first question of a process is embedded by another engine
than the rest; asked again, it gets the same vector, and so the same answer to the byte."""
MERGED_CHUNKS = 3
"""The most neighbouring chunks that become one passage."""
READ_AT_ONCE = 24
_ASKS_TERMS = regex(
    r"许可|授权|版权|转载|引用|侵权|免责|手续|\b(?:permi(?:t|ssion)\w*|licen[cs]e\w*|copyright|quot(?:e|ing)|cit(?:e|ing)|reprint|reproduc\w+|disclaimer)\b"
)
"""Asks what may be done with a text, which its boilerplate says."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One chunk with its scores; higher is better."""

    ordinal: int
    score: float
    dense: float
    """Cosine of question and chunk."""
    lexical: float
    """BM25; 0 where they share no token."""


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one generation of an index."""

    store: Store
    vectors: VectorIndex
    lexical: LexicalIndex
    embedder: Embedder
    vocabulary: Vocabulary | None = None
    config: Config = field(default_factory=Config)
    sentences: SentenceVectors | None = None
    figures: FigureVectors | None = None
    _remembered: dict[str, NDArray[np.float32]] = field(
        default_factory=dict, init=False, repr=False
    )

    @classmethod
    def of(
        cls,
        generation: Generation,
        embedder: Embedder,
        vocabulary: Vocabulary | None = None,
        config: Config | None = None,
    ) -> Retriever:
        """Searches an open generation."""
        parts = (generation.store, generation.vectors, generation.lexical, embedder, vocabulary)
        return cls(*parts, config or Config(), generation.sentences, generation.figures)

    def search(
        self,
        query: str,
        top_k: int | None = None,
        documents: Sequence[str] | None = None,
        section: str | None = None,
        pages: tuple[int, int] | None = None,
    ) -> list[Passage]:
        """The ``top_k`` best passages, best first; content above boilerplate, unless the terms of use are asked for.

        Args:
            query: a question or keywords in Chinese or English.
            top_k: at most this many passages; None takes ``config.top_k``.
            documents: ids or names of the only documents to search; None searches all.
            section: a title or number that the heading path must hold; None takes all.
            pages: first and last page or slide; only what stands on one of them is searched.

        Raises:
            QueryError: there is no such document.
        """
        wanted = self.config.top_k if top_k is None else top_k
        allowed = self._allowed(documents, section)
        if pages is not None:
            every = self.store.ordinals() if allowed is None else allowed
            allowed = self._on_pages(every, *pages)
        hits = self.hits(query, allowed)
        last = self.store.boilerplate([hit.ordinal for hit in hits])
        if last and not _ASKS_TERMS.search(fold(query)):
            hits.sort(key=lambda hit: hit.ordinal in last)
        return self._passages(_merged(self._read(hits), wanted))

    def _read(self, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Chunk]]:
        """Each with its chunk: of a hundred candidates, the first few fill the passages."""
        for start in range(0, len(hits), READ_AT_ONCE):
            some = hits[start : start + READ_AT_ONCE]
            yield from zip(some, self.store.chunks([hit.ordinal for hit in some]), strict=True)

    def hits(
        self,
        query: str,
        allowed: Sequence[int] | None = None,
        vector: NDArray[np.float32] | None = None,
    ) -> list[Hit]:
        """Candidate chunks of both indexes with their fused scores, best first.

        ``vector`` is the query's embedding, shape (1, dimension), where the caller has it.
        """
        if not query.strip() or not len(self.vectors) or (allowed is not None and not allowed):
            return []
        count = self.config.candidates
        if vector is None:
            vector = self.vector(query)
        scores, ordinals = self.vectors.search(vector, count, allowed)
        dense = {int(o): float(s) for o, s in zip(ordinals[0], scores[0], strict=True) if o >= 0}
        lexical = dict(self.lexical.search(self._expanded(query), count, allowed))
        scaled = (_scaled(dense), _scaled(lexical))
        # A chunk that only the lexical index found has a cosine as well: it is cheap to compute.
        missing = sorted(lexical.keys() - dense.keys())
        if missing:
            cosines = self.vectors.reconstruct(missing) @ vector[0]
            dense |= {o: float(s) for o, s in zip(missing, cosines, strict=True)}
        weight = self.config.dense_weight
        if language(query) == "en":
            weight += (1 - weight) * ENGLISH
        hits = []
        for ordinal, cosine in dense.items():
            near, worded = (scores.get(ordinal, 0.0) for scores in scaled)
            fused = round(weight * near + (1 - weight) * worded, 6)
            hits.append(Hit(ordinal, fused, cosine, lexical.get(ordinal, 0.0)))
        return sorted(hits, key=lambda hit: (-hit.score, hit.ordinal))

    def nearness(self, query: str, passages: Sequence[Passage]) -> Nearness:
        """How near ``query`` is to the sentences of ``passages``, and to all of the index."""
        if self.sentences is None:
            return UNKNOWN
        query_vector = self.vector(query)[0]
        cosines: dict[tuple[str, int], float] = {}
        for passage in passages:
            ordinals = self.store.ordinals_at(passage.document_id, passage.start, passage.end)
            for start, cosine in self.sentences.nearness(ordinals, query_vector).items():
                cosines[passage.document_id, start] = cosine
        return Nearness(cosines, self.sentences.topic(query_vector))

    def vector(self, query: str) -> NDArray[np.float32]:
        """The query's embedding, shape (1, dimension); one question is often asked for twice."""
        if query not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[query] = self.embedder.embed_queries([query])
        return self._remembered[query]

    def _expanded(self, query: str) -> str:
        """The query with the canonical terms of what it names otherwise or in English."""
        if self.vocabulary is None:
            return query
        said = fold(query)
        canonical = (term.canonical for term in self.vocabulary.terms(query))
        return " ".join([query, *dict.fromkeys(term for term in canonical if term not in said)])

    def _allowed(self, documents: Sequence[str] | None, section: str | None) -> list[int] | None:
        if documents is None and section is None and not self.store.has_repeats:
            return None
        ids = None if documents is None else self._document_ids(documents)
        return self.store.ordinals(ids, section)

    def _on_pages(self, ordinals: Sequence[int], first: int, last: int) -> list[int]:
        documents = {document.id: document for document in self.store.documents()}
        return [
            ordinal
            for ordinal, chunk in zip(ordinals, self.store.chunks(ordinals), strict=True)
            if any(first <= n <= last for n in _pages_of(documents[chunk.document_id], chunk))
        ]

    def _document_ids(self, wanted: Sequence[str]) -> list[str]:
        names = self.store.names()
        unknown = [one for one in wanted if one not in names and one not in names.values()]
        if unknown:
            raise QueryError(f"no document {unknown[0]!r} in the index; `kb list` shows them")
        return [i for i, name in names.items() if i in wanted or name in wanted]

    def _passages(self, groups: list[list[tuple[Hit, Chunk]]]) -> list[Passage]:
        passages = []
        for group in groups:
            best = max((hit for hit, _ in group), key=lambda hit: hit.score)
            document = self.store.document(group[0][1].document_id)
            start = min(chunk.start for _, chunk in group)
            end = max(chunk.end for _, chunk in group)
            passages.append(
                Passage(
                    document.id,
                    document.name,
                    document.title,
                    start,
                    end,
                    document.text[start:end],
                    group[0][1].heading_path,
                    best.score,
                    {"dense": best.dense, "lexical": best.lexical, "fused": best.score},
                    document.page(start),
                    document.locator(start, end),
                )
            )
        return passages


def _pages_of(document: Document, chunk: Chunk) -> set[int]:
    """The pages or slides that it stands on; none in a file without them."""
    places = document.located(chunk.start, chunk.end)
    found = [each.page or each.slide for each in places]
    found = found or [document.page(chunk.start), document.page(chunk.end - 1)]
    return {number for number in found if number}


def _scaled(scores: dict[int, float]) -> dict[int, float]:
    """Scores moved to 0..1; all 1 where they do not differ."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = high - low
    return {o: (score - low) / width if width else 1.0 for o, score in scores.items()}


def _merged(pairs: Iterable[tuple[Hit, Chunk]], wanted: int) -> list[list[tuple[Hit, Chunk]]]:
    """The best ``wanted`` groups: a hit beside a better one in the same section joins it."""
    groups: list[list[tuple[Hit, Chunk]]] = []
    for hit, chunk in pairs:
        home = next((group for group in groups if _joins(chunk, group)), None)
        if home is not None:
            home.append((hit, chunk))
        elif len(groups) < wanted:
            groups.append([(hit, chunk)])
        else:
            break
    return groups


def _joins(chunk: Chunk, group: list[tuple[Hit, Chunk]]) -> bool:
    if len(group) >= MERGED_CHUNKS:
        return False
    ordinals = [other.ordinal for _, other in group]
    first = group[0][1]
    return (
        chunk.document_id == first.document_id
        and chunk.heading_path == first.heading_path
        and chunk.boilerplate == first.boilerplate
        and (chunk.ordinal == min(ordinals) - 1 or chunk.ordinal == max(ordinals) + 1)
    )
