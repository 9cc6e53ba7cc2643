"""Figures that the look-up does not find: by meaning, of other times, of several names together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup import figures
from kb.answering.lookup.nearest import LEAST_MET
from kb.answering.lookup.subjects import called
from kb.answering.writing.wording import statements
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.lookup import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

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
        essential = question.figure.essential - question.figure.regions
        if not self._names(found[0], essential) and (
            status := self.of_other_places(draft, question)
        ):
            return status
        told = figures.Found(tuple(found), figures.untold(question.figure.periods, found))
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

    def of_other_places(self, draft: Draft, question: Question) -> Status | None:
        """The figure for another place, where all else is met that the question says, and none for the one it names."""
        points = self._elsewhere(question)
        if not points:
            return None
        (place,) = map(draft.name, question.figure.regions)
        listed = statements(draft, points)
        draft.say(
            f"文档没有给出{place}的相应数值；给出的是：{listed}。",
            f"The documents do not give the figure for {place}. They give: {listed}.",
        )
        return "partial"

    def _elsewhere(self, question: Question) -> list[DataPoint]:
        vocabulary, figure = self._records.vocabulary, question.figure
        if question.intent != "number" or len(figure.regions) != 1:
            return []
        text = question.text
        for term in reversed(vocabulary.terms(text)):
            if term.category == "regions":
                text = text[: term.start] + text[term.end :]
        asked = self._records.parse(text)
        if not asked.essential - vocabulary.generic:
            return []
        found = figures.find(question, asked, self._records.look_up)
        elsewhere = [p for p in found.points if p.region and p.region not in figure.regions]
        return [p for p in elsewhere if not found.missing and self._names(p, asked.essential)]

    def _names(self, point: DataPoint, words: Set[str]) -> bool:
        """Whether the figure is called by all of the ``words``."""
        return words <= called(point, self._records.vocabulary)

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
