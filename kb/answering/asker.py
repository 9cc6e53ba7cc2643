"""Question to answer: read, retrieve, look up, compose, verify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import beside, calculation, one_sided, sums, told_change
from kb.answering.computing.computed import CALCULATED, Computed
from kb.answering.exhibits.structured import Structured
from kb.answering.lookup import editions, figures, premise
from kb.answering.lookup.nearest import MOST_MET, Nearest
from kb.answering.lookup.otherwise import Otherwise
from kb.answering.lookup.subjects import names_only_places
from kb.answering.quoting import advised, definition
from kb.answering.quoting.prose import Prose, asks_datum
from kb.answering.quoting.verdict import Verdicts
from kb.answering.rankings import near_ranking
from kb.answering.records.records import Records
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.advice import wants_advice
from kb.answering.understanding.question import Question, parts, understand
from kb.answering.understanding.reading import Reading
from kb.answering.understanding.several import clauses, of_holder, variants
from kb.answering.understanding.spoken import spoken
from kb.answering.verifying.verifier import NOTHING, verify
from kb.answering.writing import wording
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

ANSWERED_BY_FIGURES = ("number", "keywords", "series", "yes_no", "list", *CALCULATED)


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
        self._judge = Judge(retriever.lexical, vocabulary, name, self.records.names_in)
        self._structured = Structured(self.records, self._judge)
        self._nearest = Nearest(self.records, retriever, self._judge)
        self._otherwise = Otherwise(self.records, self._nearest, self._compose)
        self._computed = Computed(self.records, self._judge, self._nearest)
        self._prose = Prose(self.records, retriever, self._judge)
        self._verdicts = Verdicts(reader, retriever, self._judge)
        self._reading = Reading(self.records, retriever, self._judge)

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
        begin("searching")
        own = spoken(question)
        draft = Draft(question, told_in or own, self._store, vocabulary=self._vocabulary)
        said, plain, passages = self._reading.read(question, own, self._search)
        asked = [clause for part in parts(plain) for clause in clauses(part)]
        begin("composing")
        states: list[Status] = []
        intents: list[str] = []
        if len(asked) > 1:
            whole = understand(plain, self._vocabulary, own, said)
            if self._prose.several(draft, whole, passages, said):
                asked, states, intents = [], ["answered"], [whole.intent]
        before = ""
        for text in asked:
            if len(asked) > 1:
                state, intent, text = self._one_of(draft, text, before)
            else:
                state, intent = self._part(draft, text, before, passages, said)
            states.append(state)
            intents.append(intent)
            before = text
        if len(asked) > 1 and self._is_told_whole(draft, asked, states):
            undivided = Draft(question, draft.language, self._store, vocabulary=self._vocabulary)
            state, intent = self._part(undivided, plain, "", passages, said)
            if state == "answered":
                draft, states, intents = undivided, [state], [intent]
        if all(state == "refused" for state in states) and not draft.citations:
            return self._refusal(draft, intents[0], passages)
        status = together(states)
        begin("verifying")
        answer = verify(draft.answer(status, intents[0], passages), self._vocabulary)
        if self._generator is None:
            return answer
        begin("rewording")
        return reword(answer, self._generator, self._vocabulary)

    def _is_told_whole(self, draft: Draft, asked: Sequence[str], states: Sequence[Status]) -> bool:
        """Whether what was asked in parts, in vain for one, may be told by what answers all of it.

        Not where a figure answers one of them, or another asks for one.
        """
        vain = any(state != "answered" for state in states)
        return vain and not draft.points and not any(map(asks_datum, asked[1:]))

    def _search(self, text: str) -> list[Passage]:
        passages = self._retriever.search(text, documents=self._documents)
        return passages if self._reranker is None else self._reranker.rerank(text, passages)

    def _one_of(self, draft: Draft, text: str, before: str) -> tuple[Status, str, str]:
        """Answer one of several questions, with what it leaves out taken from the one before.

        Status, intent, and the question as it was read.
        """
        mark = draft.mark()
        if before:
            asked = understand(text, self._vocabulary)
            if status := calculation.compose_of_the_two(draft, asked):
                return status, asked.intent, text
        text = of_holder(text, before, draft.points)
        readings = variants(text, before, self._vocabulary) if before else [text]
        states: list[tuple[Status, str]] = []
        for reading in readings:
            state = self._part(draft, reading, before, self._search(reading), reading)
            states.append(state)
            if state[0] == "answered":
                return *state, reading
            draft.rewind(mark)
        best = next((at for at, state in enumerate(states) if state[0] == "partial"), None)
        if best is not None:
            chosen = readings[best]
            state = self._part(draft, chosen, before, self._search(chosen), chosen)
            return *state, chosen
        draft.say(f"文档里没有关于“{text}”的内容。", f"The documents do not tell: {text}.")
        return *states[-1], readings[0]

    def _part(
        self, draft: Draft, text: str, before: str, passages: Sequence[Passage], said: str
    ) -> tuple[Status, str]:
        """Answer one of the questions that were asked together; ``said``: before translation."""
        question = understand(text, self._vocabulary, spoken(draft.question), said)
        if wants_advice(said, (passage.quote for passage in passages)):
            return "refused", question.intent
        if before and draft.points and not question.figure.essential:
            # What the part leaves out, the part before it names.
            subjects = dict.fromkeys(wording.subject(point) for point in draft.points)
            found = [
                figures.find(question, self.records.parse(f"{s} {text}"), self.records.look_up)
                for s in subjects
            ]
            if all(one.points for one in found):
                return figures.compose(draft, question, found), question.intent
        asked = (draft, question, passages)
        defined = definition.compose(*asked, self._search, self._vocabulary)
        if defined or advised.compose(*asked, self._judge):
            return "answered", question.intent
        status = self._structured.compose(draft, question)
        if status is not None:
            return status, question.intent
        if self._prose.several(*asked, said):
            return "answered", question.intent
        return self._told(*asked, said), question.intent

    def _told(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status:
        """Answer by figures, or by what the text says."""
        mark = draft.mark()
        asked = (draft, question, passages, said)
        meaning = definition.asks_meaning(question.text)  # which no figure tells
        status = None if meaning else self._figures(*asked)
        if in_words := status is None or status == "refused":
            del draft.lines[mark[0] :]
            status = (
                (None if meaning else self._otherwise.near(*asked))
                or self._otherwise.of_other_times(*asked)
                or near_ranking.compose(*asked, self.records, self._retriever, self._judge)
                or self._prose.compose(*asked)
            )
            status = self._verdicts.settle(*asked, mark, status)
        told = told_change.compose(draft, question, mark, status, self.records, self._judge)
        if told or (in_words and status != "answered"):
            return told or status
        computed = beside.with_other(draft, question, mark, self.records)
        return computed or sums.unless_told(draft, question, mark, status)

    def _figures(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        asked = (draft, question, passages, said)
        status = self._computed.whether(draft, question, passages)
        if status is not None:
            return status
        if question.intent not in ANSWERED_BY_FIGURES:
            return self._otherwise.together(draft, question) or self._premise(*asked)
        if question.figure.periods and question.intent in ("number", "difference"):
            status = premise.direction(draft, question, self.records)
            if status is not None:
                return status
        if question.intent in CALCULATED:
            status = self._computed.compose(*asked)
            if status is not None:
                return status
        if question.intent in ("list", "yes_no") and not question.figure.kinds:
            return None
        if question.intent == "keywords" and names_only_places(question, self._judge):
            return None
        status = self._computed.told_of_parts(draft, question, passages)
        if status is not None:
            return status
        found = figures.find_each(question, self.records.parse, self.records.look_up)
        whose = (one for one in found if self._nearest.is_of_whom(question, one.points))
        found = [self._nearest.settled(question, one) for one in whose]
        if not any(one.points and not one.missing for one in found):
            status = self._computed.instead(*asked)
            if status is not None:
                return status
        if not any(one.points or one.nearest for one in found):
            return None
        alone = found[0] if len(found) == 1 else None
        if alone and not alone.points:  # the text may say it in other words than the look-up knows
            status = self._otherwise.near(*asked, MOST_MET)
            if status is None and question.figure.wants_series:
                status = self._otherwise.of_other_times(*asked)
            if status is not None:
                return status
        if alone and alone.status == "answered":
            meant = self._nearest.clearly_meant(question, passages, said, alone.points)
            found = [figures.Found(tuple(meant))] if meant else found
        mark = draft.mark()
        status = self._compose(draft, question, found)
        settled = one_sided.compose(*asked, found, mark, self.records, self._judge)
        return settled or self._verdicts.settle(*asked, mark, status)

    def _compose(self, draft: Draft, question: Question, found: Sequence[figures.Found]) -> Status:
        each = editions.compose(draft, found, self.records) if self.records.has_editions else None
        return each or figures.compose(draft, question, found)

    def _premise(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        """Correct what the question takes for granted; None where that is right, or nothing."""
        corrected = self._structured.premise(draft, question)
        if corrected == "partly" and question.intent == "explanation":
            self._prose.compose(draft, question, passages, said)  # most years still want reasons
        if corrected:
            return "answered"
        if question.says(premise.EXCEEDS):
            as_comparison = replace(question, intent="comparison")
            status = self._computed.compose(draft, as_comparison, passages)
            if status is not None:
                return status
        return premise.correct(draft, question, self.records, passages)

    def _refusal(self, asked: Draft, intent: str, passages: Sequence[Passage]) -> Answer:
        draft = Draft(asked.question, asked.language, self._store, vocabulary=self._vocabulary)
        draft.say(NOTHING["zh"], NOTHING["en"])
        return draft.answer("refused", intent, passages)
