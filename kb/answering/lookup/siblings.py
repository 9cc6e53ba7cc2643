"""Which of the figures of one sentence is meant, where the words that they share do not tell.

A question for 二线城市的占比 shares as many words with the figure of 一线城市门店占比 beside it; who asks for
机器人企业 does not mean those of 独角兽级机器人企业 alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.lookup.asked import of_kind
from kb.figures.lookup.choice import is_of
from kb.regex import regex
from kb.text import bigrams, fold, unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.understanding.question import Question
    from kb.types import DataPoint

_FEW = regex(
    r"(?:国家|[省市部世]|[十百千]?[亿万])级|(?<=[\u3400-\u9fff])级(?=\S)|独角兽|瞪羚|小巨人|专精特新|规(?:模以)?上|龙头|骨干|头部|上市|百强|标杆|示范"
)
"""Says that not every one of a kind is counted."""
_MEASURE = regex(r"[率量额值数价费]$|[占比]比$|比[重例]$|份额$")
"""Ends the name of a measure."""
NEARLY = 3
"""Characters of a name whose first one may be left out."""
NOUN, BEHIND = 2, 12
"""How many characters at the end of a name say what is counted, and how many behind a number are looked at."""


def as_asked(
    question: Question, point: DataPoint, points: Sequence[DataPoint], text: str
) -> DataPoint:
    """``point``, or the figure of its sentence that the ``question`` means rather.

    ``points`` are all figures, ``text`` is the whole document.
    """
    beside = [one for one in points if _stands_beside(one, point)]
    alike = [one for one in beside if one.dimension == point.dimension]
    named = _called_as_asked(question, point, alike)
    if named is point:
        able = [one for one in beside if of_kind(one, question)]
        named = _called_more_alike(question, point, able)
    if named is point:
        named = _of_what_is_asked(question, point, alike)
    return _as_many_as_asked(question.text, named, alike, text)


def _called_as_asked(
    question: Question, point: DataPoint, beside: Sequence[DataPoint]
) -> DataPoint:
    """The one whose whole name the question says, where it does not say that of ``point`` by itself.

    Of 新一线城市门店 it says no 一线城市门店.
    """
    asked, periods = unspaced(question.text), question.figure.periods
    own = _said(point, asked)
    said = {
        one: its
        for one in beside
        if (its := _said(one, asked)) and (not periods or is_of(periods, one))
    }
    if own:
        said = {one: its for one, its in said.items() if _cuts_into(its, own)}
    longest = max(map(len, said.values()), default=0)
    meant = [one for one, its in said.items() if len(its) == longest]
    return meant[0] if len(meant) == 1 else point


def _said(point: DataPoint, asked: str) -> range:
    """Where the question says a figure's name whole; empty where it does not."""
    name = unspaced(point.metric)
    for said in (name, name[1:] if len(name) > NEARLY else ""):  # 小企业 for 中小企业
        start = asked.find(said) if said else -1
        if start >= 0:
            return range(start, start + len(said))
    return range(0)


def _called_more_alike(
    question: Question, point: DataPoint, beside: Sequence[DataPoint]
) -> DataPoint:
    """The one of whose name the question says all that it says of that of ``point``, and more: 锂 of 锂回收率.

    Where it says nothing of that, one of whose name it says a word; the last of one name.
    """
    asked, periods = set(bigrams(question.text)), question.figure.periods
    own = set(bigrams(point.metric)) & asked
    found = [
        (len(said), one)
        for one in beside
        if (not periods or is_of(periods, one))
        and own < (said := set(bigrams(one.metric)) & asked)
        and (own or any(word in unspaced(one.metric) for word in question.figure.essential))
    ]
    most = max((count for count, _ in found), default=0)
    meant = [one for count, one in found if count == most]
    if len({one.metric for one in meant}) != 1 or (len(meant) > 1 and own):
        return point
    return max(meant, key=lambda one: one.period.end_year or 0)


def _of_what_is_asked(
    question: Question, point: DataPoint, beside: Sequence[DataPoint]
) -> DataPoint:
    """The one that is called by a thing asked about where ``point`` is called by its measure alone.

    国产化率总体为38%，但研发设计类只有12%.
    """
    things = [word for word in question.figure.essential if not _MEASURE.search(word)]
    found = [
        one
        for one in (point, *beside)
        if any(word in fold(f"{one.entity}{one.metric}") for word in things)
    ]
    return found[0] if len(found) == 1 and _MEASURE.search(point.metric) else point


def _cuts_into(one: range, other: range) -> bool:
    """Whether the ``one`` name begins in front of the ``other`` and reaches into it, or with it and is longer."""
    return one.start < other.start < one.stop or (
        one.start == other.start and len(one) > len(other)
    )


def _as_many_as_asked(
    question: str, point: DataPoint, beside: Sequence[DataPoint], text: str
) -> DataPoint:
    """The number of the few, or of all, that is asked for."""
    asked = set(_FEW.findall(fold(question)))
    if asked == _few(point, text):
        return point
    alike = [one for one in beside if _counts_alike(one, point)]
    meant = [one for one in alike if _few(one, text) == asked]
    return meant[0] if len(meant) == 1 else point


def _few(point: DataPoint, text: str) -> set[str]:
    """The words for it in its name, and in what is counted behind the number: 10家亿级企业."""
    behind = _FEW.match(fold(text[point.end : point.end + BEHIND]).lstrip())
    return {*_FEW.findall(fold(point.metric)), *([behind.group()] if behind else [])}


def _stands_beside(one: DataPoint, other: DataPoint) -> bool:
    """Whether a sentence states both, and they are of one sort."""
    return (
        (one.document_id, one.sentence_start) == (other.document_id, other.sentence_start)
        and one.kind == other.kind
        and one.id != other.id
        and not one.exhibit
    )


def _counts_alike(one: DataPoint, other: DataPoint) -> bool:
    """Whether both count what is called alike, in the same unit, at the same time."""
    return (
        one.period.key == other.period.key
        and one.normalised_unit == other.normalised_unit
        and one.metric[-NOUN:] == other.metric[-NOUN:]
    )
