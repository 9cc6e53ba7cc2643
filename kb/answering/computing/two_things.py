"""Whether two figures are of the two things that a question sets against each other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kb.answering.lookup.figures import comparable
from kb.answering.rankings.mentions import mentioned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.figures.lookup.lookup import FigureQuestion, Match
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

    Told = Callable[[DataPoint], frozenset[str]]

NEAR = 300
"""Characters within which amounts of a text speak of one time, unless both say another."""


def are_two(one: Match, other: Match) -> bool:
    """Whether they are two figures of one kind and unit, told of one document and sort of place."""
    first, second = one.point, other.point
    if first.document_id != second.document_id or _told(first) == _told(second):
        return False
    near = _stand_together(first, second) or abs(first.start - second.start) < NEAR
    if bool(first.region) != bool(second.region) and not near:
        return False  # of a country, and of who knows what
    return comparable(first, second)


def are_named(question: Question, one: Match, other: Match, vocabulary: Vocabulary) -> bool:
    """Whether the question says what sets the two apart: no year and no 广东 stands for 今年."""
    times = {one.point.period.key, other.point.period.key} - {""}
    rates = one.point.kind == other.point.kind == "cagr"
    spans = rates and one.point.period.start_year == other.point.period.start_year
    if len(times) > 1 and not question.figure.periods and not spans:
        return False
    whose = {one.point.entity, other.point.entity} - {""}
    if len(whose) > 1 and len(mentioned(question.text, sorted(whose), vocabulary)) < len(whose):
        return False  # 上一代 is none of the models that a table lists
    regions = {one.point.region, other.point.region} - {"", "中国", "全球"}
    said = {word.text for word in question.figure.words}
    apart = one.point.region != other.point.region
    return not apart or all(name in said or name in question.text for name in regions)


def are_of(asked: Iterable[FigureQuestion], pair: tuple[Match, Match], told: Told) -> bool:
    """Whether both figures say as much of what the question says of both things, and something of it."""
    shared = set.intersection(*map(_names, asked))
    first, second = (match.point for match in pair)
    one, other = told(first) & shared, told(second) & shared
    alike = one == other or _stand_together(first, second)
    return not shared or (alike and bool(one) and bool(other))


def _names(asked: FigureQuestion) -> set[str]:
    return {word.text for word in asked.words if word.names}


def words_of(records: Records) -> Told:
    """What gives the words of a figure, its sentence and its headings; each is read once."""

    @cache
    def told(point: DataPoint) -> frozenset[str]:
        text = (*point.heading_path, point.entity, point.metric, records.sentence(point))
        return frozenset(records.vocabulary.held("\n".join(text)))

    return told


def _stand_together(first: DataPoint, second: DataPoint) -> bool:
    same_table = bool(first.exhibit) and first.exhibit == second.exhibit
    return same_table or first.sentence_start == second.sentence_start


def _told(point: DataPoint) -> tuple[str, str, str, str]:
    """What tells a figure from another: two figures of one name and time are no two things."""
    return point.metric, point.entity, point.region, point.period.key


def togetherness(
    pair: tuple[Match, Match], asked: FigureQuestion, told: Told
) -> tuple[bool, int, bool, float, str, int]:
    """Of one table or sentence before others, then what says most of the question, of one time, fits; the latest."""
    one, other = (match.point for match in pair)
    said = len(told(one) & told(other) & _names(asked))
    alike = one.period.key == other.period.key
    fit = round(pair[0].score + pair[1].score, 3)
    return _stand_together(one, other), said, alike, fit, one.period.key, -one.start
