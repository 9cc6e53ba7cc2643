"""The figure nearest in meaning to a question, whatever words either uses.

Every figure has a label (its place, name, metric and kind) whose vector the index keeps. Those
nearest to the question, and those that the found passages state, are ranked by a linear score of
how near they are, how much of the question they and the text around them say, how well they stand
in the passages found, and of what counts against them. The best one answers where it is likely to
be right, told by its score and by how far it is ahead of the next.

The weights are those of a conditional logit, and the odds those of a logistic regression, both fitted
on questions about reports; what else an answer takes was set by hand on the same questions. See
docs/measurements.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.answering.figures import EACH
from kb.answering.prose import WANTS_NUMBER
from kb.answering.stated import Asked, Stated, asked_of, of_kind
from kb.answering.subjects import proper_names
from kb.config import DEFAULT_EMBEDDER
from kb.figures.label import label_of
from kb.figures.measured import is_below, other_flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kb.answering.evidence import Judge
    from kb.answering.question import Question
    from kb.answering.records import Records
    from kb.answering.retriever import Retriever
    from kb.types import DataPoint, Passage

CONSIDERED = 40
"""How many of the figures nearest by their vectors are looked at in words."""
READ_PASSAGES = 6
"""Of how many of the best passages every figure is."""

COSINE = 3.7
"""Of question and label, less what all labels have in common."""
MET = 5.6
"""The share of the question's words that the figure, or the text around it, says."""
PRECISION = 2.7
"""The share of the figure's own names that the question says."""
PASSAGE = 3.1
"""In the best passage; half of it in the second, a third in the third."""
UNDATED = -2.5
"""Says no time where one is asked for."""
OTHER_KIND = -3.6
"""A growth for a level, a share for an amount, dollars for gigawatts."""
ELSEWHERE = -1.1
"""Of another region than the one that is asked for."""
USUAL_COSINE = 0.17
"""What stands for it where there are no vectors, or their cosines are not calibrated."""

AHEAD_MOST = 5.0
"""A figure is never further ahead of the next than this."""
SURE_SCORE, SURE_AHEAD, SURE = 0.34, 0.35, -3.2
"""Log odds that the best figure is right: by its score, by how far it is ahead, and the rest."""
LEAST = -0.7
"""Log odds from which a figure answers where nothing else does, and is no worse than a refusal."""
LEAST_MET = 0.35
"""The share of the question's words that it has to meet as well."""
MOST_MET = 0.62
"""That share where there are no vectors, or where the look-up knows the figure for another time."""
ONE_FIGURE = ("number", "keywords", "implied")
"""Intents that one figure may answer; of the others it has to say as much as without vectors."""
CLEARLY = 2.5
"""So far behind the best one, what the look-up chose is another figure than was meant."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure with what its score is made of."""

    point: DataPoint
    label: str
    score: float
    met: float
    """The share of the question's words that it, or the text around it, says."""


class Nearest:
    """Ranks the figures of one asker for questions."""

    def __init__(self, records: Records, retriever: Retriever, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge
        self._stated = Stated(judge, records.store)

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        least_met: float = LEAST_MET,
    ) -> list[DataPoint]:
        """The figures that answer ``question``, as one sentence states them; empty rather than wrong.

        ``said`` is the question as it was embedded, ``passages`` those found, best first;
        ``least_met`` the share of the question's words that a figure has to meet.
        """
        asks_figure = question.intent in WANTS_NUMBER or (
            question.intent == "keywords" and question.figure.kinds
        )
        if not asks_figure or question.says(EACH) or self._judge.names_a_stranger(question):
            return []
        if question.intent not in ONE_FIGURE:
            least_met = MOST_MET
        found = self.stated(question, passages, said, least_met)
        return [point for point in found if self._may_be_of(question, point)]

    def stated(
        self,
        question: Question,
        passages: Sequence[Passage],
        said: str = "",
        least_met: float = MOST_MET,
    ) -> list[DataPoint]:
        """As ``answer``, of any question; without ``said``, as only the words of ``passages`` tell."""
        if self._judge.unknown_names(question, passages):
            return []
        ranked = self._ranked(question, passages, said)
        if not ranked or confidence(ranked) <= LEAST or not of_kind(ranked[0].point, question):
            return []
        least_met = least_met if self._embedded(said) else MOST_MET
        return _alike(ranked) if ranked[0].met >= least_met else []

    def of_any_time(
        self, question: Question, passages: Sequence[Passage], said: str
    ) -> list[DataPoint]:
        """What is asked for at any time: the figures under the label that is meant; empty if unsure."""
        figure = replace(question.figure, periods=(), wants_series=False)
        timeless = replace(question, figure=figure)
        if self._judge.names_a_stranger(question) or self._judge.unknown_names(question, passages):
            return []
        ranked = self._ranked(timeless, passages, said)
        if not ranked or confidence(ranked) <= LEAST or not of_kind(ranked[0].point, question):
            return []
        best = ranked[0]
        if best.met < (LEAST_MET if self._embedded(said) else MOST_MET):
            return []
        return [
            point
            for point, label in zip(self._points, self._labels, strict=True)
            if label == best.label
            and point.normalised_unit == best.point.normalised_unit
            and point.document_id == best.point.document_id
            and self._may_be_of(question, point)
        ]

    def clearly_meant(
        self,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        chosen: Sequence[DataPoint],
    ) -> list[DataPoint]:
        """The figures that ``question`` means, where those ``chosen`` are clearly others; else none."""
        if question.intent != "number" or question.says(EACH) or not self._embedded(said):
            return []
        ranked = self._ranked(question, passages, said)
        ids = {point.id for point in chosen}
        theirs = [one.score for one in ranked if one.point.id in ids]
        if not theirs or ranked[0].score - max(theirs) < CLEARLY or confidence(ranked) <= LEAST:
            return []
        return [point for point in _alike(ranked) if self._may_be_of(question, point)]

    def _ranked(self, question: Question, passages: Sequence[Passage], said: str) -> list[Ranked]:
        category = self._judge.vocabulary.category
        asked = asked_of(question, self._judge)
        if not asked.weights or sum(category(p) != "regions" for p in asked.places) > 1:
            return []  # of two cities or companies each needs a figure of its own
        return self.rank(asked, passages, said)

    def _may_be_of(self, question: Question, point: DataPoint) -> bool:
        """False for another's figure where the question names somebody whom no document knows.

        And for 4.15元 where so many 万 are asked for.
        """
        asked = {word.text for word in question.figure.words}
        own = self._judge.vocabulary.held(f"{point.metric} {point.entity}")
        if is_below(point, question.text) or other_flow(asked, own):
            return False
        named = self._judge.vocabulary.words(point.entity)
        if not named or named <= asked:
            return True
        return all(self._judge.is_known(word) for word in question.figure.essential)

    def is_of_whom(self, question: Question, points: Sequence[DataPoint]) -> bool:
        """Whether each figure, or the text that states it, has a name that the question gives."""
        named = self._records.names.standing_in(question.text)
        return all(self._stated.is_of(point, question, named) for point in points)

    def rank(self, asked: Asked, passages: Sequence[Passage], said: str = "") -> list[Ranked]:
        """The figures that may answer, best first."""
        cosines = self._cosines(said)
        standing = self._standing(passages[:READ_PASSAGES])
        names = self._records.names.standing_in(asked.question.text)
        names |= proper_names(asked.question, self._judge.vocabulary)
        ranked = []
        for at in (*standing, *self._near(asked, standing, cosines)):
            point = self._points[at]
            fit = self._stated.fit(point, asked)
            if fit is None or not self._stated.names(point, names):
                continue
            score = (
                COSINE * (USUAL_COSINE if cosines is None else float(cosines[at]))
                + MET * fit.met
                + PRECISION * fit.precision
                + PASSAGE * standing.get(at, 0.0)
                + UNDATED * (not fit.dated)
                + ELSEWHERE * fit.elsewhere
                + OTHER_KIND * (not of_kind(point, asked.question))
            )
            ranked.append(Ranked(point, self._labels[at], round(score, 4), fit.met))
        return sorted(ranked, key=lambda one: (-one.score, one.point.document_id, one.point.start))

    def _near(
        self, asked: Asked, standing: Mapping[int, float], cosines: NDArray[np.floating] | None
    ) -> Iterator[int]:
        """The places of the nearest figures of the time asked for, but those in the passages."""
        if cosines is None:
            return
        left = CONSIDERED
        for at in map(int, np.argsort(-cosines, kind="stable")):
            if at in standing or self._stated.dated(self._points[at], asked.question) is None:
                continue
            yield at
            left -= 1
            if not left:
                break

    def _standing(self, passages: Sequence[Passage]) -> dict[int, float]:
        """The places of the figures in ``passages``, 1 for the best passage, then 1/2, 1/3."""
        found: dict[int, float] = {}
        documents, starts = self._stations
        for rank, passage in enumerate(passages, start=1):
            own = documents == self._numbers.get(passage.document_id, -1)
            within = own & (passage.start <= starts) & (starts < passage.end)
            for at in map(int, np.flatnonzero(within)):
                found.setdefault(at, 1 / rank)
        return found

    def _embedded(self, said: str) -> bool:
        """Whether there are vectors for it, whose cosines the weights were fitted to."""
        calibrated = self._judge.embedder == DEFAULT_EMBEDDER
        return bool(said) and calibrated and self._retriever.figures is not None

    def _cosines(self, said: str) -> NDArray[np.floating] | None:
        """Of ``said`` and each figure; None where they are not to be had."""
        figures = self._retriever.figures
        if figures is None or not self._embedded(said):
            return None
        cosines = figures.cosines(self._retriever.vector(said)[0])
        # The last stands for labels without a vector.
        return np.append(cosines, USUAL_COSINE)[self._rows]

    @cached_property
    def _points(self) -> list[DataPoint]:
        return [point for point in self._records.points if point.kind != "rank"]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """A number for each document."""
        ids = dict.fromkeys(point.document_id for point in self._points)
        return {identity: number for number, identity in enumerate(ids)}

    @cached_property
    def _stations(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The document, by its number, and the offset of each figure."""
        documents = [self._numbers[point.document_id] for point in self._points]
        starts = [point.start for point in self._points]
        return np.array(documents, np.intp), np.array(starts, np.intp)

    @cached_property
    def _labels(self) -> list[str]:
        return [label_of(point) for point in self._points]

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        figures = self._retriever.figures
        places = figures.places if figures else {}
        return np.array([places.get(label, -1) for label in self._labels], np.intp)


def _alike(ranked: Sequence[Ranked]) -> list[DataPoint]:
    """The best of ``ranked``, with what else its sentence states under the same label."""
    best = ranked[0]
    alike = (
        one.point
        for one in ranked
        if one.label == best.label
        and one.point.normalised_unit == best.point.normalised_unit
        and one.point.sentence_start == best.point.sentence_start
        and one.point.document_id == best.point.document_id
    )
    return list(alike)[:SHOWN]


def confidence(ranked: Sequence[Ranked]) -> float:
    """Log odds that the first of ``ranked`` is right."""
    best = ranked[0]
    others = (
        one.score
        for one in ranked
        if one.label != best.label
        and (one.point.normalised, one.point.normalised_unit)
        != (best.point.normalised, best.point.normalised_unit)
    )
    ahead = min(best.score - next(others, best.score - AHEAD_MOST), AHEAD_MOST)
    return SURE_SCORE * best.score + SURE_AHEAD * ahead + SURE
