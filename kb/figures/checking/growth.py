"""Checks of stated growth against the levels of its period and of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.figures.checking.findings import (
    dated,
    finding,
    percent,
    positive,
    same_unit,
    verdict_of,
    word_of,
)
from kb.figures.checking.interval import Interval, printed_interval, signed
from kb.figures.checking.ledger import Ledger
from kb.types import DataPoint, Finding, Language, Period


def check_growth(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each stated growth against the levels of its period and of the one before."""
    for point in ledger.points:
        if point.kind == "growth" and point.dimension == "ratio" and point.basis != "vs":
            before = _previous(point.period, point.basis)
            if before and ledger.is_specific(point):
                found = _growth(ledger, point, before, language)
                if found is not None:
                    yield found


def _growth(ledger: Ledger, point: DataPoint, before: Period, language: Language) -> Finding | None:
    level, base = ledger.level(point, point.period), ledger.level(point, before)
    stated = printed_interval(point)
    if level is None or stated is None:
        return None
    if base is None:
        return _implied(ledger, point, level, before, stated, language)
    top, bottom = printed_interval(level), printed_interval(base)
    if top is None or bottom is None or not same_unit(level, base) or not positive(top, bottom):
        return None
    computed = top.over(bottom).rate()
    value = (level.normalised / base.normalised - 1) * 100
    verdict = verdict_of(stated, computed)
    formula = f"{level.quote} ÷ {base.quote} − 1 = {percent(value)}"
    name, word = f"{point.period.key} {ledger.name(point)}", word_of(verdict, language)
    summary = (
        f"{name}：报告称增长{percent(signed(point))}，由{dated(base.period.key)}的{base.quote}与"
        f"{dated(level.period.key)}的{level.quote}重算为{percent(value)}，{word}。"
        if language == "zh"
        else f"{name}: stated growth {percent(signed(point))}; recomputed from {base.quote} "
        f"({base.period.key}) and {level.quote} ({level.period.key}): {percent(value)}: {word}."
    )
    return finding(verdict, "growth", summary, formula, (point, base, level), point, computed)


def _implied(
    ledger: Ledger,
    point: DataPoint,
    level: DataPoint,
    before: Period,
    stated: Interval,
    language: Language,
) -> Finding | None:
    """What the level and its growth say of the period before, which the report does not give."""
    if stated.low <= -100:
        return None
    value = level.value / (1 + signed(point) / 100)
    name = f"{point.period.key} {ledger.name(point)}"
    formula = f"{level.quote} ÷ (1 + {percent(signed(point))}) = {value:.4g}{level.unit}"
    summary = (
        f"{name}：报告没有给出{dated(before.key)}的数值，无法核对{point.quote}的增长；"
        f"由此推算{dated(before.key)}约为{value:.4g}{level.unit}。"
        if language == "zh"
        else f"{name}: the growth of {point.quote} cannot be checked, {before.key} is not "
        f"given; it implies {value:.4g}{level.unit} for {before.key}."
    )
    return finding("cannot_be_checked", "growth", summary, formula, (point, level), point)


def _previous(period: Period, basis: str) -> Period | None:
    if period.start_year is None or period.start_year != period.end_year:
        return None
    if basis != "qoq":
        year = period.start_year - 1
        return replace(period, start_year=year, end_year=year, text="")
    part = period.quarter or period.half or period.month
    if not part or period.day or period.end_month:
        return None
    length = 4 if period.quarter else 2 if period.half else 12
    year = period.start_year - (part == 1)
    name = "quarter" if period.quarter else "half" if period.half else "month"
    moved = replace(period, start_year=year, end_year=year, text="")
    if name == "quarter":
        return replace(moved, quarter=part - 1 or length)
    if name == "half":
        return replace(moved, half=part - 1 or length)
    return replace(moved, month=part - 1 or length)
