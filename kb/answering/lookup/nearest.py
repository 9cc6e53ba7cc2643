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

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup.asked import asked_of, of_kind
from kb.answering.lookup.figure_ranker import (
    CLEARLY,
    FigureRanker,
    Ranked,
    alike,
    confidence,
    in_a_series,
)
from kb.answering.lookup.figures import EACH, Found, in_time
from kb.answering.lookup.listed_parts import is_any_of_several, parts_beside
from kb.answering.lookup.siblings import as_asked
from kb.answering.lookup.stated import Stated
from kb.answering.lookup.subjects import called
from kb.answering.quoting.prose import asks_number
from kb.answering.rankings.mentions import mentioned
from kb.answering.retrieval.unknown_names import unknown_names
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.measured import is_below, other_flow, other_market
from kb.figures.lookup.narrowed import narrowed
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint, Passage

LEAST = -0.7
"""Log odds from which a figure answers where nothing else does, and is no worse than a refusal."""
LEAST_MET = 0.35
"""The share of the question's words that it has to meet as well."""
MOST_MET = 0.62
"""Where there are no vectors, or the look-up knows the figure for another time; it is named, too."""
ONE_FIGURE = ("number", "keywords", "implied")
"""Intents that one figure may answer; of the others it has to say as much as without vectors."""
_WIDE = ("", "中国", "全球")
_MOST = r"哪一?[个种类家].{0,10}最[快慢高低大小多少猛]"
WHO = r"谁|哪一?家|哪个?(?:公司|企业|厂商|品牌)|\bwho\b|\bwhich (?:company|vendor|firm|brand|supplier|maker)"
EARLY = ("01", "02", "03", "04")
"""Months in which a report gives no figure of its own year."""
THINGS = ("concepts", "industries", "companies", "cities", "regions", "attributes")
"""Terms of what figures are of; a measure is called by other names as well."""


class Nearest:
    """Finds the figures that the questions of one asker mean."""

    def __init__(self, records: Records, retriever: Retriever, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge
        self._stated = Stated(judge, records.store)
        self._ranker = FigureRanker(records, retriever, judge, self._stated)

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        said: str,
        least_met: float = LEAST_MET,
    ) -> list[DataPoint]:
        """The figures that answer ``question``, as one sentence states them; empty rather than wrong.

        ``said`` was embedded, ``least_met`` is the share of the question's words that a figure has to meet.
        """
        asks_figure = asks_number(question)
        if asks_figure and question.says(EACH) and question.figure.kinds == ("share",):
            found = self.stated(question, passages, said, least_met)
            return parts_beside(found[0], self._records.points) if found else []
        if not asks_figure or question.says(EACH) or self._judge.names_a_stranger(question):
            return []
        category = self._judge.vocabulary.category
        if any(category(word) in THINGS for word in self._judge.missing(question)):
            return []  # of a thing that the documents do not know, they give no figure
        if question.intent not in ONE_FIGURE:
            least_met = MOST_MET
        found = self._as_asked(question, self.stated(question, passages, said, least_met))
        return [point for point in found if self._may_be_of(question, point)]

    def stated(
        self,
        question: Question,
        passages: Sequence[Passage],
        said: str = "",
        least_met: float = MOST_MET,
    ) -> list[DataPoint]:
        """As ``answer``, of any question; without ``said``, as only the words of ``passages`` tell."""
        if unknown_names(question, passages, self._judge.vocabulary):
            return []
        ranked = self._ranked(question, passages, said)
        if not ranked or confidence(ranked) <= LEAST or not of_kind(ranked[0].point, question):
            return []
        any_of_several = is_any_of_several(question, ranked, self._judge.vocabulary)
        if any_of_several and not question.says(EACH):
            return []
        named = ranked[0].named or least_met < MOST_MET
        least_met = least_met if self._ranker.embedded(said) else MOST_MET
        if not named or ranked[0].met < least_met:
            return []
        whole = self._whole(question, ranked[0].point)
        return [whole] if whole else alike(ranked)

    def _whole(self, question: Question, point: DataPoint) -> DataPoint | None:
        """What the table gives of the whole, where the figure is of a part that nothing in the question names."""
        found = self._records.line_of(point)
        if found is None:
            return None
        table, line = found
        vocabulary = self._judge.vocabulary
        asked = vocabulary.expand({word.text for word in question.figure.words})
        said = vocabulary.held(line.name) & asked or mentioned(
            question.text, [line.name], vocabulary
        )
        return None if said else table.whole_of(point)

    def of_any_time(
        self, question: Question, passages: Sequence[Passage], said: str
    ) -> list[DataPoint]:
        """What is asked for at any time: the figures under the label that is meant; empty if unsure."""
        if self._judge.names_a_stranger(question) or unknown_names(
            question, passages, self._judge.vocabulary
        ):
            return []
        ranked = self._ranked(_timeless(question), passages, said)
        if not ranked or confidence(ranked) <= LEAST or not of_kind(ranked[0].point, question):
            return []
        best = in_a_series(ranked) if question.figure.wants_series else ranked[0]
        if best.met < (LEAST_MET if self._ranker.embedded(said) else MOST_MET):
            return []
        return [
            point
            for point, label in self._ranker.labelled
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
        series = question.intent == "series" or question.figure.wants_series
        one = question.intent == "number" and not question.says(EACH)
        if not (series or one) or not self._ranker.embedded(said):
            return []
        ranked = self._ranked(_timeless(question) if series else question, passages, said)
        ids = {point.id for point in chosen}
        theirs = [one.score for one in ranked if one.point.id in ids]
        if not theirs or ranked[0].score - max(theirs) < CLEARLY or confidence(ranked) <= LEAST:
            return []
        if not of_kind(ranked[0].point, question):
            return []
        if not series:
            meant = self._as_asked(question, alike(ranked))
            return [point for point in meant if self._may_be_of(question, point)]
        given = in_time(self.of_any_time(question, passages, said))
        given = [point for point in given if is_of(question.figure.periods, point)]
        longer = len({p.period.key for p in given}) >= len({p.period.key for p in chosen})
        return given if longer else []

    def _ranked(self, question: Question, passages: Sequence[Passage], said: str) -> list[Ranked]:
        category = self._judge.vocabulary.category
        asked = asked_of(question, self._judge)
        if not asked.weights or sum(category(p) != "regions" for p in asked.places) > 1:
            return []  # of two cities or companies each needs a figure of its own
        return self._ranker.rank(asked, passages, said)

    def _may_be_of(self, question: Question, point: DataPoint) -> bool:
        """False for another's figure where the question names somebody whom no document knows.

        And for 4.15元 where so many 万 are asked for.
        """
        asked = {word.text for word in question.figure.words}
        own = called(point, self._judge.vocabulary)
        if is_below(point, question.text) or other_flow(asked, own):
            return False
        if narrowed(question.text).repeats(point):
            return False
        if (
            question.intent == "number"
            and not point.exhibit
            and self._is_of_another(question, point)
        ):
            return False
        named = self._judge.vocabulary.words(point.entity)
        if not named & asked and other_market(asked, own):
            return False
        if not named or named <= asked:
            return True
        return all(self._judge.is_known(word) for word in question.figure.essential)

    def _is_of_another(self, question: Question, point: DataPoint) -> bool:
        """Whether it is of somebody whom nothing in the question names."""
        vocabulary = self._judge.vocabulary
        asked = vocabulary.expand({word.text for word in question.figure.words})
        own = vocabulary.words(point.entity) - vocabulary.generic
        if any(word.isascii() for word in own & asked):  # a Latin name is said in part
            return False
        return not own <= asked and fold(point.entity) not in fold(question.text)

    def settled(self, question: Question, found: Found) -> Found:
        """``found`` of the places, the time and the parts that are asked for."""
        placed = self._as_of_the_report(self._of_places(question, found))
        whole = replace(placed, points=tuple(self._as_asked(question, placed.points)))
        return self._each_part(question, whole)

    def _as_asked(self, question: Question, points: Sequence[DataPoint]) -> list[DataPoint]:
        records = self._records
        texts = [records.document(point).text for point in points]
        meant = [
            as_asked(question, point, records.points_of(point.document_id), text)
            for point, text in zip(points, texts, strict=True)
        ]
        return list({point.id: point for point in meant}.values())

    def _of_places(self, question: Question, found: Found) -> Found:
        """``found`` without the figures of other times that are of another place than is asked for."""
        asked = set(self._judge.vocabulary.expand({w.text for w in question.figure.words}))
        places = {p.region for p in found.nearest} - asked - set(_WIDE)
        if not places or question.figure.regions & places:
            return found
        kept = tuple(p for p in found.nearest if p.region not in places)
        return replace(found, nearest=kept) if kept else found

    def _as_of_the_report(self, found: Found) -> Found:
        """``found``, where figures of no time are of the time asked for: that of their report."""
        told = found.nearest
        if found.points or not told or any(point.period.key for point in told):
            return found
        issued = self._records.document(told[0]).date
        years = {period.end_year for period in found.missing if not period.years}
        if not issued[:4].isdigit() or not years:
            return found
        of_report = {int(issued[:4]) - 1} | (
            {int(issued[:4])} if issued[5:7] not in EARLY else set()
        )
        if years - of_report:
            return found
        return Found(told)

    def _each_part(self, question: Question, found: Found) -> Found:
        """``found``, with the other parts of the whole where each of them is asked for."""
        if not question.says(EACH) or question.figure.kinds != ("share",) or len(found.points) != 1:
            return found
        beside = parts_beside(found.points[0], self._records.points)
        return Found(tuple(beside)) if beside else found

    def is_of_whom(self, question: Question, points: Sequence[DataPoint]) -> bool:
        """Whether each figure, or the text that states it, has a name that the question gives.

        Who is asked for, a figure of nobody does not tell.
        """
        if question.says(WHO) and not all(point.entity for point in points):
            return False
        if question.intent == "number" and any(self._is_of_another(question, p) for p in points):
            return False
        if question.says(_MOST) and not all(map(self._stated.says_most, points)):
            return False
        if not all(self._stated.is_narrowed_to(point, question.text) for point in points):
            return False
        repeats = [narrowed(question.text).repeats(point) for point in points]
        if (question.intent == "list" and any(repeats)) or (
            question.intent == "number" and repeats and all(repeats)
        ):
            return False
        named = self._records.names_in(question.text)
        return all(self._stated.is_of(point, question, named) for point in points)


def _timeless(question: Question) -> Question:
    """``question``, asked of any time."""
    return replace(question, figure=replace(question.figure, periods=(), wants_series=False))
