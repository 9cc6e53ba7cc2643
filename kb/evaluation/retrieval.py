"""Retrieval measured on SQuAD-style files: does the passage that holds the answer come first?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.answering.retrieval.retriever import Hit, Retriever
from kb.config import Config
from kb.errors import QueryError
from kb.indexing.builder import build
from kb.indexing.chunker import split
from kb.indexing.generation import open_generation
from kb.types import DataPoint, Document

if TYPE_CHECKING:
    from kb.indexing.embedder import Embedder

METHODS: dict[str, Callable[[Hit], float]] = {
    "lexical": lambda hit: hit.lexical,
    "dense": lambda hit: hit.dense,
    "fused": lambda hit: hit.score,
}


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Contexts without repetition, and questions with the number of the context that answers."""

    contexts: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """Shares of questions, 0 to 1, whose context is among the first k; mean reciprocal rank."""

    method: str
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr_at_10: float


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The scorecard of one file."""

    contexts: int
    questions: int
    embedder: str
    scores: tuple[RetrievalScore, ...]

    def to_dict(self) -> dict[str, object]:
        """The report as JSON types."""
        return asdict(self)


def read_questions(path: Path) -> QuestionSet:
    """Read a SQuAD-style file (``data`` / ``paragraphs`` / ``context``, ``qas`` / ``question``).

    Raises:
        QueryError: the file is missing, no JSON, of another shape or without questions; the
            message names it.
    """
    contexts: dict[str, int] = {}
    questions: list[tuple[str, int]] = []
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                number = contexts.setdefault(paragraph["context"], len(contexts))
                questions += [(entry["question"], number) for entry in paragraph["qas"]]
    except OSError as error:
        raise QueryError(
            f"cannot read {path}: {error.strerror}; give a SQuAD-style file"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise QueryError(
            f"{path} is not of SQuAD's shape (data, paragraphs, context, qas, question): {error!r}"
        ) from error
    if not questions:
        raise QueryError(f"{path} holds no question; give a SQuAD-style file with some")
    return QuestionSet(tuple(contexts), tuple(questions))


def evaluate(
    path: Path,
    embedder: Embedder,
    config: Config | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> RetrievalReport:
    """Index the file's contexts in a temporary folder and search every question in it."""
    settings = config or Config.load()
    questions = read_questions(path)
    documents = [
        Document(f"{number:08d}", f"{number:08d}", context)
        for number, context in enumerate(questions.contexts)
    ]
    no_points: list[DataPoint] = []
    prepared = [(document, split(document, settings), no_points) for document in documents]
    with tempfile.TemporaryDirectory(prefix="kb-evaluate-") as folder:
        build(Path(folder), prepared, embedder, settings, progress)
        generation = open_generation(Path(folder), embedder.name)
        retriever = Retriever.of(generation, embedder, config=settings)
        ranks = _ranks(retriever, questions, progress)
        generation.close()
    scores = tuple(_score(method, ranks[method]) for method in METHODS)
    return RetrievalReport(len(questions.contexts), len(questions.questions), embedder.name, scores)


def _ranks(
    retriever: Retriever,
    questions: QuestionSet,
    progress: Callable[[str, int, int], None] | None,
) -> dict[str, list[int]]:
    """By method, the rank of each question's context from 1; 0 where it was not found."""
    texts = [question for question, _ in questions.questions]
    vectors = retriever.embedder.embed_queries(texts)
    ranks: dict[str, list[int]] = {method: [] for method in METHODS}
    for number, (question, gold) in enumerate(questions.questions):
        hits = retriever.hits(question, vector=vectors[number : number + 1])
        chunks = retriever.store.chunks([hit.ordinal for hit in hits])
        owners = {
            hit.ordinal: int(chunk.document_id) for hit, chunk in zip(hits, chunks, strict=True)
        }
        for method, score in METHODS.items():
            ordered = sorted(hits, key=lambda hit: (-score(hit), hit.ordinal))
            ranks[method].append(_rank(gold, (owners[hit.ordinal] for hit in ordered)))
        if progress:
            progress("searching", number + 1, len(texts))
    return ranks


def _rank(gold: int, ordered: Iterable[int]) -> int:
    for rank, owner in enumerate(dict.fromkeys(ordered), start=1):
        if owner == gold:
            return rank
    return 0


def _score(method: str, ranks: list[int]) -> RetrievalScore:
    count = len(ranks)

    def recall(k: int) -> float:
        return sum(1 for rank in ranks if 0 < rank <= k) / count

    reciprocal = sum(1 / rank for rank in ranks if 0 < rank <= 10) / count
    return RetrievalScore(method, recall(1), recall(5), recall(10), reciprocal)
