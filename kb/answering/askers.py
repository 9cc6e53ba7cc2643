"""One asker for each choice of documents, and the choice that a question itself makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.answering.asker import Asker
from kb.answering.lookup import editions
from kb.answering.named import read
from kb.answering.retrieval.reranker import load_reranker
from kb.answering.understanding import follow_up
from kb.answering.understanding.spoken import spoken
from kb.answering.verifying.verifier import verify
from kb.answering.writing.draft import Draft
from kb.answering.writing.generator import load_generator
from kb.figures.lookup.vintages import age
from kb.indexing.catalogue import issue_of
from kb.indexing.embedder import load_reader
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from kb.answering.retrieval.reranker import Reranker
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.writing.generator import Generator
    from kb.config import Config
    from kb.figures.lookup.vintages import Comparison
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.catalogue import Entry
    from kb.indexing.embedder import Embedder
    from kb.indexing.pair_reader import PairReader, SentenceReader
    from kb.indexing.store import Store
    from kb.types import Answer, Language, Status

SHOWN = 6
"""The most editions that an answer lists where one is asked for that is not there."""
_PREPOSITION = regex(r"^(?:(?:in|from|per|by|of|according to)\s+)?(?:the\s+)?", re.IGNORECASE)
REMEMBERED = 16
"""Choices of documents whose figures are kept in memory."""


def optional_parts(
    config: Config, embedder: Embedder
) -> tuple[Reranker | None, Generator | None, PairReader | None]:
    """What the settings and the embedder allow beside the parts that answer."""
    return load_reranker(config), load_generator(config), load_reader(config, embedder)


class Askers:
    """Answers from all documents of one generation, or from some."""

    def __init__(
        self,
        store: Store,
        retriever: Retriever,
        vocabulary: Vocabulary,
        reranker: Reranker | None = None,
        generator: Generator | None = None,
        reader: SentenceReader | None = None,
    ) -> None:
        """Take finished parts, as ``Asker`` does."""

        def make(documents: tuple[str, ...] | None) -> Asker:
            return Asker(store, retriever, vocabulary, reranker, generator, documents, reader)

        self._store = store
        self._reader = reader
        self._made = lru_cache(REMEMBERED)(make)

    def warm_up(self) -> None:
        """Load what only some questions need."""
        self.of().warm_up()
        if self._reader is not None:
            self._reader.warm_up()

    def of(self, documents: Sequence[str] | None = None) -> Asker:
        """The asker of the documents with these ids; None for all."""
        return self._made(None if documents is None else tuple(documents))

    def ask(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        stage: Callable[[str], None] | None = None,
        before: str = "",
    ) -> Answer:
        """Answer from the documents with these ids, or from all; see ``Asker.ask``.

        Of these, a question that names an edition, a publisher or a title goes to its documents.
        What it leaves out, ``before`` names: the question before it, in full.
        """
        vocabulary = self.of(documents).records.vocabulary
        readings = follow_up.readings(question, before, vocabulary) if before else []
        told = follow_up.told_in(question, before)
        found: list[Answer] = []
        for reading in readings or [question]:
            taken = reading != question
            answer = self._ask(reading, documents, stage, told if taken else None)
            found.append(follow_up.noted(answer, question) if taken else answer)
            if answer.status == "answered":
                return found[-1]
        return next((answer for answer in found if answer.status == "partial"), found[0])

    def _ask(
        self,
        question: str,
        documents: Sequence[str] | None,
        stage: Callable[[str], None] | None,
        told_in: Language | None,
    ) -> Answer:
        """Answer a question that is complete in itself."""
        entries = self._store.entries()
        allowed = [entry for entry in entries if documents is None or entry.id in documents]
        named = read(question, allowed)
        chosen = documents if named.documents is None else named.documents
        across = named.across and self._across(question, named.text, chosen, told_in)
        text = question if named.across else named.text
        answer = across or self.of(chosen).ask(text, stage, told_in)
        if named.documents is not None and answer.status != "answered" and not named.across:
            wider = self.of(documents).ask(named.text, stage, told_in)
            if wider.status == "answered":
                said = "" if named.preferred else _elsewhere(answer.language)
                answer = _with(wider, said)
        if named.missing:
            answer = _with(answer, _missing(named.missing, allowed, answer.language))
        return replace(answer, question=question)

    def _across(
        self,
        question: str,
        text: str,
        documents: Sequence[str] | None,
        told_in: Language | None,
    ) -> Answer | None:
        """What each edition gives for the figure that ``text`` names; None where fewer than two."""
        rows = self._rows(question, text, documents)
        if not rows:
            return None
        vocabulary = self.of(documents).records.vocabulary
        language = told_in or spoken(question)
        draft = Draft(question, language, self._store, vocabulary=vocabulary)
        status = editions.compose_vintages(draft, rows)
        return verify(draft.answer(status, "vintages"), vocabulary)

    def _rows(self, question: str, text: str, documents: Sequence[str] | None) -> list[Comparison]:
        """The figures that ``text`` asks for; where it names none, those that the editions change."""
        records = self.of(documents).records
        if not records.parse(text).words:
            rows = [row for row in records.compare(None, text) if len(row.vintages) > 1]
            if re.search("预|forecast", fold(question)):
                rows = [row for row in rows if any(v.point.forecast for v in row.vintages)]
            return [row for row in rows if row.differs] or rows
        rows = [row for row in records.compare(text) if len(row.vintages) > 1]
        if not rows:
            # What the words do not lead to, the passages may.
            points = self.of(documents).ask(text).data_points
            rows = [r for r in editions.rows_of(points, records) if len(r.vintages) > 1]
        return [row for row in rows if (row.metric, row.kind) == (rows[0].metric, rows[0].kind)]


def _with(answer: Answer, said: str) -> Answer:
    """``answer`` with ``said`` before it, and no more than part of one."""
    if not said:
        return answer
    status: Status = "partial" if answer.status == "answered" else answer.status
    return replace(answer, text=f"{said}\n{answer.text}", status=status)


def _elsewhere(language: Language) -> str:
    if language == "zh":
        return "所指的文档没有回答这个问题；以下来自其他文档。"
    return "The documents named do not answer this; what follows is from others."


def _missing(words: str, entries: Sequence[Entry], language: Language) -> str:
    issues = sorted({issue_of(entry) for entry in entries}, key=age)
    known = [editions.label(issue, issues, language) for issue in issues][-SHOWN:]
    if language == "zh":
        return f"索引里没有{words}；有的是{'、'.join(known)}。"
    words = _PREPOSITION.sub("", words).strip(" ,")
    return f"The index holds no {words}; it holds {', '.join(known)}."
