"""Shares of amounts: what a question calls the part and the whole, and whether one may be of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.answering.computing.two_things import NEAR
from kb.answering.lookup.figures import comparable
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint

_REVENUE = ("营业收入", "revenue")
_SHARE_ZH = regex(
    r"(?P<part>[^，。,？?]{2,30}?)(?:占|相当于)(?:了|到|整个|整体|全部|总)?(?P<whole>[^，。,？?]{2,30}?)的?"
    r"(?:百分之(?:几|多少)|多[大少](?:的)?(?:比例|比重|份额)|比例|比重|份额|几成|几分之几|多少)"
    r"|(?P<first>[^，。,？?]{2,30}?)在(?P<second>[^，。,？?]{2,30}?)(?:[里中]面?|当中)?的?(?:占比?|比重|份额|比例)"
)
_SHARE_EN = regex(
    r"(?:what|which|how much) (?:share|percentage|per ?cent|proportion|fraction|slice|part) of (?P<whole>.{3,60}?)"
    r" (?:is|are|was|were|does|do|did|came from|comes from|consists of|went to|goes to) (?P<part>.{3,60})"
    r"|(?P<first>.{3,60}?) as an? (?:share|percentage|per ?cent|proportion|fraction) of (?P<second>.{3,60})"
)

_RATES_OF_TWO = (
    (r"净利润?率|\bnet (?:profit )?margin\b", ("净利润", "net profit"), _REVENUE),
    (
        r"营业利润率|\boperating (?:profit )?margin\b",
        ("营业利润", "operating profit"),
        _REVENUE,
    ),
    (r"毛利润?率|\bgross (?:profit )?margin\b", ("毛利", "gross profit"), _REVENUE),
    (
        r"研发(?:费用|投入|支出)?(?:强度|率)|\b(?:r&d|research) (?:intensity|ratio)\b",
        ("研发投入", "research spending"),
        _REVENUE,
    ),
    (r"产销率", ("销量", "sales volume"), ("产量", "output")),
)
"""What a rate is called, and in Chinese and English the amount that it is a part of and the other."""

_WHOLE_YEAR = regex(r"^(?:全年|整年|当年全年|一整年)")
_PART_OF_YEAR = regex(r"[上下]半年|h[12]|第?[一二三四]季度|q[1-4]")


def part_and_whole(question: Question) -> tuple[str, str] | None:
    """What the question calls the part, and what the whole; None where it asks for no share."""
    folded = fold(question.text)
    match = _SHARE_ZH.search(folded) or _SHARE_EN.search(folded)
    if match is None:
        return None
    part, whole = match["part"] or match["first"], match["whole"] or match["second"]
    if _WHOLE_YEAR.match(whole):  # of what it is, the part says
        whole = _PART_OF_YEAR.sub("", part)
    return (part, whole)


def amounts_of_rate(question: Question) -> tuple[str, str] | None:
    """The question asked of the two amounts that a rate is made of: net profit and revenue of a net margin."""
    for rate, part, whole in _RATES_OF_TWO:
        if found := re.search(rate, fold(question.text)):
            english = found.group().isascii()
            asked = (re.sub(rate, one[english], fold(question.text)) for one in (part, whole))
            return next(asked), next(asked)
    return None


def belong(part: DataPoint, whole: DataPoint) -> bool:
    """Whether one amount may be part of another: one unit, document and time, and the lesser."""
    same_time = part.period.key == whole.period.key or not part.period.key
    near = part.sentence_start == whole.sentence_start or abs(part.start - whole.start) < NEAR
    return (
        comparable(part, whole)
        and part.document_id == whole.document_id
        and (same_time or near)
        and part.normalised < whole.normalised
    )


def says_part(text: str, point: DataPoint, records: Records, judge: Judge) -> bool:
    """Whether an amount, or its sentence, says anything of what ``text`` calls the part, but whose it is.

    Of what a company spent on research, its revenue says nothing.
    """
    own = (point.metric, point.whole, *point.heading_path, records.sentence(point))
    whose = fold(point.entity)
    asked = {word.text for word in records.parse(text).words}
    told = {word for word in asked if word not in whose and judge.is_known(word)}
    return not told or bool(told & records.vocabulary.held("\n".join(own)))
