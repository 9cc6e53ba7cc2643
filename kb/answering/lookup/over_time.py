"""The column of a table whose rows are years, or the row under years, for the times that a question asks for.

The look-up asks for figures by all that they are called, and a column that a caption says much about is called by
more than what is asked: rents from 2021 to 2024. Of such a column its heading is what is asked for, and the question
names nothing that the table and its document do not. What tables give one after the other is one course.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup.asked import of_kind
from kb.answering.lookup.figures import Found, covers, in_time
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.scenarios import scenario_of
from kb.regex import regex
from kb.text import fold
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.listing import Listing
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint

AHEAD = 0.3
"""How far the best heading has to be ahead of the next."""
_EACH = r"\b(?:each|every|all|for the) (?:of the )?years?\b|\byear[- ](?:by|on|after)[- ]year\b|\b(?:per|by) year\b|\bannual(?:ly)? (?:figures|values|numbers)\b|[每逐各历]年|按年"
"""Asks for the value of each year."""
_FORECAST = r"\bforecasts?\b|\b(?:expected|projected|predicted)\b|预[测期计]"
_ASKED_FOR_ONE = regex(r"\b(?:per|a|each|for one) (?:unit|device|piece|item|product)\b")
"""What a price is of, which its heading need not say."""
_SERIES = ("series", "number", "keywords", "list")


class OverTime:
    """Finds them in the tables of one asker."""

    def __init__(self, records: Records, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._judge = judge

    def rather(self, question: Question, found: list[Found]) -> list[Found]:
        """``found``, or the values of the column that is asked for, where it gives more of the times."""
        if question.intent not in _SERIES or len(found) > 1:
            return found
        each = question.figure.wants_series or question.says(_EACH)
        spans = any(period.years for period in question.figure.periods)
        known = found[0].points if found else ()
        missed = bool(question.figure.periods) and not known
        if not (each or spans or missed):
            return found
        points = self._of_column(question)
        if not points and missed and not (each or spans):
            return self._beside(question) or found
        times = _times(points)
        least = 1 if missed and not (each or spans) else 2
        past = question.says(_FORECAST) and any(not point.forecast for point in known)
        more = 0 if past and all(point.forecast for point in points) else len(_times(known)) + 1
        if len(times) < max(least, more):
            return found
        missing = [p for p in question.figure.periods if not any(covers(q, p) for q in points)]
        return [Found(tuple(points), tuple(missing))]

    def _beside(self, question: Question) -> list[Found]:
        """That the column that is asked for skips the year, with its values before and after."""
        years = [period.end_year for period in question.figure.periods if not period.years]
        whole = replace(question, figure=replace(question.figure, periods=()))
        points = self._of_column(whole) if len(years) == 1 and years[0] else []
        before = [p for p in points if (p.period.end_year or 0) < (years[0] or 0)]
        after = [p for p in points if (p.period.end_year or 0) > (years[0] or 0)]
        if not (before and after):
            return []
        return [Found((), question.figure.periods, (before[-1], after[0]))]

    def _of_column(self, question: Question) -> list[DataPoint]:
        """The figures of the times asked for under the heading that is clearly meant."""
        fit = [
            (score, name, points)
            for listing in self._records.listings
            if (points := self._in_time(listing, question))
            if (score := self._score(listing, question)) > 0
            for name in (fold(listing.heading),)
        ]
        if not fit:
            return []
        fit.sort(key=lambda one: (-one[0], -len(one[2])))
        score, name, first = fit[0]
        rivals = [one for one, other, points in fit if other != name]
        if rivals and score - max(rivals) < AHEAD:
            return []
        courses = [
            points
            for one, other, points in fit
            if other == name and _is_course(points[0], first[0])
        ]
        told: dict[str, DataPoint] = {}
        for points in courses:
            for point in points:
                told.setdefault(point.period.key, point)
        return in_time([*told.values()])

    def _in_time(self, listing: Listing, question: Question) -> list[DataPoint]:
        """The figures of a column over years that are of the times and the kind asked for."""
        first, periods = listing.rows[0].point, question.figure.periods
        if not listing.by_year or listing.told or not of_kind(first, question):
            return []
        rates = bool({*RATES} & {*question.figure.kinds})
        if rates != (first.kind in RATES):
            return []
        points = [row.point for row in listing.rows]
        if periods:
            return [point for point in points if is_of(periods, point)]
        ahead = question.says(_FORECAST) and question.says(_EACH)
        return [point for point in points if point.forecast or not ahead]

    def _score(self, listing: Listing, question: Question) -> float:
        """How much heading and question say of each other; 0 where either names another thing."""
        vocabulary, figure = self._judge.vocabulary, question.figure
        first = listing.rows[0].point
        if scenario_of(listing.title) not in ("", figure.scenario or "base"):
            return 0.0
        text = _ASKED_FOR_ONE.sub(" ", fold(question.text))
        words = vocabulary.content(text)
        asked = {word.text for word in words if word.names} | (
            {word.text for word in figure.words if word.names} & {word.text for word in words}
        )
        own = vocabulary.held(f"{listing.heading}\n{first.metric}\n{first.unit}")
        around = vocabulary.held("\n".join((listing.title, listing.document, first.entity)))
        others = asked - own - around - vocabulary.generic
        if others or self._judge.missing(question):
            return 0.0
        if figure.regions and not figure.regions <= around | own | {first.region}:
            return 0.0
        heading = {word.text for word in vocabulary.content(listing.heading)}
        said = heading & vocabulary.held(text)
        if not said:
            return 0.0
        telling = asked - vocabulary.generic
        met = len(telling & own) / len(telling) if telling else 0.0
        return met + len(said) / len(heading)


def _times(points: Sequence[DataPoint]) -> set[str]:
    return {point.period.key for point in points}


def _is_course(point: DataPoint, other: DataPoint) -> bool:
    """Whether two tables give values of one sort, one after the other."""
    alike = (point.document_id, point.kind, point.normalised_unit, point.unit)
    return alike == (other.document_id, other.kind, other.normalised_unit, other.unit)
