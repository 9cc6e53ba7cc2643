"""Figures that the look-up does not find: by meaning, of other times, of several names together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup import figures
from kb.answering.lookup.nearest import LEAST_MET, untold
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.lookup import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.answering.lookup.figures import Found
    from kb.answering.lookup.nearest import Nearest
    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Passage, Status

    Compose = Callable[[Draft, Question, Sequence[Found]], Status]

TOGETHER = r"合计|合共|合起来|一?共[占计]|加起来|加总|总和|集中度|总份额|\b(?:combined|together|jointly|in total|in aggregate)\b"


class Otherwise:
    """Finds them and has them written down."""

    def __init__(self, records: Records, nearest: Nearest, compose: Compose) -> None:
        """``compose`` writes down what was found."""
        self._records = records
        self._nearest = nearest
        self._compose = compose

    def near(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        least_met: float = LEAST_MET,
    ) -> Status | None:
        """The figure that is nearest in meaning, where it is likely to be the right one."""
        found = self._nearest.answer(question, passages, said, least_met)
        if not found:
            return None
        told = figures.Found(tuple(found), untold(question.figure.periods, found))
        return self._compose(draft, question, [told])

    def of_other_times(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        """The series that is asked for, or that of a figure which is not given for the time asked for."""
        figure = question.figure
        number = question.intent == "number"
        series = question.intent == "series" or (number and figure.wants_series)
        if not series and not (number and figure.periods):
            return None
        near = self._nearest.of_any_time(question, passages, said)
        points = [point for point in near if not self._measures_another(question, point)]
        found = figures.sort(
            question, figure, [Match(p, 1.0, is_of(figure.periods, p)) for p in points]
        )
        if len(found.points) + len(found.nearest) < 1 + series:
            return None
        return self._compose(draft, question, [found])

    def _measures_another(self, question: Question, point: DataPoint) -> bool:
        """Whether a figure is called by a measure, and by none of those that the question names."""
        vocabulary = self._records.vocabulary

        def measures(words: Iterable[str]) -> set[str]:
            return {word for word in words if vocabulary.category(word) == "measures"}

        asked = measures(vocabulary.held(question.text))
        told = measures(vocabulary.held(point.metric))
        return bool(asked and told) and not asked & told

    def together(self, draft: Draft, question: Question) -> Status | None:
        """What the first few hold together, where it is given, but not for the time asked for."""
        if question.intent != "ranking" or not question.says(TOGETHER):
            return None
        asked = replace(question.figure, kinds=("share", "level"), ranks=())
        found = figures.find(question, asked, self._records.look_up)
        if found.points or not found.nearest:
            return None
        return self._compose(draft, question, [found])
