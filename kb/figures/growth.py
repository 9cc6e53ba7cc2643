"""Checks of stated growth against the levels of its period and of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.figures.findings import finding, percent, positive, same_unit, verdict_of, word_of
from kb.figures.interval import Interval, printed_interval, signed
from kb.figures.ledger import Ledger
from kb.types import DataPoint, Finding, Language, Period


def check_growth(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each stated growth against the levels of its period and of the one before."""
    for point in ledger.points:
        if point.kind == "growth" and point.dimension == "ratio" and point.basis != "vs":
            before = _previous(point.period, point.basis)
            if before and ledger.is_specific(point):
                yield _growth(ledger, point, before, language)


def _growth(ledger: Ledger, point: DataPoint, before: Period, language: Language) -> Finding:
    level = ledger.level(point, point.period)
    base = ledger.level(point, before)
    stated = printed_interval(point)
    zh = language == "zh"
    name = f"{point.period.key} {point.metric}"
    ends = (level and printed_interval(level), base and printed_interval(base))
    if (
        level
        and base
        and stated
        and ends[0]
        and ends[1]
        and same_unit(level, base)
        and positive(ends[0], ends[1])
    ):
        computed = ends[0].over(ends[1]).rate()
        value = (level.normalised / base.normalised - 1) * 100
        verdict = verdict_of(stated, computed)
        formula = f"{level.quote} ÷ {base.quote} − 1 = {percent(value)}"
        word = word_of(verdict, language)
        summary = (
            f"{name}：报告称增长{percent(signed(point))}，由{base.period.key}年的{base.quote}与"
            f"{level.period.key}年的{level.quote}重算为{percent(value)}，{word}。"
            if zh
            else f"{name}: stated growth {percent(signed(point))}; recomputed from {base.quote} "
            f"({base.period.key}) and {level.quote} ({level.period.key}): {percent(value)}: {word}."
        )
        return finding(verdict, "growth", summary, formula, (point, base, level), point, computed)
    return _unchecked_growth(point, level, base, before, stated, language)


def _unchecked_growth(
    point: DataPoint,
    level: DataPoint | None,
    base: DataPoint | None,
    before: Period,
    stated: Interval | None,
    language: Language,
) -> Finding:
    zh = language == "zh"
    name = f"{point.period.key} {point.metric}"
    if level is not None and stated is not None and stated.low > -100 and base is None:
        value = level.value / (1 + signed(point) / 100)
        formula = f"{level.quote} ÷ (1 + {percent(signed(point))}) = {value:.4g}{level.unit}"
        summary = (
            f"{name}：报告没有给出{before.key}年的数值，无法核对{point.quote}的增长；"
            f"由此推算{before.key}年约为{value:.4g}{level.unit}。"
            if zh
            else f"{name}: the growth of {point.quote} cannot be checked, {before.key} is not "
            f"given; it implies {value:.4g}{level.unit} for {before.key}."
        )
        return finding("cannot_be_checked", "growth", summary, formula, (point, level), point)
    missing = before.key if level is not None else point.period.key
    summary = (
        f"{name}：报告没有给出{missing}年的数值，无法核对{point.quote}的增长。"
        if zh
        else f"{name}: the growth of {point.quote} cannot be checked, no value for {missing}."
    )
    inputs = tuple(one for one in (point, base, level) if one is not None)
    return finding("cannot_be_checked", "growth", summary, "", inputs, point)


def _previous(period: Period, basis: str) -> Period | None:
    if period.start_year is None or period.start_year != period.end_year:
        return None
    if basis != "qoq":
        year = period.start_year - 1
        return replace(period, start_year=year, end_year=year, text="")
    part = period.quarter or period.half or period.month
    if not part or period.day:
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
