"""What a question takes for granted, set right: a value, whose it is, and which way it went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup import figures
from kb.answering.writing.wording import statement
from kb.figures.lookup.choice import is_of
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import tokens
from kb.types import RATES

if TYPE_CHECKING:
    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Passage, Quantity, Status

FALLS = (
    r"下[降跌滑掉]|(?<![关卖砍裁吃用花烧扔除去换丢占])掉了|[跌降]了|往下[掉跌降]|萎缩|缩水|缩小|减少|负增长|走低|[大暴]跌|下挫|卖得(?:更|越来越)[差少]"
    r"|\bshr(?:ink|ank|unk)\w*|\bdeclin\w+|\bfall(?:ing)?\b|\bfell\b|\bdrop\w*|\bdecreas\w+|\bcontract(?:ed|ing)\b"
    r"|\b(?:slump|plung|plummet|tumbl)\w*|\b(?:go|goes|went|going|gone) down\b"
)
RISES = (
    r"增长|上[升涨]|涨了|扩大|增加|攀升|走高|[猛激]增|[大暴]涨|飙升|卖得(?:更|越来越)[好多火]"
    r"|\bgr[oe]w\w*|\bris(?:e|ing)\b|\brose\b|\bincreas\w+|\bexpand\w*"
    r"|\bsho(?:ot|t)\w* up\b|\b(?:soar|surg)\w*|\b(?:go|goes|went|going|gone) up\b"
)
_OF_GROWTH = r"增速|增幅|[涨降跌]幅|增长率|\bgrowth\b"
"""Says how growth itself went: it may have fallen while all grew."""
_WAYS = regex(f"{FALLS}|{RISES}", re.IGNORECASE)
EXCEEDS = (
    r"高过|高于|超过|快于|大于|低于|多于|比[^，。]{1,16}?[还更](?:要)?(?:大|多|高|快|强|贵|重|费|耗)|faster than|higher than|exceed|overtake"
    r"|\b(?:larger|bigger|more expensive|costlier) than\b"
)
"""Takes for granted which of two is the greater."""
SHORT = 3
"""An English word of so many letters tells nothing of what is measured."""
TIED = 0.02
"""Matches this far below the best one are of the same figure."""
READ = 3
"""How many of the best passages are read for a value without a period."""
_OPEN = r"还是|是否|有没有|会不会|是不是|[吗嘛]|\bor\b|\bwhether\b|^(?:did|does|do|is|are|was|were|has|have|will)\b"
"""Asks which way it went, and takes nothing for granted."""

_WHOSE = r"谁|哪一?[个家座种款类省市国里儿处]|什么地方|\b(?:who|whose|where|which (?!factors?|reasons?|year))\b"
"""Asks whose it is: who grew most may have grown while all together fell."""


def correct(
    draft: Draft, question: Question, records: Records, passages: Sequence[Passage]
) -> Status | None:
    """Say what the documents say instead; None where the question is right, or they say nothing.

    What was asked on top of it is not told: the status is partial, but for a question whether it is so.
    ``passages`` are those found, best first: what no period ties to the question, they may.
    """
    claimed = [
        q
        for q in find_quantities(question.text)
        if q.unit
        and q.dimension not in ("", "time")
        and not question.text[: q.start].endswith(("前", "第"))
    ]
    corrected = direction(draft, question, records)
    if claimed and not corrected:
        corrected = _value(draft, question, records, passages[:READ], claimed)
    return corrected and status_of(question)


def status_of(question: Question) -> Status:
    """The status of an answer that sets right what ``question`` takes for granted."""
    return "answered" if question.asks_whether else "partial"


def _value(
    draft: Draft,
    question: Question,
    records: Records,
    passages: Sequence[Passage],
    claimed: Sequence[Quantity],
) -> Status | None:
    found = figures.Found(())
    for text in figures.readings(question.text):
        asked = replace(records.parse(text), dimension=claimed[0].dimension)
        found = figures.find(question, asked, records.look_up)
        if found.points:
            break
    points = [p for p in found.points if p.dimension == claimed[0].dimension]
    if any(_is(point, claimed) for point in points):
        return None
    others = _of_others(question, records, passages, claimed)
    if not points and not others:
        return None
    draft.say("文档给出的数值与问题所说不同。", "The documents give another value.")
    for point in others[:1]:
        draft.lines.append(statement(draft, point) + draft.pick("。", "."))
    return (
        figures.compose(draft, question, [replace(found, points=tuple(points))])
        if points
        else "answered"
    )


def _is(point: DataPoint, claimed: Sequence[Quantity]) -> bool:
    return any(point.normalised == one.normalised for one in claimed)


def _of_others(
    question: Question,
    records: Records,
    passages: Sequence[Passage],
    claimed: Sequence[Quantity],
) -> list[DataPoint]:
    """Figures of the value claimed which are something else's: of the period, or found by the words."""
    periods, vocabulary = question.figure.periods, records.vocabulary
    asked = vocabulary.held(question.text) | vocabulary.generic

    def is_meant(point: DataPoint) -> bool:
        named = bool(point.entity) and vocabulary.words(point.entity) <= asked
        return named or vocabulary.words(point.metric) <= asked

    return [
        point
        for point in records.points
        if _is(point, claimed)
        and point.dimension == claimed[0].dimension
        and not is_meant(point)
        and (
            is_of(periods, point)
            if periods
            else any(_holds(passage, point) for passage in passages)
        )
    ]


def _holds(passage: Passage, point: DataPoint) -> bool:
    inside = passage.start <= point.start and point.end <= passage.end
    return inside and passage.document_id == point.document_id


def direction(draft: Draft, question: Question, records: Records) -> Status | None:
    """Where it is said to have fallen and every figure says that it rose, or the reverse."""
    falls, rises = question.says(FALLS), question.says(RISES)
    named = records.parse(_WAYS.sub(" ", question.text))  # what shot up, without its shooting up
    if falls == rises or not named.essential:
        return None
    if question.says(_OPEN) or question.says(_WHOSE) or question.says(_OF_GROWTH):
        return None
    asked = replace(named, kinds=RATES, unit="", dimension="")
    matches = [match for match in records.look_up(asked) if match.exact_period]
    best = max((match.score for match in matches), default=0.0)
    points = tuple(
        match.point
        for match in matches
        if match.score >= best - TIED and match.point.kind in RATES and match.point.direction
    )[:1] or _of_the_one_named(question, records)
    told = {point.direction for point in points}
    if told != {"up" if falls else "down"}:
        return None
    if falls:
        draft.say("文档说的是增长，不是下降。", "The documents say that it grew; it did not fall.")
    else:
        draft.say("文档说的是下降，不是增长。", "The documents say that it fell; it did not grow.")
    figures.compose(draft, question, [figures.Found(points)])
    return status_of(question)


def _of_the_one_named(question: Question, records: Records) -> tuple[DataPoint, ...]:
    """The growth of the one row that the question names, of what it calls alike; none where that went both ways."""
    periods, vocabulary = question.figure.periods, records.vocabulary
    held = vocabulary.held(question.text)
    said = {token for token in tokens(question.text) if len(token) > 1}

    def is_meant(point: DataPoint) -> bool:
        whose, metric = vocabulary.words(point.entity), point.metric.replace(point.entity, "")
        named = bool(whose) and whose <= held
        return named and any(
            len(token) > SHORT or not token.isascii() for token in said & set(tokens(metric))
        )

    rates = [p for p in records.points if p.kind in RATES and p.direction and p.entity]
    meant = [p for p in rates if periods and is_of(periods, p) and is_meant(p)]
    return tuple(meant[:1]) if len({point.direction for point in meant}) == 1 else ()
