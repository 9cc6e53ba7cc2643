"""Leaving out: which half is indexed, and what the shares count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import QueryError
from kb.evaluation import leave_out
from kb.types import Answer, Citation, Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.indexing.generation import Generation

CONTEXTS = [f"第{number}座城市的数据中心有{number * 10}个机柜。" for number in range(1, 6)]


def squad(folder: Path, contexts: list[str] = CONTEXTS) -> Path:
    """Two questions a context, each holding its context's number."""
    paragraphs = [
        {"context": text, "qas": [{"question": f"{n}号{kind}"} for kind in ("甲", "乙")]}
        for n, text in enumerate(contexts)
    ]
    path = folder / "squad.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}, ensure_ascii=False))
    return path


def evaluate(path: Path, make_asker: Any, **options: Any) -> leave_out.LeaveOutReport:
    return leave_out.evaluate(
        path,
        FakeEmbedder(),
        Config.load(),
        make_asker=make_asker,
        extract=lambda document: [],
        **options,
    )


def knowing(generation: Generation) -> Callable[[str], Answer]:
    """Cites the context that a question names, where the index has it."""
    documents = {document.name: document for document in generation.store.documents()}

    def ask(question: str) -> Answer:
        document = documents.get(f"{int(question[0]):05d}.txt")
        if document is None:
            return Answer(question, "没有。", "partial" if "乙" in question else "refused")
        cited = document if "甲" in question else next(iter(documents.values()))
        status = "answered" if "甲" in question else "partial"
        return Answer(question, "有。", status, citations=(citation(cited),))

    return ask


def citation(document: Document) -> Citation:
    return Citation(1, document.id, document.name, "", 0, len(document.text), document.text)


def test_half_of_the_contexts_is_indexed_whatever_their_order() -> None:
    half = leave_out.indexed_half(CONTEXTS, seed=0)
    backwards = leave_out.indexed_half(CONTEXTS[::-1], seed=0)
    assert half == sorted(set(half)) and len(half) == 2
    assert {CONTEXTS[n] for n in half} == {CONTEXTS[::-1][n] for n in backwards}


def test_the_split_is_the_same_on_every_machine_and_differs_by_seed() -> None:
    assert leave_out.indexed_half("abcdefgh", seed=0) == [0, 1, 3, 6]
    assert leave_out.indexed_half("abcdefgh", seed=1) == [1, 3, 4, 7]


def test_shares_are_counted_in_each_half(tmp_path: Path) -> None:
    report = evaluate(squad(tmp_path), knowing)
    assert (report.contexts, report.indexed_contexts) == (5, 2)
    assert (report.indexed_questions, report.left_out_questions) == (4, 6)
    assert (report.answered, report.partial) == (0.5, 0.5)
    # Both 甲 cite their own context; 乙 always cites the first, once its own.
    assert report.gold_cited == 0.75
    assert (report.refused_left_out, report.partial_left_out) == (0.5, 0.5)
    assert (report.embedder, report.seed) == ("fake", 0)
    assert report.to_dict()["gold_cited"] == 0.75


def test_only_the_indexed_half_is_in_the_index(tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    def make_asker(generation: Generation) -> Callable[[str], Answer]:
        seen.extend((each.name, each.text) for each in generation.store.documents())
        assert len(generation.vectors) == len(generation.store.all_chunk_ids()) == len(seen)
        return lambda question: Answer(question, "", "refused")

    report = evaluate(squad(tmp_path), make_asker, seed=7)
    half = leave_out.indexed_half(CONTEXTS, seed=7)
    assert seen == [(f"{number:05d}.txt", CONTEXTS[number]) for number in half]
    assert (report.answered, report.gold_cited, report.refused_left_out) == (0.0, 0.0, 1.0)


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(squad(tmp_path), knowing, progress=lambda *news: told.append(news))
    assert told[-10:] == [("asking", done, 10) for done in range(1, 11)]
    assert ("embedding", 2, 2) in told


def test_one_context_cannot_be_halved(tmp_path: Path) -> None:
    path = squad(tmp_path, CONTEXTS[:1])
    with pytest.raises(QueryError, match="fewer than two contexts") as raised:
        evaluate(path, knowing)
    assert str(path) in str(raised.value)


def test_the_knowledge_base_answers_by_default(tmp_path: Path) -> None:
    report = leave_out.evaluate(squad(tmp_path), FakeEmbedder(), Config.load())
    assert (report.indexed_questions, report.left_out_questions) == (4, 6)
    assert report.refused_left_out is not None
