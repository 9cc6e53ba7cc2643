"""Answers computed from figures: difference, ratio, comparison and implied base, each with formula."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from kb.answering.draft import Draft
from kb.answering.question import Question
from kb.answering.wording import period_label, statement, subject, value_text
from kb.types import DataPoint, Period, Status


def compose(draft: Draft, question: Question, points: Sequence[DataPoint]) -> Status | None:
    """Write the result for two ``points``; None where they cannot be put together."""
    first, last = points[0], points[-1]
    if first.normalised_unit != last.normalised_unit:
        return None
    if question.intent == "ratio":
        _ratio(draft, *_as_asked(question, first, last))
    elif question.intent == "difference":
        _difference(draft, first, last)
    else:
        _comparison(draft, points)
    markers = [draft.cite_point(point) for point in points]
    listed = draft.pick("；", "; ").join(statement(draft, point) for point in points)
    draft.lines.append(draft.pick(f"所用数值：{listed}。", f"Figures used: {listed}."))
    for marker in dict.fromkeys(markers):
        draft.quote(marker)
    return "answered"


def _as_asked(question: Question, first: DataPoint, last: DataPoint) -> tuple[DataPoint, DataPoint]:
    """Numerator and denominator: over time the later over the earlier, else in the order asked."""
    if first.period.key != last.period.key and first.period.end_year and last.period.end_year:
        later = last.period.end_year >= first.period.end_year
        return (last, first) if later else (first, last)
    return first, last


def _ratio(draft: Draft, upper: DataPoint, lower: DataPoint) -> None:
    if not lower.normalised:
        return
    value = upper.normalised / lower.normalised
    shown = _rounded(value)
    formula = f"{value_text(upper)} ÷ {value_text(lower)} ≈ {shown}"
    draft.derive(shown, value, formula, [upper, lower])
    markers = _markers(draft, upper, lower)
    draft.say(
        f"{_name(draft, upper)}约为{_name(draft, lower)}的{shown}倍（{formula}）{markers}。",
        f"{_name(draft, upper)} is about {shown} times {_name(draft, lower)} ({formula}) {markers}.",
    )


def _difference(draft: Draft, first: DataPoint, last: DataPoint) -> None:
    low, high = sorted((first, last), key=lambda point: point.normalised)
    # One scale, 1117.4 EFLOPS and 259.9每秒百亿亿次: what is printed can be subtracted.
    same_scale = math.isclose(high.normalised * low.value, low.normalised * high.value)
    value = (
        float(Decimal(str(high.value)) - Decimal(str(low.value)))
        if same_scale
        else high.normalised - low.normalised
    )
    unit = min(high.unit, low.unit, key=len) if same_scale else high.normalised_unit
    if unit in ("%", "％"):
        unit = draft.pick("个百分点", " percentage points")
    shown = f"{value:g}{' ' if unit[:1].isascii() and unit[:1].isalpha() else ''}{unit}"
    formula = f"{value_text(high)} − {value_text(low)} = {shown}"
    draft.derive(shown, value, formula, [high, low])
    markers = _markers(draft, high, low)
    draft.say(
        f"{_name(draft, high)}比{_name(draft, low)}多{shown}（{formula}）{markers}。",
        f"{_name(draft, high)} exceeds {_name(draft, low)} by {shown} ({formula}) {markers}.",
    )


def _comparison(draft: Draft, points: Sequence[DataPoint]) -> None:
    low, high = min(points, key=lambda p: p.normalised), max(points, key=lambda p: p.normalised)
    markers = _markers(draft, high, low)
    if low.normalised == high.normalised:
        draft.say(
            f"两者相同，都是{value_text(high)}{markers}。",
            f"Both are the same: {value_text(high)} {markers}.",
        )
        return
    draft.say(
        f"{_name(draft, high)}更高：{value_text(high)}，{_name(draft, low)}为{value_text(low)}"
        f"{markers}。",
        f"{_name(draft, high)} is higher: {value_text(high)}, against {value_text(low)} for "
        f"{_name(draft, low)} {markers}.",
    )


def with_next(periods: Sequence[Period]) -> tuple[Period, ...]:
    """``periods``, and the year after each single one: its growth is what a base follows from."""
    years = (p.end_year + 1 for p in periods if p.end_year is not None and not p.years)
    return (*periods, *(Period(year, year, text=str(year)) for year in years))


def compose_implied(draft: Draft, points: Sequence[DataPoint]) -> Status | None:
    """The base that a value and its growth imply: base = value ÷ (1 + growth)."""
    pair = next(
        (
            (level, growth)
            for growth in points
            for level in points
            if growth.kind == "growth"
            and growth.unit in ("%", "％")
            and level.kind in ("level", "count")
            and level.sentence_start == growth.sentence_start
            and level.period.key == growth.period.key
        ),
        None,
    )
    if pair is None:
        return None
    level, growth = pair
    rate = growth.value / 100 * (-1 if growth.direction == "down" else 1)
    base = level.value / (1 + rate)
    shown = f"{_rounded(base)}{level.unit}"
    sign = "-" if rate < 0 else "+"
    formula = f"{value_text(level)} ÷ (1 {sign} {growth.value:g}%) ≈ {shown}"
    draft.derive(shown, base, formula, [level, growth])
    year = level.period.start_year
    before = str(year - 1) if year else ""
    if before:
        draft.derive(before, float(before), f"{year} − 1 = {before}", [level])
    markers = draft.cite_point(level)
    draft.say(
        f"倒推得{before + '年' if before else '上一期'}{subject(level)}约为{shown}（{formula}）{markers}。",
        f"Implied {subject(level)} for {before or 'the period before'}: about {shown} ({formula}) "
        f"{markers}.",
    )
    _say_whether_stated(draft, level, points)
    draft.quote(draft.cite_point(level))
    return "answered"


def _say_whether_stated(draft: Draft, level: DataPoint, points: Sequence[DataPoint]) -> None:
    """That the base is computed only, or what the documents give for it."""
    given = [
        point
        for point in points
        if point.kind == level.kind
        and point.normalised_unit == level.normalised_unit
        and subject(point) == subject(level)
        and point.period.key == str((level.period.start_year or 0) - 1)
    ]
    if given:
        stated = statement(draft, given[0])
        draft.say(f"文档给出的是：{stated}。", f"The documents state: {stated}.")
    else:
        draft.say(
            "这是推算值，文档没有直接给出。", "It is computed; the documents do not state it."
        )


def _name(draft: Draft, point: DataPoint) -> str:
    when = period_label(point.period, draft.language)
    return f"{when}{subject(point)}" if draft.language == "zh" else f"{subject(point)} ({when})"


def _rounded(value: float) -> str:
    """One decimal, none from 100 on, two below 1: 9.5, 583, 0.45."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _markers(draft: Draft, *points: DataPoint) -> str:
    return "".join(dict.fromkeys(draft.cite_point(point) for point in points))
