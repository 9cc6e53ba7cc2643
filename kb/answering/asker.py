"""Question to answer: read, retrieve, look up, compose, verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.answering import (
    audits,
    calculation,
    exhibits,
    explanation,
    figures,
    rank_table,
    ranking,
)
from kb.answering.draft import Draft
from kb.answering.evidence import Judge
from kb.answering.question import Question, parts, understand
from kb.answering.verifier import verify
from kb.figures.audit import audit
from kb.figures.lookup import Match, look_up
from kb.figures.quantity import find_quantities
from kb.figures.tables import exhibit_points
from kb.text import language
from kb.types import Answer, DataPoint, Exhibit, Finding, Passage, Status

if TYPE_CHECKING:
    from kb.answering.retriever import Retriever
    from kb.figures.vocabulary import Vocabulary
    from kb.indexing.store import Store

CALCULATED = ("ratio", "difference", "comparison", "implied")
ANSWERED_BY_FIGURES = ("number", "series", "yes_no", "list", *CALCULATED)
POINTS_FROM = 200
"""How many matches a look-up may bring, so that whole series come back."""


class Asker:
    """Answers questions from one generation of an index. Deterministic."""

    def __init__(self, store: Store, retriever: Retriever, vocabulary: Vocabulary) -> None:
        """Take finished parts."""
        self._store = store
        self._retriever = retriever
        self._vocabulary = vocabulary
        self._judge = Judge(retriever.lexical, vocabulary, retriever.embedder.name)

    @cached_property
    def _points(self) -> list[DataPoint]:
        return self._store.data_points()

    @cached_property
    def _rankings(self) -> list[rank_table.RankTable]:
        return rank_table.tables(self._points)

    @cached_property
    def _exhibits(self) -> list[tuple[str, Exhibit]]:
        return self._store.exhibits()

    @cached_property
    def _findings(self) -> list[Finding]:
        return [
            finding
            for document in self._store.documents()
            for finding in audit(self._store.data_points([document.id]), document.exhibits)
        ]

    def ask(self, question: str) -> Answer:
        """The verified answer; ``refused`` where the documents hold no evidence."""
        draft = Draft(question, language(question), self._store)
        asked = parts(question)
        passages = self._retriever.search(question)
        states: list[Status] = []
        intents: list[str] = []
        before = ""
        for text in asked:
            found = passages if len(asked) == 1 else self._retriever.search(text)
            state, intent = self._part(draft, text, before, found)
            states.append(state)
            intents.append(intent)
            before = text
        if all(state == "refused" for state in states):
            return self._refusal(question, intents[0], passages)
        status: Status = "answered" if all(state == "answered" for state in states) else "partial"
        return verify(draft.answer(status, intents[0], passages), self._vocabulary)

    def _part(
        self, draft: Draft, text: str, before: str, passages: Sequence[Passage]
    ) -> tuple[Status, str]:
        """Answer one of the questions that were asked together."""
        question = understand(text, self._vocabulary)
        written = len(draft.lines)
        for compose in (self._exhibit, self._audit, self._ranking, self._figures):
            status = compose(draft, question)
            if status is not None and status != "refused":
                return status, question.intent
            del draft.lines[written:]
        if before:
            # What the part leaves out, the part before it names.
            joined = understand(f"{before} {text}", self._vocabulary)
            status = self._figures(draft, replace(joined, intent=question.intent))
            if status is not None and status != "refused":
                return status, question.intent
            del draft.lines[written:]
        return self._explanation(draft, question, passages), question.intent

    def _exhibit(self, draft: Draft, question: Question) -> Status | None:
        if question.intent != "exhibit":
            return None
        chosen = exhibits.choose(question, self._exhibits, self._vocabulary)
        if not chosen:
            return None
        document_id, exhibit = chosen[0]
        near = exhibit_points(exhibit, self._store.document(document_id), self._points)
        return exhibits.compose(draft, question, chosen, near[: exhibits.LISTED])

    def _audit(self, draft: Draft, question: Question) -> Status | None:
        if question.intent != "audit":
            return None
        findings = audits.choose(question, self._findings, self._vocabulary)
        return audits.compose(draft, findings) if findings else None

    def _ranking(self, draft: Draft, question: Question) -> Status | None:
        if question.intent != "ranking" and question.position is None and question.top is None:
            return None
        chosen = rank_table.choose(question, self._rankings, self._vocabulary)
        return None if chosen is None else ranking.compose(draft, question, *chosen)

    def _look_up(self, text: str) -> list[Match]:
        return look_up(
            text, self._points, self._vocabulary, top_k=POINTS_FROM, context=self._sentence
        )

    def _sentence(self, point: DataPoint) -> str:
        text = self._store.document(point.document_id).text
        return text[point.sentence_start : point.sentence_end]

    def _figures(self, draft: Draft, question: Question) -> Status | None:
        if question.intent not in ANSWERED_BY_FIGURES:
            return self._premise(draft, question)
        found = figures.find_each(question, self._look_up)
        if question.intent in CALCULATED:
            points = [point for one in found for point in one.points]
            status = calculation.compose(draft, question, points)
            if status is not None:
                return status
        if not any(one.points or one.nearest for one in found):
            return None
        if question.intent in ("list", "yes_no") and not any(one.points for one in found):
            return None
        return figures.compose(draft, question, found)

    def _premise(self, draft: Draft, question: Question) -> Status | None:
        """Correct what the question takes for granted of a figure; None where that is right."""
        if question.says(
            r"高过|高于|超过|快于|大于|低于|多于|faster than|higher than|exceed|overtake"
        ):
            compared = replace(question, intent="comparison")
            each = figures.find_each(compared, self._look_up)
            together = [point for one in each for point in one.points]
            status = calculation.compose(draft, compared, together)
            if status is not None:
                return status
        claimed = [q for q in find_quantities(question.text) if q.dimension and q.unit]
        if not claimed:
            return None
        found = figures.find(question, self._look_up)
        points = [p for p in found.points if p.dimension == claimed[0].dimension]
        if not points or any(p.normalised == q.normalised for p in points for q in claimed):
            return None
        draft.say("文档给出的数值与问题所说不同。", "The documents give another value.")
        return figures.compose(draft, question, [replace(found, points=tuple(points))])

    def _explanation(self, draft: Draft, question: Question, passages: Sequence[Passage]) -> Status:
        evidence = self._judge.weigh(question.text, passages)
        if evidence.score <= 0 or self._judge.unknown_names(question.text, passages):
            return "refused"
        written = explanation.compose(draft, question, passages, self._judge)
        if not written:
            return "refused"
        return "answered"

    def _refusal(self, question: str, intent: str, passages: Sequence[Passage]) -> Answer:
        draft = Draft(question, language(question), self._store)
        draft.say(
            "文档里没有能回答这个问题的内容。",
            "The documents hold nothing that answers this question.",
        )
        return draft.answer("refused", intent, passages)
