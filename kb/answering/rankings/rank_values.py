"""What the names of a ranking are ranked by, where a question asks for that as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.answering.computing import calculation
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import statements
from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint

_ASKED = (
    r"多少|几个?(?:百分)?点|几个?[百千万亿]|几成|百分之几|数值|比例|份额|占比|(?<!名)次?差[了距多]|\bhow (?:much|many|large|big)\b|\bby what\b"
    r"|\bshares?\b|\bvalues?\b|\bby how\b|\bgap\b"
)
_APART = r"差[了距多额]?|领先|落后|[多高少低]出?了?多少|\bgap\b|\bdifference\b|\bby how\b|\bmore\b|\bless\b"
_POINTS = r"(?:得分|分数|评分|总分)"
_STANDING = r"(?:名次|排名|位次)"
_SCORE = regex(
    rf"{_POINTS}(?:[是为有各]|分别)*(?:多少|几分|如何)|[得打拿]了?(?:多少|几)分|多少分(?![之额红店公])"
    rf"|{_POINTS}[和与及、]{_STANDING}|{_STANDING}[和与及、]{_POINTS}"
    r"|\bwhat (?:(?:is|was|are|were) )?(?:(?!by\b)[a-z\u3400-\u9fff'’-]+ ){0,4}scores?\b|\bhow many points\b"
)
"""Asks for the score of a name, not by what names are ranked."""
_SCORED = regex(
    rf"(?:综合|具体)?{_POINTS}|多少分|几分|\b(?:scored?|scores|points|gets?|got|earn|receive)\b"
)
_PLACES = r"几[名位]|多少[名位]|\b(?:places|positions|spots|ranks)\b"
"""Asks for places apart, which are no values."""


def asks_score(text: str) -> bool:
    """Whether a question asks for the score of a name, besides its place or instead of it."""
    return _SCORE.search(fold(text)) is not None


def without_score(text: str) -> str:
    """``text`` without the words that ask for a score."""
    return _SCORED.sub(" ", fold(text)) if asks_score(text) else text


def say_no_score(draft: Draft, points: Sequence[DataPoint]) -> None:
    """Write that a ranking, known by some of its ``points``, gives places and no scores."""
    markers = draft.cite_points(points[:1])
    draft.say(
        f"榜单只有名次，没有得分{markers}；所知的是：",
        f"The ranking gives places and no scores {markers}; what is known:",
    )


def say_values(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str], years: Sequence[int]
) -> None:
    """Write the value of each name, and how far two of them are apart; nothing if not asked for."""
    if not table.values or not question.says(_ASKED) or question.says(_PLACES):
        return
    wanted = [year for year in years if year in table.years] or table.years[-1:]
    found = [
        point
        for name in dict.fromkeys(names)
        for year in wanted
        for point in table.values_of(name, year, question.figure.kinds)
    ]
    if not found:
        return
    listed = statements(draft, found)
    draft.say(f"{listed}。", f"{listed}.")
    if len(found) == 2 and (question.intent == "difference" or question.says(_APART)):
        calculation.compose(draft, replace(question, intent="difference"), found)
