"""Answers made of what the documents say in words, where no record answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import is_of_terms
from kb.answering.quoting import explanation, number_sentence, section
from kb.answering.quoting.definition import asks_meaning
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.sentences import READ_PASSAGES, ranked_sentences
from kb.answering.retrieval.evidence import ANYTHING, PLAIN
from kb.answering.retrieval.unknown_names import unknown_names
from kb.answering.understanding.intents import ASKS_REASONS
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, line_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.pairs_read import PairsRead
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Citation, Passage, Status

SEVERAL, SHOWN = 3, 4
"""How many things are asked in one breath that one sentence may tell, and the sentences that are looked at."""
_ASKS = regex(
    r"多少|几[个家座次起笔款条只]|[哪何]年|哪[里儿]|谁|(?:什么|啥)时候|何时"
    r"|\b(?:how (?:many|much|big|large)|when|who|where|which year)\b"
)
_ASKS_WHEN = r"[哪何]一?[年月天]|(?:什么|啥)时候|何时"
_IN_SENTENCES = (
    rf"{ASKS_REASONS}|如何|怎么|怎样|咋|\bhow (?:do|does|did|can|should|to|is|are|was|were)\b"
)
"""Asks for what takes some sentences to tell."""
_OF_SEVERAL = ("list", "comparison", "yes_no")
"""Intents that take several sentences as well."""
WANTS_NUMBER = ("number", "series", "ratio", "difference", "implied")
_NAMES_MEASURE = r"[率量额价费薪数]\W*$"
"""Keywords that end in what is measured."""
OTHER_TIME = (
    "文档没有说所问的时间；以下说的是其他时间：",
    "The documents do not speak of the time asked about; what follows is of others:",
)
OTHER_PLACES = (
    "文档没有分别说所问的地方；以下说的是总体：",
    "The documents do not tell apart the places asked about; what follows is of all:",
)


class Prose:
    """Quotes the section, the sentence with a number, or the sentences that answer."""

    def __init__(
        self, records: Records, retriever: Retriever, judge: Judge, read: PairsRead
    ) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge
        self._read = read

    def compose(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status:
        """Quote what answers, or the nearest; ``said`` is the question before translation."""
        read = dict.fromkeys(passage.document_id for passage in passages)
        documents = map(self._records.store.document, read)
        meaning = asks_meaning(question.text)  # which stands under no heading of its own
        if not meaning and section.compose(draft, question, documents, self._judge):
            return "answered"
        near = self._retriever.nearness(said, passages[:READ_PASSAGES])
        evidence = self._judge.weigh(question, passages, near)
        if evidence.score <= 0 or unknown_names(question, passages, self._judge.vocabulary):
            return "refused"
        if question.intent in WANTS_NUMBER and "rank" not in question.figure.kinds:
            whose = self._records.names_in(question.text)
            status = number_sentence.compose(draft, question, passages, self._judge, near, whose)
            if status != "refused" or not self._judge.is_about(question, evidence, passages):
                return status
        written = len(draft.lines)
        mark, known = draft.mark(), len(draft.citations)
        # Among texts on anything, words and vectors tell sentences apart as well.
        alike = self._judge.off_subject(question, passages, near) < ANYTHING
        weigh = self._read.prefer(said) if self._read and alike else None
        several = question.intent in _OF_SEVERAL or question.says(_IN_SENTENCES)
        places, plain = explanation.PLACES if several else 1, evidence.score >= PLAIN
        asked = draft, question, passages, self._judge
        if not explanation.compose(*asked, near.cosines, weigh, places, plain=plain):
            return "refused"
        if self._leaves_unsaid(question, draft):
            draft.rewind(mark)
            return "refused"
        if question.intent in WANTS_NUMBER:
            note = number_sentence.NEAREST
        elif tells_no_place(question, draft.citations[known:], self._judge.vocabulary):
            note = OTHER_PLACES
        elif question.says(ASKS_REASONS) or question.dated(self._told(draft, question, written)):
            return "answered"
        else:
            note = OTHER_TIME
        draft.lines.insert(written, draft.pick(*note))
        return "partial"

    def several(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> bool:
        """Quote the sentences that tell several things asked in one breath; False where none stand out."""
        if len(_ASKS.findall(fold(question.text))) < SEVERAL:
            return False
        near = self._retriever.nearness(said, passages[:READ_PASSAGES])
        if self._judge.weigh(question, passages, near).score <= 0:
            return False
        ranked = ranked_sentences(draft, question, passages, self._judge, near.cosines)[:SHOWN]
        if len(ranked) < 2 or unknown_names(question, passages, self._judge.vocabulary):
            return False
        best = ranked[0]
        ahead = best.score - ranked[1].score >= number_sentence.AHEAD
        cosine = near.cosines.get((best.document.id, best.start), 0.0)
        whose = self._records.names_in(question.text)
        around = (*best.document.heading_path(best.start), best.text)
        told = all(name in fold("\n".join(around)) for name in whose) and question.dated(best.text)
        if not told or not (ahead or cosine >= number_sentence.NEAR):
            return False
        if len(find_quantities(best.text)) < SEVERAL - 1:
            return False
        line = line_at(best.document.text, best.start)
        beside = [one for one in ranked if one.document.id == best.document.id]
        beside = [one for one in beside if line_at(one.document.text, one.start) == line]
        spans = [one.span for one in sorted(beside, key=lambda one: one.start)]
        said = "\n".join(("\n".join(around), *(one.text for one in beside)))
        words = {word for word in question.figure.essential if self._judge.is_known(word)}
        if not words <= self._judge.vocabulary.held(said):
            return False
        cite_sentences(draft, spans)
        return True

    def _leaves_unsaid(self, question: Question, draft: Draft) -> bool:
        """Whether it asks who founded something, say, and what is cited says it of nothing that is named."""
        vocabulary = self._judge.vocabulary
        words = {w.text for w in question.figure.words}
        if question.says(_ASKS_WHEN):
            names = self._judge.names(question.text)
            done = {w for w in words - vocabulary.generic if not any(w in name for name in names)}
            told = "".join(citation.quote for citation in draft.citations)
            if done and not any(w in told for w in done | vocabulary.expand(done)):
                return True
        sorts = ("attributes", "measures") if question.intent == "keywords" else ("attributes",)
        asked = {word for word in words - vocabulary.generic if vocabulary.category(word) in sorts}
        if not asked:
            return False
        named = self._names(question.text)
        return not any(
            asked <= vocabulary.held("\n".join((*c.heading_path, c.quote)))
            and (named <= self._names(c.quote) or not self._names(c.quote))
            for c in draft.citations
        )

    def _names(self, text: str) -> set[str]:
        """The names, folded, that stand in ``text`` and are more than terms."""
        vocabulary, found = self._judge.vocabulary, self._records.names_in(text)
        return {name for name in found if not is_of_terms(name, vocabulary)}

    def _told(self, draft: Draft, question: Question, written: int) -> str:
        """The lines in which the time asked for has to stand: the first, or any of an explanation."""
        lines = draft.lines[written:]
        return "\n".join(lines if question.intent == "explanation" else lines[:1])


def asks_number(question: Question) -> bool:
    """Whether a number is asked for, be it by the name of a measure alone: 水泵出口额."""
    if question.intent in WANTS_NUMBER:
        return True
    named = question.figure.kinds or question.says(_NAMES_MEASURE)
    return question.intent == "keywords" and bool(named)


def asks_datum(text: str) -> bool:
    """Whether a question asks for a number, a place, a time or a person, which only that answers."""
    return _ASKS.search(fold(text)) is not None


def tells_no_place(
    question: Question, citations: Sequence[Citation], vocabulary: Vocabulary
) -> bool:
    """Whether several places are asked about, and the first sentence cited is of none of them."""
    places = question.figure.regions
    if len(places) < SEVERAL - 1 or not citations:
        return False
    best = citations[0]
    return not places & vocabulary.held("\n".join((*best.heading_path, best.quote)))
