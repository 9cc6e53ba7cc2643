"""Figures ranked by how likely each is to be the one that a question means.

The score is linear; its weights are those of a conditional logit, fitted on questions about reports.
See docs/measurements.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.answering.lookup.asked import Asked, of_kind
from kb.answering.lookup.stated import Stated
from kb.answering.lookup.subjects import proper_names
from kb.config import DEFAULT_EMBEDDER
from kb.figures.vocabulary.label import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
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
AHEAD_MOST = 5.0
"""A figure is never further ahead of the next than this."""
SURE_SCORE, SURE_AHEAD, SURE = 0.34, 0.35, -3.2
"""Log odds that the best figure is right: by its score, by how far it is ahead, and the rest."""
CLEARLY = 2.5
"""So far behind the best one, what the look-up chose is another figure than was meant."""
SHOWN = 3
USUAL_COSINE = 0.17
"""What stands for it where there are no vectors, or their cosines are not calibrated."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure with what its score is made of."""

    point: DataPoint
    label: str
    score: float
    met: float
    """The share of the question's words that it, or the text around it, says."""
    named: bool
    """Whether it or its sentence says what the question is about."""


class FigureRanker:
    """Ranks the figures of one asker for questions."""

    def __init__(
        self, records: Records, retriever: Retriever, judge: Judge, stated: Stated
    ) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge
        self._stated = stated

    @cached_property
    def labelled(self) -> list[tuple[DataPoint, str]]:
        """Every figure but ranks, with its label."""
        return list(zip(self._points, self._labels, strict=True))

    def rank(self, asked: Asked, passages: Sequence[Passage], said: str = "") -> list[Ranked]:
        """The figures that may answer, best first."""
        cosines = self._cosines(said)
        standing = self._standing(passages[:READ_PASSAGES])
        names = self._records.names_in(asked.question.text)
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
            ranked.append(Ranked(point, self._labels[at], round(score, 4), fit.met, fit.named))
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

    def embedded(self, said: str) -> bool:
        """Whether there are vectors for it, whose cosines the weights were fitted to."""
        calibrated = self._judge.embedder == DEFAULT_EMBEDDER
        return bool(said) and calibrated and self._retriever.figures is not None

    def _cosines(self, said: str) -> NDArray[np.floating] | None:
        """Of ``said`` and each figure; None where they are not to be had."""
        figures = self._retriever.figures
        if figures is None or not self.embedded(said):
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


def alike(ranked: Sequence[Ranked]) -> list[DataPoint]:
    """The best of ``ranked``, with what else its sentence states under the same label."""
    best = ranked[0]
    same = (
        one.point
        for one in ranked
        if one.label == best.label
        and one.point.normalised_unit == best.point.normalised_unit
        and one.point.sentence_start == best.point.sentence_start
        and one.point.document_id == best.point.document_id
    )
    return list(same)[:SHOWN]


def in_a_series(ranked: Sequence[Ranked]) -> Ranked:
    """The best of ``ranked`` that is given for several times; not far behind the very best."""
    times: dict[str, set[str]] = {}
    for one in ranked:
        times.setdefault(one.label, set()).add(one.point.period.key)
    near = (one for one in ranked if ranked[0].score - one.score < CLEARLY)
    return next((one for one in near if len(times[one.label]) > 1), ranked[0])


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
