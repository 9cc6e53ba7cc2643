"""How sure a reader has to be of a sentence that answers a question which words and vectors refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.prose import WANTS_NUMBER
from kb.answering.retrieval.unknown_names import unknown_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import Passage

UNREFUSED, LEAST = 1.5, 0.0
"""The log odds at which a refused question is answered that is just of the one subject, and for one that is plainly."""
SUBJECT = 0.8
"""The log odds that each step from the one subject of all documents (``Judge.off_subject``) counts: among texts on
anything the evidence tells, and on one subject the reader."""
DOUBTFUL, HOPELESS, SURE = -4.0, -6.0, 3.2
"""Evidence so far below the line that log odds have to be as high as the last, and so far that nothing is read."""


def enough(
    question: Question, passages: Sequence[Passage], judge: Judge, off: float, evidence: float
) -> float:
    """The log odds at which a refused question is answered after all."""
    sorts = map(judge.vocabulary.category, judge.missing(question))
    strange = question.intent in WANTS_NUMBER and any(sorts)
    sure = strange or evidence < DOUBTFUL or unknown_names(question, passages, judge.vocabulary)
    return max(SURE if sure else LEAST, UNREFUSED + SUBJECT * off)
