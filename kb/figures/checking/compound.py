"""Checks of compound growth rates against the levels at the ends of their periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.figures.checking.findings import finding, percent, positive, same_unit, verdict_of, word_of
from kb.figures.checking.interval import Interval, printed_interval, signed
from kb.figures.checking.ledger import Ledger
from kb.figures.quantities.numerals import whole
from kb.figures.tables.captions import without_rate
from kb.regex import regex
from kb.types import DataPoint, Finding, Language, Period, Verdict

_YEARS_STATED = regex(
    r"(?<![\d\-–—~至到一二三四五六七八九十])([一二两三四五六七八九十]{1,2}|\d{1,2})\s?年(?:期|间)?的?(?:年均|年化|年)?复合"
    r"|\b(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[\s-]year\b.{0,20}(?:CAGR|compound)",
    re.IGNORECASE,
)
_SPAN_BEFORE = 24
"""Characters before a rate in which the years that it spans are printed, if they are."""


@dataclass(frozen=True, slots=True)
class _Base:
    """A level, stated or implied by the next year's level and growth."""

    interval: Interval
    value: float
    inputs: tuple[DataPoint, ...]
    formula: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a compound rate: from one level to another, years apart."""

    start: _Base
    end: _Base
    first: int
    last: int
    years: int

    @property
    def computed(self) -> Interval:
        return self.end.interval.over(self.start.interval).root(self.years).rate()

    def value(self, years: int | None = None) -> float:
        ratio: float = (self.end.value / self.start.value) ** (1 / (years or self.years))
        return (ratio - 1) * 100

    def formula(self) -> str:
        ratio = f"({self.end.formula} ÷ {self.start.formula})"
        return f"{ratio}^(1/{self.years}) − 1 = {percent(self.value())}"


def check_cagr(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each stated compound rate against the levels at the ends of its period."""
    for point in ledger.points:
        known = ledger.is_specific(point) or len(ledger.levels_in_sentence(point)) > 1
        if point.kind == "cagr" and point.dimension == "ratio" and known:
            yield _cagr(ledger, point, language)


def _cagr(ledger: Ledger, point: DataPoint, language: Language) -> Finding:
    stated = printed_interval(point)
    count = _stated_years(ledger, point)
    readings = list(_readings(ledger, point, count))
    if not readings or stated is None:
        return _unchecked_cagr(ledger, point, language)
    agreeing = [one for one in readings if verdict_of(stated, one.computed) == "agrees"]
    reading = agreeing[0] if agreeing else readings[0]
    verdict = verdict_of(stated, reading.computed)
    rule = "implied" if reading.start.implied else "cagr"
    inputs = (point, *reading.start.inputs, *reading.end.inputs)
    return finding(
        verdict,
        rule,
        _cagr_summary(_name_of(ledger, point), point, reading, count, stated, verdict, language),
        reading.formula(),
        tuple(dict.fromkeys(inputs)),
        point,
        reading.computed,
    )


def _name_of(ledger: Ledger, point: DataPoint) -> str:
    """What the rate is of, without the words for the rate."""
    return without_rate(ledger.name(point)) or ledger.name(point)


def _cagr_summary(
    name: str,
    point: DataPoint,
    reading: _Reading,
    count: int | None,
    stated: Interval,
    verdict: Verdict,
    language: Language,
) -> str:
    word = word_of(verdict, language)
    low, high = percent(reading.computed.low), percent(reading.computed.high)
    if language == "zh":
        text = (
            f"{name}：报告称年复合增长率{point.quote}；{reading.first}—{reading.last}年相隔"
            f"{reading.years}年，由首尾数值重算为{percent(reading.value())}"
            f"（按四舍五入为{low}至{high}），{word}。"
        )
        if reading.start.implied:
            text += f"其中{reading.first}年的基数由{reading.first + 1}年的数值与增速推算。"
    else:
        text = (
            f"{name}: stated CAGR {point.quote}; {reading.first}-{reading.last} is "
            f"{reading.years} years, recomputed from the end points {percent(reading.value())} "
            f"(rounding allows {low} to {high}): {word}."
        )
        if reading.start.implied:
            text += f" The {reading.first} base is implied by {reading.first + 1} and its growth."
    return text + _other_count(reading, count, stated, language)


def _other_count(reading: _Reading, count: int | None, stated: Interval, language: Language) -> str:
    """What the number of years in words would give, where it is not the distance of the ends."""
    if not count or count == reading.years:
        return ""
    value = reading.value(count)
    other = reading.end.interval.over(reading.start.interval).root(count).rate()
    fits = stated.meets(other)
    if language == "zh":
        return (
            f"若按所称的{count}年计算则为{percent(value)}，{'与所称相符' if fits else '同样不符'}。"
        )
    word = "which agrees" if fits else "which does not agree either"
    return f" Over the stated {count} years it would be {percent(value)}, {word}."


def _unchecked_cagr(ledger: Ledger, point: DataPoint, language: Language) -> Finding:
    last = replace(point.period, start_year=point.period.end_year)
    level = ledger.level(point, last) if point.period.years else None
    zh = language == "zh"
    name = f"{point.period.key} {_name_of(ledger, point)}"
    summary = (
        f"{name}：报告没有给出首尾两年的数值，无法核对年复合增长率{point.quote}。"
        if zh
        else f"{name}: the CAGR of {point.quote} cannot be checked, "
        "the end points are not both given."
    )
    if level is None or not point.period.years or signed(point) <= -100:
        return finding("cannot_be_checked", "cagr", summary, "", (point,), point)
    base = level.value / (1 + signed(point) / 100) ** point.period.years
    first = point.period.start_year
    formula = (
        f"{level.quote} ÷ (1 + {percent(signed(point))})^{point.period.years} "
        f"= {base:.4g}{level.unit}"
    )
    summary += (
        f"由{level.period.key}年的{level.quote}反推，{first}年约为{base:.4g}{level.unit}。"
        if zh
        else f" From {level.quote} in {level.period.key} it implies {base:.4g}{level.unit} "
        f"in {first}."
    )
    return finding("cannot_be_checked", "cagr", summary, formula, (point, level), point)


def _readings(ledger: Ledger, point: DataPoint, count: int | None) -> Iterator[_Reading]:
    windows: list[tuple[int, int]] = []
    first, last = point.period.start_year, point.period.end_year
    if first and last and last > first:
        windows.append((first, last))
    in_sentence = [level.period.start_year or 0 for level in ledger.levels_in_sentence(point)]
    before = ledger.before(point, _SPAN_BEFORE)
    printed = bool(windows) and str(first) in before and str(last) in before
    if len(set(in_sentence)) > 1 and not printed:
        windows.append((in_sentence[0], in_sentence[-1]))
    elif not windows and last and count:
        windows.append((last - count, last))
    for start, end in tuple(windows):
        if count in (None, end - start + 1):  # "five years to 2027" may count from 2022
            windows.append((start - 1, end))
    for start, end in dict.fromkeys(windows):
        reading = _reading(ledger, point, start, end)
        if reading is not None:
            yield reading


def _reading(ledger: Ledger, point: DataPoint, first: int, last: int) -> _Reading | None:
    end = _stated_base(ledger.level(point, Period(last, last)))
    start = _stated_base(ledger.level(point, Period(first, first)))
    start = start or _implied_base(ledger, point, first)
    if start is None or end is None or not positive(start.interval, end.interval):
        return None
    if not same_unit(start.inputs[0], end.inputs[0]):
        return None
    return _Reading(start, end, first, last, last - first)


def _stated_base(level: DataPoint | None) -> _Base | None:
    interval = printed_interval(level) if level else None
    if level is None or interval is None:
        return None
    return _Base(interval, level.normalised or level.value, (level,), level.quote)


def _implied_base(ledger: Ledger, point: DataPoint, year: int) -> _Base | None:
    following = Period(year + 1, year + 1)
    level = ledger.level(point, following)
    growth = ledger.growth(level, following) if level else None
    if level is None or growth is None:
        return None
    size, rate = printed_interval(level), printed_interval(growth)
    if size is None or rate is None or rate.low <= -100:
        return None
    value = (level.normalised or level.value) / (1 + signed(growth) / 100)
    formula = f"({level.quote} ÷ (1 + {percent(signed(growth))}))"
    return _Base(size.over(rate.factor()), value, (level, growth), formula, implied=True)


def _stated_years(ledger: Ledger, point: DataPoint) -> int | None:
    for text in (ledger.before(point, 40), point.metric):
        found = list(_YEARS_STATED.finditer(text))
        if found:
            return whole(next(filter(None, found[-1].groups())).lower())
    return None
