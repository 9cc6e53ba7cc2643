"""Shares that one sentence deals out to the parts of a whole: which of them a question means, or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.answering.lookup.figure_ranker import Ranked
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

SHARE_OF = " share of "
LEAST = 3
"""The fewest parts that make a list."""


def parts_beside(point: DataPoint, points: Sequence[DataPoint]) -> list[DataPoint]:
    """The shares of the same whole that the sentence of ``point`` states, itself among them, in order.

    Empty where it is no such share, or one of less than three.
    """
    _, of, whole = point.metric.partition(SHARE_OF)
    if not of or point.kind != "share":
        return []
    found = [
        other
        for other in points
        if (other.document_id, other.sentence_start) == (point.document_id, point.sentence_start)
        and other.kind == "share"
        and other.metric.partition(SHARE_OF)[2] == whole
    ]
    found.sort(key=lambda other: other.start)
    return found if len(found) >= LEAST else []


def is_any_of_several(question: Question, ranked: Sequence[Ranked], vocabulary: Vocabulary) -> bool:
    """Whether the first of ``ranked`` is one of several parts, and the question names it by no word.

    What tells the parts of a whole apart is their names alone.
    """
    best = ranked[0].point
    beside = parts_beside(best, [one.point for one in ranked])
    if not beside:
        return False
    asked = {word.text for word in question.figure.words}
    own = vocabulary.held(best.metric.partition(SHARE_OF)[0])
    return not asked & own
