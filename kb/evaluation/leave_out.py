"""Refusal measured by leaving out: half of a SQuAD-style file is indexed, all of it is asked.

A question whose passage is there should be answered and cite it; the other half has no evidence.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.config import Config
from kb.errors import QueryError
from kb.evaluation.retrieval import QuestionSet, read_questions
from kb.indexing.builder import Prepared, build
from kb.indexing.chunker import split
from kb.indexing.generation import Generation, open_generation
from kb.readers import read_text
from kb.types import Answer, DataPoint, Document

if TYPE_CHECKING:
    from kb.indexing.embedder import Embedder

    Ask = Callable[[str], Answer]
    Extract = Callable[[Document], list[DataPoint]]
    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LeaveOutReport:
    """Shares of 0 to 1, None where no question was asked of that half."""

    contexts: int
    indexed_contexts: int
    indexed_questions: int
    left_out_questions: int
    embedder: str
    seed: int
    answered: float | None
    """Of the questions on indexed contexts, those with the status ``answered``."""
    partial: float | None
    """Of the same, those with the status ``partial``."""
    gold_cited: float | None
    """Of the same, those with a citation of the context that holds the answer."""
    refused_left_out: float | None
    """Of the questions on contexts left out, those with the status ``refused``."""
    partial_left_out: float | None
    """Of the same, those with the status ``partial``."""

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Outcome:
    status: str
    cites_gold: bool


def evaluate(
    path: Path,
    embedder: Embedder,
    config: Config | None = None,
    progress: Progress | None = None,
    seed: int = 0,
    make_asker: Callable[[Generation], Ask] | None = None,
    extract: Extract | None = None,
) -> LeaveOutReport:
    """Index half of the file's contexts in a temporary folder and ask every question in it.

    Args:
        path: see ``retrieval.read_questions`` for its form and errors.
        embedder: embeds contexts and questions.
        config: None takes the settings.
        progress: is told the stage, how much of it is done, and of how much.
        seed: another seed indexes another half.
        make_asker: makes what answers; None takes that of ``KnowledgeBase``.
        extract: finds a context's figures; None takes ``kb.figures.extract``.

    Raises:
        QueryError: the file has fewer than two contexts, or is of another form.
    """
    settings = config or Config.load()
    questions = read_questions(path)
    if len(questions.contexts) < 2:
        raise QueryError(f"{path} has fewer than two contexts; give a file with more")
    indexed = indexed_half(questions.contexts, seed)
    prepared = _prepared(questions, indexed, settings, extract)
    ids = {n: document.id for n, (document, _, _) in zip(indexed, prepared, strict=True)}
    with tempfile.TemporaryDirectory(prefix="kb-evaluate-") as folder:
        build(Path(folder), prepared, embedder, settings, progress)
        with open_generation(Path(folder), embedder.name) as generation:
            own = partial(_own_asker, embedder=embedder, config=settings)
            outcomes = _outcomes(questions, ids, (make_asker or own)(generation), progress)
    return _report(questions, indexed, outcomes, embedder.name, seed)


def indexed_half(contexts: Iterable[str], seed: int) -> list[int]:
    """The numbers of the contexts that are indexed, ascending: half of them, rounded down.

    Which they are depends on the texts and the seed, not on their order in the file.
    """
    digests = [hashlib.sha256(f"{seed}\n{context}".encode()).digest() for context in contexts]
    order = sorted(range(len(digests)), key=digests.__getitem__)
    return sorted(order[: len(order) // 2])


def _prepared(
    questions: QuestionSet, indexed: list[int], config: Config, extract: Extract | None
) -> list[Prepared]:
    """The indexed contexts as documents with chunks and figures, in the order of ``indexed``."""
    find = extract or _own_extract
    named = ((questions.contexts[number], f"{number:05d}.txt") for number in indexed)
    documents = [read_text(context, name=name) for context, name in named]
    return [(document, split(document, config), find(document)) for document in documents]


def _own_extract(document: Document) -> list[DataPoint]:
    from kb.figures import extract

    return extract(document)


def _own_asker(generation: Generation, embedder: Embedder, config: Config) -> Ask:
    from kb.knowledge_base import KnowledgeBase

    index_folder = generation.folder.parents[1]
    return KnowledgeBase(generation, embedder, config, index_folder).ask


def _outcomes(
    questions: QuestionSet, ids: dict[int, str], ask: Ask, progress: Progress | None
) -> list[tuple[int, _Outcome]]:
    """For each question the number of its context, and what came of it."""
    outcomes = []
    for done, (question, gold) in enumerate(questions.questions, start=1):
        answer = ask(question)
        cites_gold = gold in ids and any(c.document_id == ids[gold] for c in answer.citations)
        outcomes.append((gold, _Outcome(answer.status, cites_gold)))
        if progress:
            progress("asking", done, len(questions.questions))
    return outcomes


def _report(
    questions: QuestionSet,
    indexed: list[int],
    outcomes: list[tuple[int, _Outcome]],
    embedder: str,
    seed: int,
) -> LeaveOutReport:
    there = set(indexed)
    inside = [outcome for gold, outcome in outcomes if gold in there]
    outside = [outcome for gold, outcome in outcomes if gold not in there]
    return LeaveOutReport(
        contexts=len(questions.contexts),
        indexed_contexts=len(indexed),
        indexed_questions=len(inside),
        left_out_questions=len(outside),
        embedder=embedder,
        seed=seed,
        answered=_share(one.status == "answered" for one in inside),
        partial=_share(one.status == "partial" for one in inside),
        gold_cited=_share(one.cites_gold for one in inside),
        refused_left_out=_share(one.status == "refused" for one in outside),
        partial_left_out=_share(one.status == "partial" for one in outside),
    )


def _share(hits: Iterable[bool]) -> float | None:
    listed = list(hits)
    return sum(listed) / len(listed) if listed else None
