"""One question to what answers it: figures, rankings and exhibits, or what the text says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import beside, one_sided, remainder, sums, told_change
from kb.answering.computing.computed import CALCULATED, Computed
from kb.answering.exhibits.near_titles import NearTitles
from kb.answering.exhibits.structured import Structured
from kb.answering.lookup import editions, figures, premise
from kb.answering.lookup.cells import Cells
from kb.answering.lookup.figures import covers
from kb.answering.lookup.nearest import MOST_MET, Nearest
from kb.answering.lookup.otherwise import Otherwise
from kb.answering.lookup.over_time import OverTime
from kb.answering.lookup.subjects import names_only_places
from kb.answering.quoting import advised, definition
from kb.answering.quoting.pairs_read import PairsRead
from kb.answering.quoting.prose import Prose
from kb.answering.quoting.told_beside import is_told_beside
from kb.answering.quoting.verdict import Verdicts
from kb.answering.quoting.whole_list import give_whole
from kb.answering.rankings import beyond, near_ranking
from kb.answering.rankings.column_ranking import ColumnRanking
from kb.answering.rankings.superlatives import asks_growth
from kb.answering.understanding.advice import wants_advice
from kb.answering.understanding.question import Question, understand
from kb.answering.understanding.spoken import spoken
from kb.answering.writing import wording
from kb.answering.writing.draft import Draft

if TYPE_CHECKING:
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.indexing.pair_reader import SentenceReader
    from kb.types import Passage, Status

    Search = Callable[[str], list[Passage]]

ANSWERED_BY_FIGURES = ("number", "keywords", "series", "yes_no", "list", *CALCULATED)


class Answerer:
    """Answers the questions of one asker, each by itself. What cannot answer leaves it to the next."""

    def __init__(
        self,
        records: Records,
        retriever: Retriever,
        judge: Judge,
        search: Search,
        reader: SentenceReader | None,
    ) -> None:
        """Take finished parts; without ``reader`` no answer is read again."""
        self._records = records
        self._retriever = retriever
        self._judge = judge
        self._search = search
        self._vocabulary = records.vocabulary
        columns = ColumnRanking(records, retriever, judge)
        self._structured = Structured(records, judge, columns, NearTitles(retriever))
        self._nearest = Nearest(records, retriever, judge)
        self._otherwise = Otherwise(records, self._nearest, self._compose)
        self._cells = Cells(records, judge)
        self._over_time = OverTime(records, judge)
        self._computed = Computed(records, judge, self._nearest, self._cells)
        self._read = PairsRead(reader, judge)
        self.prose = Prose(records, retriever, judge, self._read)
        self._verdicts = Verdicts(self._read, retriever, judge)

    def answer(
        self, draft: Draft, text: str, before: str, passages: Sequence[Passage], said: str
    ) -> tuple[Status, str]:
        """Write the answer to ``text``; its status, and what it was understood to ask for.

        ``before`` is the question before it, ``passages`` were found for it, ``said`` is what it was before
        it was translated.
        """
        question = understand(text, self._vocabulary, spoken(draft.question), said)
        if wants_advice(said, (passage.quote for passage in passages)):
            return "refused", question.intent
        if before and draft.points and not question.figure.essential:
            # What the part leaves out, the part before it names.
            subjects = dict.fromkeys(wording.subject(point) for point in draft.points)
            found = [
                figures.find(question, self._records.parse(f"{s} {text}"), self._records.look_up)
                for s in subjects
            ]
            if all(one.points for one in found):
                return figures.compose(draft, question, found), question.intent
        asked, mark = (draft, question, passages), draft.mark()
        defined = definition.compose(*asked, self._search, self._vocabulary)
        if defined or advised.compose(*asked, self._judge):
            return "answered", question.intent
        status = (
            self._computed.total(*asked)
            or beyond.compose(draft, question, self._records)
            or self._structured.compose(draft, question, said)
        )
        if status == "partial" and self._told_of_its_time(*asked, said, mark):
            status = "answered"
        if status is not None:
            return status, question.intent
        if self.prose.several(*asked, said):
            return "answered", question.intent
        return self._told(*asked, said), question.intent

    def tells(self, draft: Draft, question: Question, said: str) -> bool:
        """Whether a sentence that is cited already tells what ``question`` asks, beside what it is cited for."""
        return is_told_beside(draft, question, said, self._read, self._judge)

    def _told_of_its_time(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        mark: tuple[int, ...],
    ) -> bool:
        """Whether the text tells of the time asked about, in place of a ranking that covers others alone."""
        periods, points = question.figure.periods, draft.points[mark[2] :]
        covered = any(covers(point, period) for point in points for period in periods)
        if not periods or covered or question.intent == "exhibit":
            return False
        tried = self._trial(draft)
        asked = (question, passages, said)
        status = self._verdicts.settle(tried, *asked, tried.mark(), "refused")
        if status != "answered" or not question.dated(tried.citations[0].quote):
            return False
        draft.rewind(mark)
        return self._verdicts.settle(draft, *asked, mark, "refused") == "answered"

    def _trial(self, draft: Draft) -> Draft:
        """An empty draft of the same question."""
        return Draft(draft.question, draft.language, draft.store, vocabulary=self._vocabulary)

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
                or self._otherwise.of_other_places(draft, question)
                or self._otherwise.of_other_times(*asked)
                or near_ranking.compose(*asked, self._records, self._retriever, self._judge)
                or self.prose.compose(*asked)
            )
            status = self._verdicts.settle(*asked, mark, status)
        if status == "answered":
            give_whole(draft, question, mark, said, self._read)
        told = told_change.compose(draft, question, mark, status, self._records, self._judge)
        if told or (in_words and status != "answered"):
            return told or status
        computed = beside.with_other(draft, question, mark, self._records)
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
            status = premise.direction(draft, question, self._records)
            if status is not None:
                return status
        if question.intent in CALCULATED:
            status = self._computed.compose(*asked)
            if status is not None:
                return status
        if question.intent in ("list", "yes_no") and not question.figure.kinds:
            return None
        if question.intent == "list" and asks_growth(question):
            return None  # a rate without a name does not say whose it is
        if question.intent == "keywords" and names_only_places(question, self._judge):
            return self._by_cell(*asked, draft.mark()) if question.figure.periods else None
        status = self._computed.told_of_parts(draft, question, passages)
        if status is not None:
            return status
        found = figures.find_each(question, self._records.parse, self._records.look_up)
        whose = (one for one in found if self._nearest.is_of_whom(question, one.points))
        found = [self._nearest.settled(question, one) for one in whose]
        found = self._over_time.rather(question, self._cells.meant(question, found))
        if not any(one.points and not one.missing for one in found):
            status = self._computed.instead(*asked)
            if status is not None:
                return status
        if not any(one.points or one.nearest for one in found):
            return None
        alone = found[0] if len(found) == 1 else None
        if alone and (status := remainder.compose(draft, question, alone.points)):
            return status
        if alone and not alone.points:  # the text may say it in other words than the look-up knows
            mark = draft.mark()
            status = self._otherwise.near(*asked, MOST_MET)
            if status == "answered":
                status = self._verdicts.settle(*asked, mark, status)
                if status != "answered":  # then what there is of other times is nearer
                    draft.rewind(mark)
                    status = None
            if status is None and question.figure.wants_series:
                status = self._otherwise.of_other_times(*asked)
            if status is not None:
                return status
        if alone and alone.status == "answered":
            meant = self._nearest.clearly_meant(question, passages, said, alone.points)
            found = [figures.Found(tuple(meant))] if meant else found
        mark = draft.mark()
        status = self._compose(draft, question, found)
        if one_sided.is_one_sided(question, found):
            first = found[0].points[0]
            if one_sided.tell_whole(*asked, first, mark, self._records, self._judge):
                return "answered"
            if self._verdicts.settle(*asked, mark, "refused") == "answered":
                return self._told_change(draft, question, mark)  # by what the text says of both
            one_sided.say_untold(draft)
            return "partial"
        if self._cells.say_all(question, draft.points[mark[2] :]):
            return status
        status = self._verdicts.settle(*asked, mark, status)
        if status == "answered":
            return self._told_change(draft, question, mark)
        return self._by_cell(*asked, mark) or status

    def _told_change(self, draft: Draft, question: Question, mark: tuple[int, ...]) -> Status:
        """What was answered since ``mark``, or the change that its one sentence tells, where that is asked for."""
        parts = (self._records, self._judge)
        return told_change.compose(draft, question, mark, "answered", *parts) or "answered"

    def _by_cell(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        mark: tuple[int, ...],
    ) -> Status | None:
        """The cell that is meant, in place of a figure that is no answer; None where none is."""
        found = self._cells.alone(question)
        if found is None or not found.points:
            return None
        tried = self._trial(draft)
        begun, written = tried.mark(), self._compose(tried, question, [found])
        status = self._verdicts.settle(tried, question, passages, said, begun, written)
        if status != "answered" or not tried.points:
            return None  # a sentence that took its place is found without it
        draft.rewind(mark)
        return self._compose(draft, question, [found])

    def _compose(self, draft: Draft, question: Question, found: Sequence[figures.Found]) -> Status:
        each = editions.compose(draft, found, self._records) if self._records.has_editions else None
        return each or figures.compose(draft, question, found)

    def _premise(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        """Correct what the question takes for granted; None where that is right, or nothing."""
        corrected = self._structured.premise(draft, question)
        if corrected == "partly" and question.intent == "explanation":
            self.prose.compose(draft, question, passages, said)  # most years still want reasons
            return "answered"
        if corrected:
            return premise.status_of(question)
        if question.says(premise.EXCEEDS):
            as_comparison = replace(question, intent="comparison")
            status = self._computed.compose(draft, as_comparison, passages)
            if status is not None:
                return status
        return premise.correct(draft, question, self._records, passages)
