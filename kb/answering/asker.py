"""Question to answer: read, retrieve, look up, compose, verify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.answerer import Answerer
from kb.answering.computing import calculation
from kb.answering.quoting.prose import asks_datum
from kb.answering.records.records import Records
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.asked_alone import asked_alone
from kb.answering.understanding.focus import focus
from kb.answering.understanding.question import parts, understand
from kb.answering.understanding.reading import Reading
from kb.answering.understanding.several import clauses, of_holder, variants
from kb.answering.understanding.spoken import spoken
from kb.answering.verifying.verifier import NOTHING, verify
from kb.answering.writing.draft import Draft, together
from kb.answering.writing.rewording import reword
from kb.figures.lookup.lookup import FigureQuestion, Match
from kb.types import Answer, Finding, Language, Passage, Status

if TYPE_CHECKING:
    from kb.answering.retrieval.reranker import Reranker
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.writing.generator import Generator
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.pair_reader import SentenceReader
    from kb.indexing.store import Store


def _questions(text: str) -> list[str]:
    return [clause for part in parts(text) for clause in clauses(part)]


def _untold(own_words: str) -> tuple[str, str]:
    return f"文档里没有关于“{own_words}”的内容。", f"The documents do not tell: {own_words}."


class Asker:
    """Answers questions from one generation of an index. Deterministic."""

    def __init__(
        self,
        store: Store,
        retriever: Retriever,
        vocabulary: Vocabulary,
        reranker: Reranker | None = None,
        generator: Generator | None = None,
        documents: Sequence[str] | None = None,
        reader: SentenceReader | None = None,
    ) -> None:
        """Take finished parts; ``reranker``, ``generator`` and ``reader`` are optional.

        ``documents`` are the ids of those that answer; None for all.
        """
        self._documents = documents
        self._reranker = reranker
        self._generator = generator
        self._store = store
        self._retriever = retriever
        self._vocabulary = vocabulary
        self.records = Records(store, vocabulary, documents)
        name = retriever.embedder.name
        judge = Judge(retriever.lexical, vocabulary, name, self.records.names_in)
        self._reading = Reading(self.records, retriever, judge)
        self._answerer = Answerer(self.records, retriever, judge, self._search, reader)

    def warm_up(self) -> None:
        """Load what only some questions need."""
        self._reading.warm_up()

    def findings(self, language: Language = "zh") -> list[Finding]:
        """The checks of the documents' own arithmetic, summaries in ``language``."""
        return self.records.findings(language)

    def look_up(self, question: str | FigureQuestion, top_k: int = 10) -> list[Match]:
        """The figures that answer ``question``, best first; see ``kb.figures.lookup.lookup.look_up``."""
        return self.records.look_up(question, top_k)

    def ask(
        self,
        question: str,
        stage: Callable[[str], None] | None = None,
        told_in: Language | None = None,
    ) -> Answer:
        """The verified answer; ``refused`` where the documents hold no evidence.

        ``stage`` is told when ``searching``, ``composing``, ``verifying`` or ``rewording`` begins;
        ``told_in`` is the language of the answer, where it is not that of the question.
        """
        begin = stage or (lambda _: None)
        answer = self._answered(question, begin, told_in)
        if answer.status != "answered":
            alone = asked_alone(focus(question), self._vocabulary, self.records.names_in)
            again = self._answered(alone, begin, told_in or spoken(question)) if alone else answer
            if again.status == "answered":
                answer = replace(again, question=question)
        if self._generator is None:
            return answer
        begin("rewording")
        return reword(answer, self._generator, self._vocabulary)

    def _answered(
        self, question: str, begin: Callable[[str], None], told_in: Language | None
    ) -> Answer:
        """The verified answer in the documents' own words."""
        begin("searching")
        own = spoken(question)
        draft = Draft(question, told_in or own, self._store, vocabulary=self._vocabulary)
        said, plain, passages = self._reading.read(question, own, self._search)
        asked, own_words = _questions(plain), _questions(said)
        if len(own_words) != len(asked):
            own_words = asked
        begin("composing")
        states: list[Status] = []
        intents: list[str] = []
        if len(asked) > 1:
            whole = understand(plain, self._vocabulary, own, said)
            if self._answerer.prose.several(draft, whole, passages, said):
                asked, states, intents = [], ["answered"], [whole.intent]
        before = ""
        for number, text in enumerate(asked):
            if len(asked) > 1:
                state, intent, text = self._one_of(draft, text, own_words[number], before)
            else:
                state, intent = self._answerer.answer(draft, text, before, passages, said)
            states.append(state)
            intents.append(intent)
            before = text
        if len(asked) > 1 and "answered" in states:
            for number, state in enumerate(states):
                if state == "refused" and self._is_told_beside(draft, own_words[number], own):
                    draft.lines.remove(draft.pick(*_untold(own_words[number])))
                    states[number] = "answered"
        if len(asked) > 1 and self._is_told_whole(draft, asked, states):
            undivided = Draft(question, draft.language, self._store, vocabulary=self._vocabulary)
            state, intent = self._answerer.answer(undivided, plain, "", passages, said)
            if state == "answered":
                draft, states, intents = undivided, [state], [intent]
        if all(state == "refused" for state in states) and not draft.citations:
            return self._refusal(draft, intents[0], passages)
        status = together(states)
        begin("verifying")
        return verify(draft.answer(status, intents[0], passages), self._vocabulary)

    def _is_told_whole(self, draft: Draft, asked: Sequence[str], states: Sequence[Status]) -> bool:
        """Whether what was asked in parts, in vain for one, may be told by what answers all of it.

        Not where a figure answers one of them, or another asks for one.
        """
        vain = any(state != "answered" for state in states)
        return vain and not draft.points and not any(map(asks_datum, asked[1:]))

    def _is_told_beside(self, draft: Draft, part: str, spoken: Language) -> bool:
        """Whether a sentence that another part is answered with tells what ``part`` asks as well."""
        question = understand(part, self._vocabulary, spoken)
        return self._answerer.tells(draft, question, part)

    def _search(self, text: str) -> list[Passage]:
        passages = self._retriever.search(text, documents=self._documents)
        return passages if self._reranker is None else self._reranker.rerank(text, passages)

    def _one_of(
        self, draft: Draft, text: str, own_words: str, before: str
    ) -> tuple[Status, str, str]:
        """Answer one of several questions, with what it leaves out taken from the one before.

        Status, intent, and the question as it was read; ``own_words`` is how it was put.
        """
        said = {text: own_words}
        mark = draft.mark()
        if before:
            asked = understand(text, self._vocabulary)
            if status := calculation.compose_of_the_two(draft, asked):
                return status, asked.intent, text
        text = of_holder(text, before, draft.points)
        readings = variants(text, before, self._vocabulary) if before else [text]
        states: list[tuple[Status, str]] = []
        for reading in readings:
            state = self._read_as(draft, reading, said.get(reading, reading), before)
            states.append(state)
            if state[0] == "answered":
                return *state, reading
            draft.rewind(mark)
        best = next((at for at, state in enumerate(states) if state[0] == "partial"), None)
        if best is not None:
            chosen = readings[best]
            return *self._read_as(draft, chosen, said.get(chosen, chosen), before), chosen
        draft.say(*_untold(own_words))
        return *states[-1], readings[0]

    def _read_as(self, draft: Draft, reading: str, said: str, before: str) -> tuple[Status, str]:
        return self._answerer.answer(draft, reading, before, self._search(reading), said)

    def _refusal(self, asked: Draft, intent: str, passages: Sequence[Passage]) -> Answer:
        draft = Draft(asked.question, asked.language, self._store, vocabulary=self._vocabulary)
        draft.say(NOTHING["zh"], NOTHING["en"])
        return draft.answer("refused", intent, passages)
