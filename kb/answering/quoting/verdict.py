"""A second look at an answer: does what it cites answer the question, or does another sentence?

Words, vectors and rules find what is near; a near miss is near, too. ``SentenceReader`` reads the
question and a sentence together. What it finds to be no answer is shown as the nearest that is told.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import counted_in
from kb.answering.quoting import asked_of, measures, unrefused
from kb.answering.quoting.announced import what_follows
from kb.answering.quoting.asked_of import is_of_what_is_asked, names_all
from kb.answering.quoting.explanation import MOST, WORTH_READ, cite_sentences, whole
from kb.answering.quoting.number_sentence import NEAREST
from kb.answering.quoting.prose import WANTS_NUMBER
from kb.answering.quoting.sentences import READ, READ_PASSAGES, ranked_sentences, reranked, says_all
from kb.answering.quoting.table_row import cite_row, header_of
from kb.answering.quoting.told_as_well import only_sentences, tell_as_well
from kb.answering.quoting.told_on import tell_on
from kb.answering.quoting.unrefused import HOPELESS, LEAST, SUBJECT
from kb.answering.quoting.weighed import led_by, picked_since, reorder
from kb.answering.quoting.what_is_read import around_numbers, in_clauses, read_since
from kb.answering.retrieval.evidence import ANYTHING, PLAIN
from kb.text import line_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.pairs_read import PairsRead
    from kb.answering.quoting.sentences import Sentence
    from kb.answering.quoting.weighed import Says
    from kb.answering.quoting.what_is_read import Read, Span
    from kb.answering.retrieval.evidence import Judge, Nearness
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Passage, Status

KEPT, FOUND, FOUND_INSTEAD = -1.0, 1.5, 2.0
"""Log odds at which what is cited is kept, at which another sentence takes its place, and that of figures of other times."""
EVIDENCE = 0.5
"""What the log odds of what is cited gain for each of the evidence's, where those are above 0."""
TOLD = 3.5
"""Evidence from which nothing is read among texts on anything, where words and vectors tell what answers."""
CITED, IN_CLAUSES, BESIDE = 4, 2, 8
"""How much of what is cited is read, of how many figures the clauses alone where the sentences do not answer, and
how many of the sentences that rank best where what is kept is in doubt."""
DOUBTED = 1.0
"""Log odds below which a sentence that answers better is looked for, though what is cited is kept."""
BETTER, BETTER_THAN_FIGURE, AHEAD, FAR_AHEAD = 1.0, 2.5, 1.0, 3.5
"""Log odds of such a sentence, and by how many more than what is cited it leads, or takes a figure's place."""
FIRST, FAR = 4, 3.0
"""So many of these are read at first, and the others where the best of them is no farther below what is wanted."""
UNTOLD = (
    "文档没有直接说所问的；与之最接近的内容是：",
    "The documents do not say what is asked; the nearest that they say is:",
)
ONE_THING = ("explanation", "list", "keywords")
"""Intents that one sentence may answer; what is set against each other takes several."""
IN_WORDS = (*ONE_THING, "comparison", "yes_no")
"""Intents that sentences answer, none of which says all."""


class Verdicts:
    """Holds what an answer cites against the question. Without a reader, every answer stays."""

    def __init__(self, read: PairsRead, retriever: Retriever, judge: Judge) -> None:
        """Take finished parts."""
        self._read = read
        self._retriever = retriever
        self._judge = judge

    def settle(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        mark: Sequence[int],
        status: Status,
    ) -> Status:
        """What becomes of what was written since ``mark`` with ``status``, told with what answers as clearly."""
        settled = self._settle(draft, question, passages, said, mark, status)
        if self._read and settled == "answered" and only_sentences(draft, mark):
            prefer = self._read.prefer(said)
            near = self._retriever.nearness(said, passages[:READ_PASSAGES])
            alike = self._judge.off_subject(question, passages, near) < ANYTHING
            if alike and question.intent in IN_WORDS:
                able = self._able(draft, question, passages, near, READ)
                tell_as_well(draft, mark, able, prefer)
            tell_on(draft, question, mark, prefer)
        return settled

    def _settle(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        mark: Sequence[int],
        status: Status,
    ) -> Status:
        lines, citations, points, *_ = mark
        if not self._read or draft.has_computed(mark):
            return status
        instead = status == "partial" and len(draft.points) > points
        if instead and not asked_of.are_of_other_times(question, draft.points[points:]):
            return status  # it is known what the documents give instead
        stated = list(read_since(draft, points, citations))[:CITED]
        if status == "answered" and not stated:
            return status  # cited for a part before this one
        near = self._retriever.nearness(said, passages[:READ_PASSAGES])
        evidence = self._judge.weigh(question, passages, near).score
        off = self._judge.off_subject(question, passages, near)
        if status == "answered":
            if off >= ANYTHING and evidence >= TOLD:
                return status
            if question.intent in ONE_THING and off < ANYTHING:
                reorder(draft, mark, self._read.prefer(said), self._says(question))
            stated = list(read_since(draft, points, citations))[:CITED]
            stated = [
                (span, read)
                for span, read in stated
                if is_of_what_is_asked(question, span, self._judge, read[1].text)
            ]
            if not measures.gives_share(question, draft.points[points:]):
                stated = []
            if evidence >= PLAIN and any(
                says_all(question, span, self._judge) for span, _ in stated
            ):
                return status
            kept = KEPT - EVIDENCE * max(0.0, evidence) - SUBJECT * max(0.0, off)
            highest = self._highest(said, [read for _, read in stated])
            if highest < kept and stated:
                clauses = list(in_clauses(draft, draft.points[points:][:IN_CLAUSES]))
                highest = max(highest, self._highest(said, clauses))
                if not clauses and question.intent in WANTS_NUMBER:
                    # Of a number that no figure is known to give, less than a yes is none.
                    told = self._highest(said, list(around_numbers(stated[0][0])))
                    highest = told if told >= LEAST else highest
            if highest >= kept:
                if highest < DOUBTED and not asked_of.tells_course(question, draft.points[points:]):
                    able = self._able(draft, question, passages, near, BESIDE)
                    self._lead_with_better(draft, question, said, mark, able, highest)
                return status
        enough = FOUND
        if status == "refused":
            if not passages or evidence < HOPELESS:
                return status
            enough = unrefused.enough(question, passages, self._judge, off, evidence)
        able = self._able(draft, question, passages, near, READ)
        if instead:  # figures of other times: only a sentence of the time asked about tells more
            able = [
                one for one in able if question.dated(f"{header_of(*one.span[:2])}\n{one.text}")
            ]
        ranked = reranked(able, self._read.weigh(said))
        if ranked and self._read.weigh(said)([ranked[0].span])[0] >= enough:
            draft.rewind(tuple(mark))
            self._cite_led(draft, question, ranked, said)
            return "answered"
        if status == "partial" and not instead and evidence >= PLAIN and stated:
            span, read = stated[0]
            least = KEPT if self._names_it(question, span) else self._unnamed(question, span)
            if self._highest(said, [read]) >= least:
                draft.rewind(tuple(mark))
                self._cite(draft, span, said)
                return "answered"
        if status != "answered":
            return status
        note = NEAREST if question.intent in WANTS_NUMBER else UNTOLD
        draft.lines.insert(lines, draft.pick(*note))
        return "partial"

    def _cite_led(
        self, draft: Draft, question: Question, ranked: Sequence[Sentence], said: str
    ) -> None:
        """Write the first of ``ranked``, and of others close behind what answers as well."""
        best = ranked[0]
        beside: list[Span] = []
        if question.intent in ONE_THING and not header_of(*best.span[:2]):
            close = [one for one in ranked[1:MOST] if best.score - one.score < WORTH_READ]
            beside = [one.span for one in close if not header_of(*one.span[:2])]
        if not beside or what_follows(*best.span):
            self._cite(draft, best.span, said, goes_on=question.intent not in WANTS_NUMBER)
            return
        told = led_by(best.span, beside, self._read.prefer(said), self._says(question))
        _pick(draft, told)

    def _able(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        near: Nearness,
        most: int,
    ) -> list[Sentence]:
        """The sentences and rows that rank best by words and vectors, of the names and the rate that are asked about."""
        judge = self._judge
        ranked = ranked_sentences(draft, question, passages, judge, near.cosines, rows=True)
        named = (one for one in ranked[:most] if names_all(question, one.span))
        return [one for one in named if is_of_what_is_asked(question, one.span, judge)]

    def _highest(self, said: str, reads: Sequence[Read]) -> float:
        """The log odds of the best of ``reads``, or of the first that leaves no doubt."""
        highest = -math.inf
        for read in reads:
            highest = max(highest, *self._read.logits(said, [read]))
            if highest >= DOUBTED:
                break
        return highest

    def _lead_with_better(
        self,
        draft: Draft,
        question: Question,
        said: str,
        mark: Sequence[int],
        able: Sequence[Sentence],
        highest: float,
    ) -> None:
        """Put a sentence that answers better before what was written; in its place, if far better than a figure."""
        figures = len(draft.points) > mark[2]
        least = BETTER_THAN_FIGURE if figures else BETTER
        best = self._best(said, [one.span for one in able], max(least, highest + AHEAD))
        if best is None or _is_cited(draft, what_follows(*best)):
            return  # what a sentence leads to stands for it
        if picked := picked_since(draft, mark):
            draft.rewind(tuple(mark))
            told = led_by(best, picked, self._read.prefer(said), self._says(question))
            _pick(draft, told)
            return
        if figures and self._read.weigh(said)([best])[0] >= highest + FAR_AHEAD:
            draft.rewind(tuple(mark))
            self._cite(draft, best, said, goes_on=question.intent not in WANTS_NUMBER)
            return
        own = draft.lines[mark[0] :]
        del draft.lines[mark[0] :]
        self._cite(draft, best, said)
        if not figures:  # they are a list
            written = [*draft.lines[mark[0] :], *own]
            own = [one if one.startswith("- ") else f"- {one}" for one in written]
            del draft.lines[mark[0] :]
        draft.lines += own

    def _names_it(self, question: Question, span: Span) -> bool:
        """Whether a sentence, or what stands around it, has all that the question names and the documents know."""
        if not is_of_what_is_asked(question, span, self._judge) or self._judge.missing(question):
            return False
        document, start, end = span
        before = document.text[line_at(document.text, start)[0] : end]
        told = self._judge.vocabulary.held("\n".join((*document.heading_path(start), before)))
        counted = counted_in(question, self._judge)
        known = {word for word in question.figure.essential if self._judge.is_known(word)}
        return known <= told and (not counted or bool(counted & told))

    def _unnamed(self, question: Question, span: Span) -> float:
        """The log odds at which the nearest is the answer though it calls things by other names than the question."""
        known = not self._judge.missing(question) and not self._judge.names_a_stranger(question)
        return LEAST if known and is_of_what_is_asked(question, span, self._judge) else math.inf

    def _best(self, said: str, spans: Sequence[Span], enough: float) -> Span | None:
        """The one of ``spans``, best ranked first, that most likely answers, if its log odds are ``enough``."""
        weigh = self._read.weigh(said)
        logits = weigh(spans[:FIRST])
        if max(logits, default=-math.inf) >= enough - FAR:
            logits += weigh(spans[FIRST:])
        highest = max(logits, default=-math.inf)
        return spans[logits.index(highest)] if highest >= enough else None

    def _says(self, question: Question) -> Says:
        held = self._judge.vocabulary.held
        return lambda span: question.figure.essential & held(span[0].text[span[1] : span[2]])

    def _cite(self, draft: Draft, span: Span, said: str, goes_on: bool = False) -> None:
        """Write a sentence with what it leads to, or that goes on with it; or a row of a table."""
        if header_of(*span[:2]):
            cite_row(draft, *span)
        elif follows := what_follows(*span):
            cite_sentences(draft, [span, *follows])
        else:
            told = led_by(span, (), self._read.weigh(said), lambda _: set()) if goes_on else [span]
            _pick(draft, told)


def _pick(draft: Draft, told: Sequence[Span]) -> None:
    """Write sentences, each for itself."""
    draft.picked = tuple(told)
    cite_sentences(draft, told)


def _is_cited(draft: Draft, spans: Sequence[Span]) -> bool:
    cited = {(one.document_id, one.start) for one in draft.citations}
    return any((document.id, start) in cited for document, start, _ in map(whole, spans))
